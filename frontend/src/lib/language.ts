export type Language = "id" | "en";

export const isLanguage = (text: unknown): text is Language => text === "id" || text === "en";

/** The locale whose numbers and dates a reader of that language expects. */
export const localeOf = (language: Language) => (language === "id" ? "id-ID" : "en-GB");
