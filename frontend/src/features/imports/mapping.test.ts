import { describe, expect, it } from "vitest";
import type { ImportPreview } from "@/bridge/contract";
import { withValue } from "./choices";
import { assign, fitted, missing, widthOf } from "./mapping";
import { rejectKey } from "./rejectReasons";
import { changed, freshSettings, importRequest } from "./settings";

const field = (key: string, required = false) => ({ key, name_id: key, name_en: key, required });

describe("assigning a column", () => {
  it("takes the field away from the column that had it", () => {
    expect(assign(["customer", "date", ""], 2, "date")).toEqual(["customer", "", "date"]);
  });

  it("lets any number of columns be skipped", () => {
    expect(assign(["customer", ""], 0, "")).toEqual(["", ""]);
  });

  it("changes nothing when the column has the field already", () => {
    expect(assign(["customer", "date"], 1, "date")).toEqual(["customer", "date"]);
  });
});

it("names the required fields that no column gives", () => {
  const fields = [field("customer", true), field("date", true), field("item")];
  expect(missing(["customer", ""], fields).map(({ key }) => key)).toEqual(["date"]);
});

it("fits a guess to the width of the file", () => {
  expect(fitted(["customer"], 3)).toEqual(["customer", "", ""]);
  expect(fitted(["a", "b", "c"], 2)).toEqual(["a", "b"]);
  expect(
    widthOf(
      [],
      [
        ["1", "2"],
        ["1", "2", "3"],
      ],
    ),
  ).toBe(3);
});

describe("settings", () => {
  const mapped = { ...freshSettings("orders"), columns: ["customer"], dateFormat: "YYYYMMDD" };

  it("forget the columns when the file is cut anew", () => {
    expect(changed(mapped, { delimiter: ";" })).toMatchObject({ columns: [], dateFormat: "" });
  });

  it("keep the columns when only the reading of a value changes", () => {
    const next = changed(mapped, { dateFormat: "DD/MM/YYYY" });
    expect(next).toMatchObject({ columns: ["customer"], dateFormat: "DD/MM/YYYY" });
  });

  it("say in the import what the preview showed", () => {
    const preview = { format: "csv", delimiter: ";", encoding: "utf-8", date_format: "YYYYMMDD" };
    const settings = { ...freshSettings("orders"), source: " kasir " };
    expect(
      importRequest("T", settings, preview as ImportPreview, ["customer", "date"], true),
    ).toEqual({
      ticket: "T",
      kind: "orders",
      format: "csv",
      delimiter: ";",
      encoding: "utf-8",
      columns: ["customer", "date"],
      date_format: "YYYYMMDD",
      decimal: "",
      source: "kasir",
      dry_run: true,
    });
  });
});

it("keeps a guess that no list foresaw", () => {
  expect(withValue(["utf-8"], "macintosh")).toEqual(["macintosh", "utf-8"]);
  expect(withValue(["utf-8"], "utf-8")).toEqual(["utf-8"]);
});

it("has words for every reason", () => {
  expect(rejectKey("bad_date")).toBe("reject.bad_date");
  expect(rejectKey("something_new")).toBe("reject.other");
});
