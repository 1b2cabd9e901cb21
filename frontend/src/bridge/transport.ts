import { browserTransport } from "./browser";
import { errorFrom, unreachable } from "./error";
import { windowBridge, windowTransport } from "./window";

export type Call = { method: string; path: string; body?: string; signal?: AbortSignal };
export type Reply = { status: number; body: string };

/** Carries one request to Raja. It rejects only when no answer came at all. */
export type Transport = (call: Call) => Promise<Reply>;

/** True in the desktop window, where files are chosen in native dialogs. */
export const inWindow = () => windowBridge() !== null;

function transport(): Transport {
  const bridge = windowBridge();
  return bridge ? windowTransport(bridge) : browserTransport;
}

async function request<T>(call: Call): Promise<T> {
  const reply = await transport()(call).catch((cause: unknown) => {
    if (call.signal?.aborted) throw cause;
    throw unreachable(cause);
  });
  if (reply.status < 200 || reply.status > 299) throw errorFrom(reply.status, reply.body);
  return (reply.body ? JSON.parse(reply.body) : null) as T;
}

export const get = <T>(path: string, signal?: AbortSignal) =>
  request<T>({ method: "GET", path, signal });

export const post = <T>(path: string, body: unknown, signal?: AbortSignal) =>
  request<T>({ method: "POST", path, body: JSON.stringify(body), signal });

export const put = <T>(path: string, body: unknown) =>
  request<T>({ method: "PUT", path, body: JSON.stringify(body) });

export const patch = <T>(path: string, body: unknown) =>
  request<T>({ method: "PATCH", path, body: JSON.stringify(body) });

export const remove = <T>(path: string) => request<T>({ method: "DELETE", path });

/** Adds the parameters that are not empty. */
export function withQuery(path: string, parameters: Record<string, string | number>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== "") query.set(key, String(value));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
