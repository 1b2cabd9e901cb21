import { fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { rowAfterKey } from "./gridKeys";
import type { Picks } from "./picks";
import { MAX_HEIGHT, offsetShowing, scaleOf } from "./scale";
import { type Column, VirtualTable } from "./VirtualTable";

type Person = { name: string };
const columns: Column<Person>[] = [{ key: "name", header: "Nama", cell: ({ name }) => name }];

function show(
  count: number,
  onOpen: (person: Person) => void = () => {},
  startAt = 0,
  picks?: Picks<Person>,
) {
  render(
    <VirtualTable
      label="Pelanggan"
      columns={columns}
      layout=""
      count={count}
      startAt={startAt}
      rowAt={(index) => ({ name: `Orang ${index}` })}
      onWindow={() => {}}
      onOpen={onOpen}
      picks={picks}
    />,
  );
  return screen.getByRole("grid");
}

const activeRow = (grid: HTMLElement) =>
  document.getElementById(grid.getAttribute("aria-activedescendant") ?? "");

beforeEach(() => {
  // jsdom draws nothing: the grid gets a height of its own.
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(800);
});

afterEach(() => vi.restoreAllMocks());

describe("a list of a million", () => {
  it("draws no more than sixty rows and tells the true number", () => {
    const grid = show(1_000_000);
    expect(grid).toHaveAttribute("aria-rowcount", "1000001");
    expect(screen.getAllByRole("row").length).toBeLessThanOrEqual(60);
  });

  it("reaches its last row and its first again", async () => {
    const grid = show(1_000_000);
    await userEvent.tab();
    await userEvent.keyboard("{End}");
    fireEvent.scroll(grid);
    expect(activeRow(grid)).toHaveTextContent("Orang 999999");
    await userEvent.keyboard("{Home}");
    fireEvent.scroll(grid);
    expect(activeRow(grid)).toHaveTextContent("Orang 0");
  });
});

it("begins at the row where the way back leads", () => {
  const grid = show(5000, undefined, 3000);
  fireEvent.scroll(grid);
  expect(grid).toHaveFocus();
  expect(activeRow(grid)).toHaveTextContent("Orang 3000");
});

describe("the keyboard", () => {
  it("moves by row and opens with Enter", async () => {
    const opened: string[] = [];
    const grid = show(100, ({ name }) => opened.push(name));
    await userEvent.tab();
    expect(grid).toHaveFocus();
    await userEvent.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}{Enter}");
    expect(activeRow(grid)).toHaveAttribute("aria-rowindex", "3");
    expect(opened).toEqual(["Orang 1"]);
  });

  it("leaves keys with Ctrl to the page", async () => {
    const grid = show(100);
    await userEvent.tab();
    await userEvent.keyboard("{Control>}{ArrowDown}{/Control}");
    expect(activeRow(grid)).toHaveAttribute("aria-rowindex", "2");
  });

  it.each([
    ["ArrowDown at the end", "ArrowDown", 99, 99],
    ["ArrowUp at the start", "ArrowUp", 0, 0],
    ["PageDown", "PageDown", 5, 15],
    ["PageDown near the end", "PageDown", 95, 99],
    ["PageUp", "PageUp", 15, 5],
    ["Home", "Home", 50, 0],
    ["End", "End", 50, 99],
  ])("%s", (_name, key, from, want) => {
    expect(rowAfterKey(key, from, 10, 100)).toBe(want);
  });

  it("moves nowhere in an empty list or by another key", () => {
    expect(rowAfterKey("End", 0, 10, 0)).toBeNull();
    expect(rowAfterKey("x", 0, 10, 100)).toBeNull();
  });
});

describe("selecting", () => {
  const said: string[] = [];
  const picks: Picks<Person> = {
    has: ({ name }) => name === "Orang 1",
    onPick: (index, through) => said.push(`${through ? "through" : "pick"} ${index}`),
    share: "some",
    onPage: () => said.push("page"),
    onAll: () => said.push("all"),
    onNone: () => said.push("none"),
    label: "Pilih semua",
    nameOf: ({ name }) => `Pilih ${name}`,
  };
  const box = (name: string) => screen.getByRole("checkbox", { name });
  beforeEach(() => said.splice(0));

  it("is told by rows and boxes, and the row with the focus is no selected one", () => {
    const grid = show(100, undefined, 0, picks);
    expect(grid).toHaveAttribute("aria-multiselectable", "true");
    expect(activeRow(grid)).toHaveAttribute("aria-selected", "false");
    expect(box("Pilih Orang 1")).toBeChecked();
    expect(box("Pilih Orang 1").closest('[role="row"]')).toHaveAttribute("aria-selected", "true");
    expect((box("Pilih semua") as HTMLInputElement).indeterminate).toBe(true);
  });

  it("is done by Space, with Shift through, by Ctrl+A and Esc", async () => {
    show(100, undefined, 0, picks);
    await userEvent.tab();
    await userEvent.keyboard(" {ArrowDown}{Shift>} {/Shift}{Control>}a{/Control}{Escape}");
    expect(said).toEqual(["pick 0", "through 1", "all", "none"]);
  });

  it("is done by a press on the box, which opens nobody", async () => {
    const opened: string[] = [];
    show(100, ({ name }) => opened.push(name), 0, picks);
    const user = userEvent.setup();
    await user.click(box("Pilih Orang 2"));
    await user.keyboard("{Shift>}");
    await user.click(box("Pilih Orang 4"));
    await user.keyboard("{/Shift}");
    await user.click(box("Pilih semua"));
    expect(said).toEqual(["pick 2", "through 4", "page"]);
    expect(opened).toEqual([]);
  });
});

describe("the scroller", () => {
  it("is as high as the list while a browser can draw it", () => {
    expect(scaleOf(44_000, 600)).toEqual({ height: 44_000, ratio: 1 });
  });

  it("reaches the last row of a list that is too high", () => {
    const list = 44_000_000;
    const { height, ratio } = scaleOf(list, 600);
    expect(height).toBe(MAX_HEIGHT);
    expect((height - 600) * ratio).toBeCloseTo(list - 600);
  });

  it("moves as little as it must to show a row", () => {
    expect(offsetShowing(3, 44, 0, 600)).toBe(0);
    expect(offsetShowing(20, 44, 0, 600)).toBe(21 * 44 - 600);
    expect(offsetShowing(2, 44, 300, 600)).toBe(88);
  });
});
