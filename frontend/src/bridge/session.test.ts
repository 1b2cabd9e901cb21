import { afterEach, expect, it, vi } from "vitest";
import { launchToken, sessionHeader, startSession } from "./session";

afterEach(() => {
  sessionStorage.clear();
  history.replaceState(null, "", "/");
  vi.unstubAllGlobals();
});

it.each([
  ["#t=abc-DEF_1", "abc-DEF_1"],
  ["#/customers?t=abc", ""],
  ["", ""],
])("reads the launch token of %s as %j", (hash, token) => {
  expect(launchToken(hash)).toBe(token);
});

it("swaps the token for a session and drops it from the address", async () => {
  history.replaceState(null, "", "/#t=T1");
  let asked = "";
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    asked = String(init.body);
    return new Response('{"session":"S1"}');
  });
  await startSession();
  expect(asked).toBe('{"token":"T1"}');
  expect(location.hash).toBe("");
  expect(sessionHeader()).toEqual({ Authorization: "Bearer S1" });
});

it("keeps the session it has when the token was used before", async () => {
  sessionStorage.setItem("raja.session", "S1");
  history.replaceState(null, "", "/#t=USED");
  vi.stubGlobal("fetch", async () => new Response("", { status: 403 }));
  await startSession();
  expect(location.hash).toBe("");
  expect(sessionHeader()).toEqual({ Authorization: "Bearer S1" });
});

it("asks nothing when there is no token", async () => {
  vi.stubGlobal("fetch", () => expect.unreachable());
  await startSession();
  expect(sessionHeader()).toEqual({});
});
