import { get, put, remove } from "./transport";

/** What was typed into a form and not saved; `at` is empty where nothing was. */
export type KeptDraft = { text: string; at: string };

const draftPath = (form: string) => `/api/drafts/${encodeURIComponent(form)}`;

export const findDraft = (form: string) => get<KeptDraft>(draftPath(form));

export const keepDraft = (form: string, text: string) => put<KeptDraft>(draftPath(form), { text });

export const dropDraft = (form: string) => remove<null>(draftPath(form));
