import { sessionHeader } from "./session";
import type { Reply, Transport } from "./transport";

/** Sends each call over loopback HTTP with the session of this tab. */
export const browserTransport: Transport = async (call) => {
  const headers: Record<string, string> = { Accept: "application/json", ...sessionHeader() };
  if (call.body !== undefined) headers["Content-Type"] = "application/json";
  const response = await fetch(call.path, {
    method: call.method,
    headers,
    body: call.body,
    signal: call.signal,
    cache: "no-store",
  });
  return reply(response);
};

async function reply(response: Response): Promise<Reply> {
  return { status: response.status, body: await response.text() };
}
