import { expect, type Page } from "@playwright/test";

/** Every screen by its name, where it is, and what is done there before it is looked at. */
export const SCREENS: [name: string, place: string, then?: (page: Page) => Promise<void>][] = [
  ["today", "/"],
  ["customers", "/customers"],
  ["customers-far", "/customers", farDown],
  ["customers-none", "/customers?q=zzzz"],
  [
    "customers-columns",
    '/customers?sort=net&descending=true&columns=["phone","segment","net","tags"]',
  ],
  ["customers-picked", '/customers?columns=["phone","tier","tags"]', (page) => pickAll(page)],
  [
    "customers-change",
    "/customers",
    async (page) => {
      await pickAll(page);
      await press(page, /^(Beri label|Add a tag)$/);
      await page.getByRole("dialog").getByRole("combobox").fill("langganan pagi");
      await press(page, /^(Lihat berapa|See how many)$/);
      await expect(page.getByRole("dialog").getByRole("status")).toBeVisible();
    },
  ],
  ["customers-views", "/customers", (page) => press(page, /^(Daftar tersimpan|Saved lists)$/)],
  ["card", "/customers/C-00012"],
  ["card-ledger", "/customers/C-00012?tab=ledger"],
  ["card-notes", "/customers/C-00012?tab=notes"],
  ["card-timeline", "/customers/C-00012?tab=timeline"],
  [
    "card-redeem",
    "/customers/C-00012?tab=ledger",
    (page) => press(page, /^(Tukar poin|Spend points)$/),
  ],
  [
    "card-statement",
    "/customers/C-00012?tab=ledger",
    (page) => press(page, /^(Cetak buku poin|Print statement)$/),
  ],
  ["card-edit", "/customers/C-00012?edit=names"],
  ["card-edit-doubt", "/customers/C-00012?edit=names", doubtful],
  ["card-member", "/customers/C-00012?edit=member"],
  ["card-relations", "/customers/C-00012?edit=relations"],
  ["card-group", "/customers/C-00012?edit=groups"],
  ["card-consent", "/customers/C-00012?edit=consent"],
  ["card-address", "/customers/C-00012", (page) => press(page, /^(Tambah alamat|Add an address)$/)],
  ["card-dates", "/customers/C-00012", (page) => press(page, /^(Tambah tanggal|Add dates)/)],
  ["card-thing", "/customers/C-00012", (page) => press(page, /^(Tambah barang|Add a thing)$/)],
  ["unlock-keep", "/customers/C-00013", (page) => withPhone(page).then(() => unlock(page))],
  ["unlock-open", "/customers/C-00014", unlockKept],
  ["new-order", "/customers/C-00012?order=true"],
  ["duplicates", "/duplicates"],
  ["duplicates-pair", "/duplicates?one=C-00082&other=C-00174"],
  ["duplicates-household", "/duplicates?one=C-00007&other=C-00317"],
  ["help", "/help?chapter=order"],
  ["help-things", "/help?chapter=things"],
  ["help-faq", "/help?chapter=faq"],
  ["new-order-draft", "/customers/C-00012?order=true", leftBehind],
  ["customer-add", "/customers", knownNumber],
  ["schedule", "/appointments"],
  ["schedule-new", "/appointments?add=true"],
  ["promises", "/promises"],
  ["promises-stages", "/promises?view=stage"],
  ["orders", "/orders"],
  ["orders-ready", "/orders?view=ready"],
  ["orders-unpaid", "/orders?view=unpaid"],
  ["orders-all", "/orders?view=all"],
  ["order", "/orders?view=ready", openFirst],
  [
    "order-pay",
    "/orders?view=ready",
    (page) => openFirst(page).then(() => press(page, /Terima pem|Take pay/)),
  ],
  [
    "order-nota",
    "/orders?view=ready",
    (page) => openFirst(page).then(() => press(page, /^(Nota|Receipt)$/)),
  ],
  ["tickets", "/tickets"],
  ["ticket", "/tickets/T-00001"],
  ["ticket-remedy", "/tickets/T-00001", (page) => more(page, /Beri ganti|Make up/)],
  ["ticket-handover", "/tickets/T-00001", (page) => more(page, /Serahkan|Hand over/)],
  ["ticket-new", "/tickets?add=true"],
  ["after-hours", "/after-hours?customer=C-00012&at=2026-03-14T21:12"],
  ["after-hours-stranger", "/after-hours"],
  ["segments", "/segments"],
  ["segments-map", "/segments?view=map&r=5&f=5"],
  ["segments-moves", "/segments?view=moves"],
  [
    "segments-try",
    "/segments?view=try",
    (page) => press(page, /^(Lihat akibatnya|See what would change)$/).then(() => answered(page)),
  ],
  ["segments-given", "/segments?view=given"],
  ["loyalty", "/loyalty"],
  ["loyalty-program", "/loyalty", (page) => press(page, /^(Ubah aturan poin|Change the rules)$/)],
  ["loyalty-tiers", "/loyalty?view=tiers"],
  ["loyalty-rewards", "/loyalty?view=rewards"],
  ["loyalty-promos", "/loyalty?view=promos"],
  ["loyalty-promo-new", "/loyalty?view=promos&add=true"],
  ["outreach", "/outreach"],
  ["outreach-new", "/outreach?add=true"],
  ["outreach-templates", "/outreach?view=templates"],
  ["outreach-manners", "/outreach?view=manners"],
  ["knowledge", "/knowledge"],
  ["knowledge-checklists", "/knowledge?view=checklists"],
  ["knowledge-playbooks", "/knowledge?view=playbooks"],
  ["reports", "/reports"],
  ["reports-days", "/reports?by=day"],
  ["reports-journey", "/reports?view=journey"],
  ["reports-promises", "/reports?view=promises"],
  ["reports-debts", "/reports?view=debts"],
  ["reports-worth", "/reports?view=worth"],
  ["reports-door", "/reports?view=door"],
  ["import", "/import"],
  ["export", "/export"],
  ["settings", "/settings"],
  ["settings-hours", "/settings/hours"],
  ["settings-staff", "/settings/staff"],
  ["settings-targets", "/settings/targets"],
  ["settings-fields", "/settings/fields"],
  ["settings-look", "/settings/look"],
  ["rules", "/settings/rules"],
  ["rule", "/settings/rules/points"],
  ["rule-install", "/settings/rules", chooseRule],
  ["backup", "/settings/backup"],
  ["backup-restore", "/settings/backup", (page) => press(page, /^(Pulihkan|Restore) /)],
];

async function openFirst(page: Page) {
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await expect(page.getByRole("article")).toBeVisible();
}

async function more(page: Page, name: RegExp) {
  await press(page, /^(Tindakan lain|More)$/);
  await page.getByRole("menuitem", { name }).click();
}

/** Half an order is typed, left and found again. */
async function leftBehind(page: Page) {
  const kept = page.waitForResponse((reply) => reply.request().method() === "PUT");
  await page.getByLabel(/^(Potongan|Discount)$/).fill("500");
  await kept;
  await page.reload();
  await expect(page.getByRole("button", { name: /^(Lanjutkan|Continue)$/ })).toBeVisible();
}

/** All who are in view are selected. */
async function pickAll(page: Page) {
  await page.getByRole("grid").getByRole("checkbox").first().check();
  await expect(page.getByRole("region", { name: /yang dipilih|Selected/ })).toBeVisible();
}

async function chooseRule(page: Page) {
  await page.locator('input[type="file"]').setInputFiles(process.env.RAJA_PACKAGE ?? "");
  await expect(page.getByRole("dialog")).toBeVisible();
}

const press = (page: Page, name: RegExp) => page.getByRole("button", { name }).first().click();

/** What was tried over everybody is answered. */
const answered = (page: Page) =>
  expect(page.getByRole("table", { name: /Sebelum dan sesudah|Before and after/ })).toBeVisible();

/** The list where it is longest from both of its ends. */
async function farDown(page: Page) {
  const grid = page.getByRole("grid");
  await grid.evaluate((one) => one.scrollTo({ top: one.scrollHeight / 2 }));
  await expect(grid.locator('[role="row"][aria-busy="true"]')).toHaveCount(0);
}

/** A number is typed that nobody can call. */
async function doubtful(page: Page) {
  await press(page, /^(Tambah nomor|Add a number)$/);
  await page.keyboard.type("0812-345");
  await page.keyboard.press("Shift+Tab");
  await expect(page.getByRole("dialog").getByText(/0812-345/)).toBeVisible();
}

/** A number is typed that somebody has. */
async function knownNumber(page: Page) {
  const cell = page.getByRole("gridcell").filter({ hasText: /^[+0][\d -]{8,}/ });
  const known = (await cell.first().textContent()) ?? "";
  await page.keyboard.press("n");
  await page
    .getByRole("dialog")
    .getByLabel(/^(Nama|Name)/)
    .fill("Ratna Dewi");
  await page.getByRole("dialog").locator('input[type="tel"]').fill(known);
  await expect(page.getByRole("dialog").getByRole("link").first()).toBeVisible();
}

/** Her phone is in the shop. */
async function withPhone(page: Page) {
  const things = page.getByRole("region", { name: /^(Barang miliknya|Things owned)$/ });
  await expect(things.getByRole("button").first()).toBeVisible();
  if (await things.getByText("HP Samsung").count()) return;
  await press(page, /^(Tambah barang|Add a thing)$/);
  await page
    .getByRole("dialog")
    .getByLabel(/^(Jenis|Sort)$/)
    .selectOption("device");
  await page
    .getByRole("dialog")
    .getByLabel(/^(Disebut apa|What is it called)/)
    .fill("HP Samsung");
  await press(page, /^(Simpan|Save)$/);
  await expect(page.getByRole("dialog")).toBeHidden();
}

const unlock = (page: Page) => press(page, /^(Cara membukanya|How to unlock it)/);

/** How it is unlocked is kept, and asked for. */
async function unlockKept(page: Page) {
  await withPhone(page);
  const kept = page.getByRole("button", { name: /terkunci|closed/ });
  if (!(await kept.count())) {
    await unlock(page);
    await page.getByRole("dialog").locator("input").first().fill("pola Z");
    await page.getByRole("dialog").locator('input[type="password"]').fill("rahasia-7");
    await press(page, /^(Simpan|Save)$/);
    await expect(page.getByRole("dialog")).toBeHidden();
  }
  await kept.click();
}
