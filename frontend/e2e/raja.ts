import { type Browser, test as base, expect, type Page } from "@playwright/test";
import { AfterHoursScreen } from "./pages/afterhours";
import { AgendaScreen } from "./pages/agenda";
import { CardScreen } from "./pages/card";
import { CustomersScreen } from "./pages/customers";
import { DuplicatesScreen } from "./pages/duplicates";
import { ExportScreen } from "./pages/export";
import { ImportScreen } from "./pages/import";
import { KnowledgeScreen } from "./pages/knowledge";
import { LoyaltyScreen } from "./pages/loyalty";
import { OrdersScreen } from "./pages/orders";
import { OutreachScreen } from "./pages/outreach";
import { PromisesScreen } from "./pages/promises";
import { ReportsScreen } from "./pages/reports";
import { RulesScreen } from "./pages/rules";
import { SegmentsScreen } from "./pages/segments";
import { SettingsScreen } from "./pages/settings";
import { TicketsScreen } from "./pages/tickets";
import { TodayScreen } from "./pages/today";
import { enter, serve } from "./served";
import { type Language, type Words, wordsOf } from "./words";

type Place =
  | "today"
  | "customers"
  | "promises"
  | "orders"
  | "tickets"
  | "after_hours"
  | "segments"
  | "loyalty"
  | "outreach"
  | "knowledge"
  | "reports"
  | "import"
  | "export"
  | "appointments"
  | "settings";

/** The whole page in one language, with a model for each screen. */
export class Raja {
  readonly words: Words;
  readonly today: TodayScreen;
  readonly promises: PromisesScreen;
  readonly orders: OrdersScreen;
  readonly tickets: TicketsScreen;
  readonly customers: CustomersScreen;
  readonly card: CardScreen;
  readonly afterHours: AfterHoursScreen;
  readonly knowledge: KnowledgeScreen;
  readonly loyalty: LoyaltyScreen;
  readonly outreach: OutreachScreen;
  readonly reports: ReportsScreen;
  readonly segments: SegmentsScreen;
  readonly duplicates: DuplicatesScreen;
  readonly import: ImportScreen;
  readonly export: ExportScreen;
  readonly agenda: AgendaScreen;
  readonly settings: SettingsScreen;
  readonly rules: RulesScreen;

  constructor(
    readonly page: Page,
    readonly language: Language,
  ) {
    this.words = wordsOf(language);
    this.today = new TodayScreen(page, this.words);
    this.promises = new PromisesScreen(page, this.words);
    this.tickets = new TicketsScreen(page, this.words);
    this.orders = new OrdersScreen(page, this.words);
    this.customers = new CustomersScreen(page, this.words);
    this.card = new CardScreen(page, this.words);
    this.afterHours = new AfterHoursScreen(page, this.words);
    this.knowledge = new KnowledgeScreen(page, this.words);
    this.loyalty = new LoyaltyScreen(page, this.words);
    this.outreach = new OutreachScreen(page, this.words);
    this.reports = new ReportsScreen(page, this.words);
    this.segments = new SegmentsScreen(page, this.words);
    this.duplicates = new DuplicatesScreen(page, this.words);
    this.import = new ImportScreen(page, this.words);
    this.export = new ExportScreen(page, this.words);
    this.agenda = new AgendaScreen(page, this.words);
    this.settings = new SettingsScreen(page, this.words);
    this.rules = new RulesScreen(page, this.words);
  }

  /** Goes to a screen by the sidebar. */
  async go(place: Place) {
    const name = this.words(`nav.${place}`);
    const nav = this.page.getByRole("navigation", { name: this.words("nav.label") });
    // The whole name and the key behind it: one may be the beginning of another.
    await nav.getByRole("link", { name: new RegExp(`^${name}( \\S+)?$`) }).click();
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
  }

  private get toasts() {
    return this.page.getByRole("region", { name: this.words("undo.said"), exact: true });
  }

  /** Looks around before what was done last is taken back: pointed at, its button waits. */
  async beforeUndo(look: () => Promise<void>) {
    await this.toasts.getByRole("group").last().hover();
    await look();
  }

  /** Takes back what was done last, by the button that says so, and nothing that was done before. */
  async undo() {
    const { toasts } = this;
    await expect(toasts).toHaveAttribute("aria-busy", "false");
    await toasts
      .getByRole("button", { name: this.words("undo.do"), exact: true })
      .last()
      .click();
    await expect(toasts).toHaveAttribute("aria-busy", "false");
    const done = [this.words("undo.done"), this.words("undo.done_final")];
    expect(done).toContain(await toasts.getByRole("group").last().textContent());
  }
}

/** Where the tests of a worker are: a shop that is open to them. */
type Visit = { origin: string; session: string };

/**
 * The shop of RAJA_URL, which somebody serves by hand, or else a copy of
 * RAJA_SHOP for this worker alone: no two tests write to one shop at once.
 */
async function visit(browser: Browser, use: (there: Visit) => Promise<void>) {
  const { RAJA_URL, RAJA_SESSION = "", RAJA_SHOP } = process.env;
  if (RAJA_URL) return use({ origin: new URL(RAJA_URL).origin, session: RAJA_SESSION });
  if (!RAJA_SHOP)
    throw new Error(
      "RAJA_URL must hold the address that `raja serve` printed, or RAJA_SHOP the folder of a shop to copy",
    );
  const { address, end } = await serve(RAJA_SHOP);
  try {
    await use({ origin: new URL(address).origin, session: await enter(browser, address) });
  } finally {
    await end();
  }
}

type Fixtures = {
  /** Opens the page in a language, in the tab of this test unless another is given. */
  open: (language: Language, tab?: Page) => Promise<Raja>;
  /** Every request of this test that left for another host. */
  strangers: string[];
};

export const test = base.extend<Fixtures, { there: Visit }>({
  there: [({ browser }, use) => visit(browser, use), { scope: "worker", timeout: 300_000 }],
  strangers: [
    async ({ page, there }, use) => {
      const strangers: string[] = [];
      page.on("request", (request) => {
        const url = new URL(request.url());
        const here =
          url.origin === there.origin || url.protocol === "data:" || url.protocol === "blob:";
        if (!here) strangers.push(request.url());
      });
      await use(strangers);
      expect(strangers, "requests that left the machine").toEqual([]);
    },
    { auto: true },
  ],
  open: async ({ page, there }, use) => {
    await use(async (language, tab = page) => {
      await tab.addInitScript(
        ([session, chosen]) => {
          sessionStorage.setItem("raja.session", session);
          if (!localStorage.getItem("raja.language")) localStorage.setItem("raja.language", chosen);
        },
        [there.session, language] as const,
      );
      await tab.goto(`${there.origin}/`);
      await expect(tab.getByRole("heading", { level: 1 })).toBeVisible();
      return new Raja(tab, language);
    });
  },
});
