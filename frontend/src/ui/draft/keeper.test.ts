import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DraftKeeper, readDraft } from "./keeper";

/** A store that writes down what it was asked, slowly when it is told to. */
function kept() {
  const said: string[] = [];
  const store = {
    slow: Promise.resolve(),
    full: false,
    keep: async (text: string) => {
      await store.slow;
      if (store.full) throw new Error("the disk is full");
      said.push(`keep ${text}`);
    },
    drop: async () => {
      said.push("drop");
    },
  };
  return { said, store, keeper: new DraftKeeper(store) };
}

const pause = () => vi.advanceTimersByTimeAsync(1000);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("what is typed", () => {
  it("is written down once, a moment after the last key", async () => {
    const { said, keeper } = kept();
    for (const text of ["S", "Sr", "Sri"]) keeper.type(text);
    expect(said).toEqual([]);
    await pause();
    expect(said).toEqual(["keep Sri"]);
  });

  it("is written down at once when the form goes away", async () => {
    const { said, keeper } = kept();
    keeper.type("Sri");
    keeper.flush();
    await keeper.settled();
    expect(said).toEqual(["keep Sri"]);
  });

  it("is forgotten when the form is saved, also what was still on its way", async () => {
    const { said, store, keeper } = kept();
    let go = () => {};
    store.slow = new Promise((resolve) => {
      go = resolve;
    });
    keeper.type("Sri");
    keeper.flush();
    keeper.type("Sri W");
    keeper.forget();
    go();
    await pause();
    expect(said).toEqual(["keep Sri", "drop"]);
  });

  it("is forgotten when it is taken out again", async () => {
    const { said, keeper } = kept();
    keeper.type("S");
    await pause();
    keeper.type(null);
    await pause();
    expect(said).toEqual(["keep S", "drop"]);
  });
});

it("a form that nobody touched leaves what was kept of it before", async () => {
  const { said, keeper } = kept();
  keeper.type(null);
  keeper.flush();
  await pause();
  expect(said).toEqual([]);
});

it("a disk that takes nothing stops nobody", async () => {
  const { said, store, keeper } = kept();
  store.full = true;
  keeper.type("Sri");
  await pause();
  store.full = false;
  keeper.type("Sri W");
  await pause();
  expect(said).toEqual(["keep Sri W"]);
});

describe("a draft that is read", () => {
  const empty = { name: "", items: [{ price: "" }], paid: null };

  it("fills the fields that the form has today", () => {
    expect(readDraft('{"name":"Sri","paid":0,"gone":1}', empty)).toEqual({
      name: "Sri",
      items: [{ price: "" }],
      paid: 0,
    });
  });

  it("leaves a list a list", () => {
    expect(readDraft('{"items":"x"}', empty)).toEqual(empty);
  });

  it.each(["", "[]", "null", "3", "{"])("is none when it says %j", (text) => {
    expect(readDraft(text, empty)).toBeNull();
  });
});
