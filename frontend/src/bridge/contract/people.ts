// What is known of a customer, and what changes of it.

/** What changes of a customer's names; what is left out stays. */
export type CustomerChange = {
  name?: string;
  call_name?: string;
  honorific?: string;
  email?: string;
  kind?: "external" | "internal";
  /** All of them, as written. */
  phones?: string[];
  tags?: string[];
  loyal?: boolean;
  blocked?: boolean;
};
