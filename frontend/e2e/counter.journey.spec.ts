import { expect } from "@playwright/test";
import { accessible as everywhere } from "./axe";
import { test } from "./raja";
import { fresh } from "./someone";

for (const language of ["id", "en"] as const) {
  test(`from the promise to the receipt, in ${language}`, async ({ page, open }) => {
    const raja = await open(language);
    // What hinders does so in every language; once is enough for a long walk.
    const accessible = language === "id" ? everywhere : async () => {};
    const { words, orders, promises, today } = raja;
    const name = `Wulan ${fresh()}`;
    const said = (text: string) => page.getByRole("group", { name: text });

    await test.step("the day begins with what is due", async () => {
      await expect(today.part("promises")).toContainText(
        words("today.late_by", { span: "" }).trim(),
      );
      await accessible(page, "today");
      await today.actOnFirst("appointments", "today.arrived");
      await expect(today.part("appointments")).toContainText(words("appointment.arrived"));
      await raja.undo();
      await expect(today.part("appointments")).toContainText(words("appointment.booked"));
      await today.putOff();
      await raja.undo();
      await expect(today.part("followups")).toBeVisible();
    });

    await test.step("an order is taken from the catalogue, with a code and a time", async () => {
      await raja.customers.add(name, "");
      await raja.card.shows(name);
      await raja.card.orderFromCatalogue("Kiloan", "3.5", "HEMAT10");
      await expect(raja.card.care).toContainText("Kiloan");
      await raja.card.note("Suka pewangi melati", "note.mood_4");
      await accessible(page, "card: notes");
    });

    await test.step("its promise is handled by keyboard alone", async () => {
      await raja.go("promises");
      await expect(promises.row(name)).toBeVisible();
      await accessible(page, "promises");
      const [first = "", second = ""] =
        language === "id" ? ["Diterima", "Dicuci"] : ["Received", "Washing"];
      await promises.show("by_stage");
      await expect(promises.stage(first)).toContainText(name);
      await accessible(page, "promises by stage");
      const on = `${name}, ${words("promises.move_on", { state: second })}`;
      await page.getByRole("button", { name: on }).click();
      await expect(promises.stage(second)).toContainText(name);
      await raja.undo();
      await expect(promises.stage(first)).toContainText(name);
      await promises.show("by_time");
      await promises.walkTo(name);
      await promises.revise("mesin rusak");
      await promises.walkTo(name);
      await promises.pauseForParts();
      await expect(promises.row(name)).toContainText(words("promises.waiting_parts"));
      await promises.walkTo(name);
      await page.keyboard.press("p");
      await expect(promises.row(name)).not.toContainText(words("promises.waiting_parts"));
      await page.keyboard.press("k");
      await expect(promises.row(name)).toBeHidden();
      await page.keyboard.press("Control+z");
      await expect(promises.row(name)).toBeVisible();
    });

    await test.step("the work goes on, step by step, and back by one", async () => {
      await raja.go("orders");
      await accessible(page, "orders");
      await orders.open(name);
      await accessible(page, "order");
      const state = (text: string) => page.getByRole("listitem").filter({ hasText: text });
      const flow = language === "id" ? ["Dicuci", "Dikeringkan"] : ["Washing", "Drying"];
      for (const next of flow) {
        await orders.press(next);
        await expect(state(next)).toHaveAttribute("aria-current", "step");
      }
      await raja.undo();
      await expect(state(flow[0] ?? "")).toHaveAttribute("aria-current", "step");
      const rest =
        language === "id"
          ? ["Dikeringkan", "Dikemas", "Siap diambil"]
          : ["Drying", "Packing", "Ready to pick up"];
      for (const next of rest) {
        await orders.press(next);
        await expect(state(next)).toHaveAttribute("aria-current", "step");
      }
    });

    await test.step("it is paid, and the change is said", async () => {
      await raja.go("orders");
      await orders.show("unpaid");
      await orders.open(name);
      await orders.pay("50000");
      await expect(page.getByText(words("orderpage.settled"))).toBeVisible();
      await expect(said(words("pay.change"))).toBeVisible();
    });

    await test.step("the receipt is what the printer gets", async () => {
      await orders.press(words("nota.show"));
      const nota = page.getByRole("region", { name: words("nota.text") });
      await expect(nota).toContainText("Kiloan");
      await accessible(page, "receipt");
      await page.emulateMedia({ media: "print" });
      await expect(page.locator(".print-only")).toBeVisible();
      await expect(page.locator("#root")).toBeHidden();
      await page.emulateMedia({ media: "screen" });
      await page.keyboard.press("Escape");
    });

    await test.step("it is handed over, and some money goes back", async () => {
      await orders.press(words("orderpage.hand_over"));
      await orders.refundFirstLine("luntur");
      await expect(page.getByText("luntur")).toBeVisible();
      await orders.makeVoid("salah nota");
      await expect(page.getByText(words("orderpage.void", { reason: "salah nota" }))).toBeVisible();
      await accessible(page, "order: void");
    });

    await test.step("a complaint is noted, handled by the book, and settled", async () => {
      const { tickets } = raja;
      const title = `Jas luntur ${fresh()}`;
      await raja.go("tickets");
      await accessible(page, "tickets");
      await tickets.startNew();
      await accessible(page, "new ticket");
      await tickets.note(name, title, "damaged");
      await accessible(page, "ticket");
      await tickets.press("ticket.acknowledge");
      await tickets.act("Cuci ulang gratis");
      await tickets.tickFirstStep();
      await tickets.resolve("repaired");
      await tickets.press("ticket.content");
      await tickets.press("ticket.close");
      await expect(page.getByText(words("ticket.status_closed"), { exact: true })).toBeVisible();
      await raja.go("tickets");
      await expect(page.getByText(title)).toBeHidden();
    });
  });
}
