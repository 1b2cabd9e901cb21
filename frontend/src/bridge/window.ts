import type { Call, Reply, Transport } from "./transport";

/** The single object that the desktop window binds. */
export type Bridge = {
  Do(request: string): Promise<string>;
  Cancel(id: string): Promise<void> | void;
};

declare global {
  interface Window {
    go?: Record<string, { Bridge?: Bridge } | undefined>;
  }
}

/** Wails names what it binds after the Go package; the page holds to the type's name alone. */
export function windowBridge(): Bridge | null {
  const packages = Object.values(window.go ?? {});
  return packages.find((bound) => bound?.Bridge)?.Bridge ?? null;
}

let calls = 0;

/** Sends each call through Bridge.Do and, on abort, tells Go to stop as well. */
export function windowTransport(bridge: Bridge): Transport {
  return (call) => {
    calls += 1;
    return cancellable(bridge, String(calls), call);
  };
}

async function cancellable(bridge: Bridge, id: string, call: Call): Promise<Reply> {
  const { signal } = call;
  signal?.throwIfAborted();
  const request = { id, method: call.method, path: call.path, body: call.body ?? "" };
  const answer = bridge.Do(JSON.stringify(request)).then((text) => JSON.parse(text) as Reply);
  if (!signal) return answer;

  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      void bridge.Cancel(id);
      reject(signal.reason);
    };
    signal.addEventListener("abort", stop, { once: true });
  });
  return Promise.race([answer, aborted]).finally(() => signal.removeEventListener("abort", stop));
}
