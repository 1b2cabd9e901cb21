// A browser tab holds its session in sessionStorage and sends it as a header:
// a cookie would also reach every other program that listens on localhost.

const KEY = "raja.session";

export function sessionHeader(): Record<string, string> {
  const session = sessionStorage.getItem(KEY);
  return session ? { Authorization: `Bearer ${session}` } : {};
}

/**
 * Swaps the launch token of the address for a session and drops the token from
 * the address at once. A token that was used before leaves the tab's session as
 * it is: the first call then tells whether that still holds.
 */
export async function startSession(): Promise<void> {
  const token = launchToken(location.hash);
  if (!token) return;
  history.replaceState(null, "", location.pathname + location.search);
  const response = await fetch("/api/session", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  });
  if (!response.ok) return;
  const { session } = (await response.json()) as { session: string };
  sessionStorage.setItem(KEY, session);
}

export function launchToken(hash: string): string {
  return /^#t=([^&/]+)$/.exec(hash)?.[1] ?? "";
}
