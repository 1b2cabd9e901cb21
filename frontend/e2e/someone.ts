/** A word of letters only, new for each run: the same shop may be visited twice. */
export const fresh = () =>
  [...String(Date.now())].map((digit) => "bcdfghjklm"[Number(digit)]).join("");
