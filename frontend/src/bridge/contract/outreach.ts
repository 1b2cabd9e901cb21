// Words for customers. Raja sends nothing: a person opens the chat and says that it went out.

export type MessagePurpose =
  | "thank_you"
  | "ready"
  | "reminder"
  | "debt"
  | "late"
  | "appointment"
  | "check_in"
  | "survey"
  | "birthday"
  | "offer"
  | "newsletter"
  | "restocked"
  | "other";

export type Message = {
  code: string;
  customer: string;
  purpose: MessagePurpose;
  text: string;
  state: "prepared" | "opened" | "confirmed" | "skipped";
  /** Empty without a number for WhatsApp. */
  link: string;
  /** The end of the quiet hours, empty for at once. */
  not_before: string;
  about: string;
  why: string;
  at: string;
  already: boolean;
};

export type NewMessage = {
  customer: string;
  purpose: MessagePurpose;
  lang: "id" | "en";
  text?: string;
  about?: string;
  values?: Record<string, string>;
};

export type MessageStep = { do: "open" | "confirm" | "skip"; why?: string };

export type MessageTemplate = {
  /** Empty for one that Raja brings. */
  code: string;
  purpose: MessagePurpose;
  lang: "id" | "en";
  tone: "" | "formal" | "warm" | "short";
  name: string;
  opening: string;
  body: string;
  closing: string;
  gone: boolean;
};

export type MessageTemplates = { items: MessageTemplate[]; variables: string[] };

export type NewTemplate = Omit<MessageTemplate, "code" | "gone">;

/** When nobody is disturbed, and how much marketing one customer gets. */
export type Manners = { quiet_from: string; quiet_to: string; marketing: number; days: number };
