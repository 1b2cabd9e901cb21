import type { Card, CustomerChange } from "@/bridge/contract";
import { asLines, type Line } from "@/lib/lines";

export type PhoneLine = Line & { raw: string };

/** What of a customer is typed in one form. */
export type Typed = {
  name: string;
  call_name: string;
  honorific: string;
  email: string;
  phones: PhoneLine[];
  tags: string[];
  internal: boolean;
  loyal: boolean;
  blocked: boolean;
};

/** The form with what stood in it as it was opened: only what differs is sent. */
export type EditDraft = Typed & { began: Typed };

/** A customer as the form shows her, with one line at least for a number. */
export function typedOf(card: Card): Typed {
  const phones = card.phones.length > 0 ? card.phones : [{ raw: "" }];
  return {
    name: card.name,
    call_name: card.call_name,
    honorific: card.honorific,
    email: card.email,
    phones: asLines(phones.map(({ raw }) => ({ raw }))),
    tags: card.tags,
    internal: card.kind === "internal",
    loyal: card.loyal,
    blocked: card.caution.blocked,
  };
}

export const draftOf = (card: Card): EditDraft => ({ ...typedOf(card), began: typedOf(card) });

const sent = ({ internal, phones, ...typed }: Typed): Required<CustomerChange> => ({
  name: typed.name.trim(),
  call_name: typed.call_name.trim(),
  honorific: typed.honorific,
  email: typed.email.trim(),
  kind: internal ? "internal" : "external",
  phones: phones.map(({ raw }) => raw.trim()).filter(Boolean),
  tags: typed.tags,
  loyal: typed.loyal,
  blocked: typed.blocked,
});

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What was changed, and nothing else: what another changes meanwhile stays. */
export function changeOf({ began, ...typed }: EditDraft): CustomerChange {
  const before = sent(began);
  return Object.fromEntries(
    Object.entries(sent(typed)).filter(
      ([field, value]) => !same(value, before[field as keyof CustomerChange]),
    ),
  );
}

export const isEmpty = (change: CustomerChange) => Object.keys(change).length === 0;

/** What was typed some time ago, over the customer as she is now: what was not touched is hers. */
export function rebased(kept: EditDraft, now: Typed): EditDraft {
  const touched = (Object.keys(now) as (keyof Typed)[]).filter(
    (field) => !same(kept[field], kept.began[field]),
  );
  return {
    ...now,
    ...Object.fromEntries(touched.map((field) => [field, kept[field]])),
    began: now,
  };
}

/** Whether a line says something that was not there when the form was opened. */
export const isNewNumber = ({ raw }: PhoneLine, began: PhoneLine[]) =>
  raw.trim() !== "" && began.every((known) => known.raw.trim() !== raw.trim());
