import { describe, expect, it } from "vitest";
import { PLACES } from "@/app/places";
import en from "@/i18n/en.json";
import id from "@/i18n/id.json";
import { CHAPTERS, PLACE_OF, piecesOf, searchIn } from "./chapters";

const shape = (language: "id" | "en") =>
  CHAPTERS[language].map(({ slug, parts }) => [slug, parts.map(({ text }) => keysOf(text).sort())]);
const keysOf = (text: string) => piecesOf(text).filter((_, at) => at % 2 === 1);
const said = (texts: object, key: string) =>
  key
    .split(".")
    .reduce<unknown>((tree, part) => (tree as Record<string, unknown> | undefined)?.[part], texts);

describe("the handbook", () => {
  it("has the same chapters in both languages, with the same words of the screen in each part", () => {
    expect(shape("en")).toEqual(shape("id"));
  });

  it("has a place for every chapter, and a chapter for every place", () => {
    expect(CHAPTERS.id.map(({ slug }) => slug)).toEqual(Object.keys(PLACE_OF));
  });

  it("leads only to screens that there are", () => {
    const known = PLACES.map(({ to }) => to) as string[];
    for (const to of Object.values(PLACE_OF))
      expect(known.some((place) => to === place || to.startsWith(`${place}/`))).toBe(true);
  });

  it.each([
    ["id", id],
    ["en", en],
  ] as const)("names only words that stand on the screen, in %s", (language, texts) => {
    const keys = CHAPTERS[language].flatMap(({ parts }) =>
      parts.flatMap(({ text }) => keysOf(text)),
    );
    expect(keys.length).toBeGreaterThan(50);
    expect(keys.filter((key) => typeof said(texts, key) !== "string")).toEqual([]);
  });

  it.each([
    [
      "id",
      "pindah komputer",
      "lupa sandi",
      "dua komputer",
      "listrik padam",
      "mencetak nota",
      "salah mengembalikan",
    ],
    [
      "en",
      "move computer",
      "forgot passphrase",
      "two computers",
      "power failed",
      "print receipt",
      "mistake back",
    ],
  ] as const)("answers what owners ask, in %s", (language, ...questions) => {
    const slugs = (asked: string) =>
      searchIn(CHAPTERS[language], asked, (text) => text).map(({ slug }) => slug);
    for (const asked of questions) expect(slugs(asked), asked).toContain("faq");
    expect(slugs("PIN")).toContain("things");
  });

  it("shows first what holds the words together, as they stand on the screen", () => {
    const text = "Choose [[backup.now]], then keep it.";
    const plain = (one: string) => one.replace("[[backup.now]]", "Back up now");
    const [first, second] = searchIn(
      [
        {
          slug: "things",
          title: "Things",
          parts: [{ title: "", text: "Known when it is back up." }],
        },
        { slug: "backup", title: "Backup", parts: [{ title: "", text }] },
      ],
      "back  up now",
      plain,
    );
    expect([first?.slug, second?.slug]).toEqual(["backup", "things"]);
  });

  it("is found by words in any order, and by the words of the screen", () => {
    const plain = (text: string) => text.replace("[[undo.do]]", "Urungkan");
    const [first] = searchIn(CHAPTERS.id, "diska listrik", plain);
    expect(first?.slug).toBe("trouble");
    expect(searchIn(CHAPTERS.id, "URUNGKAN ctrl", plain).length).toBeGreaterThan(1);
    expect(searchIn(CHAPTERS.id, "zzz", plain)).toEqual([]);
    expect(searchIn(CHAPTERS.id, "  ", plain)).toEqual([]);
  });
});
