// What the shop knows how to do, and who has read it.

export type Dimension = "time" | "work" | "personnel" | "place" | "process";

export type Standard = {
  code: string;
  dimension: Dimension;
  statement: string;
  measure: string;
  target: string;
  checked: string;
  retired: boolean;
  version: number;
  /** Codes of the staff who have read it as it is now. */
  readers: string[];
};

export type NewStandard = Pick<
  Standard,
  "dimension" | "statement" | "measure" | "target" | "checked"
>;

export type StandardStep =
  | { do: "read"; by: string }
  | ({ do: "edit"; retired?: boolean } & Partial<NewStandard>);

export type Moment = "opening" | "closing" | "any";

export type Checklist = {
  code: string;
  name: string;
  moment: Moment;
  steps: string[];
  gone: boolean;
};

export type ChecklistRun = {
  code: string;
  name: string;
  steps: { text: string; done: string; note: string }[];
  began: string;
  ended: string;
};

export type RunStep = { do: "tick" | "skip" | "finish"; step?: number; note?: string };
