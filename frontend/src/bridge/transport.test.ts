import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "./error";
import { get, inWindow, post, withQuery } from "./transport";

type Sent = { id: string; method: string; path: string; body: string };

function bindWindow(answer: (sent: Sent) => Promise<string>) {
  const cancelled: string[] = [];
  const sent: Sent[] = [];
  const carry = (text: string) => {
    const request = JSON.parse(text) as Sent;
    sent.push(request);
    return answer(request);
  };
  const cancel = (id: string) => void cancelled.push(id);
  window.go = { window: { Bridge: { Do: carry, Cancel: cancel } } };
  return { sent, cancelled };
}

const reply = (status: number, body: unknown) =>
  JSON.stringify({ status, body: JSON.stringify(body) });

afterEach(() => {
  delete window.go;
  sessionStorage.clear();
  vi.unstubAllGlobals();
});

describe("in the window", () => {
  it("carries method, path and body as text and reads the answer", async () => {
    const { sent } = bindWindow(async () => reply(200, { id: "1" }));
    expect(inWindow()).toBe(true);
    expect(await post("/api/orders", { pay: 5 })).toEqual({ id: "1" });
    expect(sent[0]).toMatchObject({ method: "POST", path: "/api/orders", body: '{"pay":5}' });
  });

  it("gives each call an id of its own", async () => {
    const { sent } = bindWindow(async () => reply(200, {}));
    await Promise.all([get("/api/business"), get("/api/segments")]);
    expect(sent[0]?.id).not.toBe(sent[1]?.id);
  });

  it("turns the error envelope into one ApiError", async () => {
    const error = { kind: "invalid", field: "name", message: "is empty" };
    bindWindow(async () => reply(422, { error }));
    const failure = await get("/api/customers").catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject(error);
  });

  it("cancels in Go what is aborted here", async () => {
    const { sent, cancelled } = bindWindow(() => new Promise(() => {}));
    const controller = new AbortController();
    const call = get("/api/customers", controller.signal).catch((cause: Error) => cause.name);
    controller.abort();
    expect(await call).toBe("AbortError");
    expect(cancelled).toEqual([sent[0]?.id]);
  });

  it("sends nothing for a call that was aborted before", async () => {
    const { sent } = bindWindow(async () => reply(200, {}));
    await expect(get("/api/customers", AbortSignal.abort())).rejects.toThrow();
    expect(sent).toHaveLength(0);
  });

  it("calls a bridge that breaks unavailable", async () => {
    bindWindow(() => Promise.reject(new Error("gone")));
    await expect(get("/api/business")).rejects.toMatchObject({ kind: "unavailable" });
  });
});

describe("in the browser", () => {
  const requests: [string, RequestInit][] = [];
  const answers: Response[] = [];

  beforeEach(() => {
    requests.length = 0;
    answers.length = 0;
    vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
      requests.push([path, init]);
      const answer = answers.shift();
      if (!answer) throw new TypeError("network is down");
      return answer;
    });
  });

  it("sends the session of this tab with every call", async () => {
    sessionStorage.setItem("raja.session", "S1");
    answers.push(new Response('{"customers":[]}'));
    await get("/api/customers");
    const [path, init] = requests[0] ?? [];
    expect(path).toBe("/api/customers");
    expect(init?.headers).toMatchObject({ Authorization: "Bearer S1" });
  });

  it("marks the error of an ended session", async () => {
    const error = { kind: "forbidden", field: "", message: "no session" };
    answers.push(new Response(JSON.stringify({ error }), { status: 401 }));
    await expect(get("/api/business")).rejects.toMatchObject({ sessionOver: true });
  });

  it("makes an internal fault of an answer that is no envelope", async () => {
    answers.push(new Response("<html>", { status: 502 }));
    await expect(get("/api/business")).rejects.toMatchObject({ kind: "internal" });
  });

  it("calls a server that does not answer unavailable", async () => {
    await expect(get("/api/business")).rejects.toMatchObject({ kind: "unavailable" });
  });
});

describe("a path with parameters", () => {
  it("leaves out what is empty and encodes the rest", () => {
    const path = withQuery("/api/customers", { offset: 0, q: "Bu Sri & co", segment: "" });
    expect(path).toBe("/api/customers?offset=0&q=Bu+Sri+%26+co");
  });
});
