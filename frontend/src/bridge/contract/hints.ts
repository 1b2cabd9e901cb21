// How a thing is unlocked while it is in the shop, closed with a PIN.

/** Whether it is kept, and not what. */
export type Hint = { asset: string; kept: boolean; at: string };

export type NewHint = { hint: string; pin: string };

export type OpenedHint = { asset: string; hint: string };
