import { queryOptions } from "@tanstack/react-query";
import type { NewShop, Shops } from "./contract";
import { get, post, remove } from "./transport";

/** Whether the owner's shop is there, and whether an invented one is shown. */
export const shopsQuery = queryOptions({
  queryKey: ["shops"],
  queryFn: ({ signal }) => get<Shops>("/api/shops", signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export const makeShop = (shop: NewShop) => post<Shops>("/api/shops", shop);

/** Invents a shop in a folder of its own, and shows it. */
export const lookAtSample = () => post<Shops>("/api/shops/sample", {});

/** Takes the invented shop away for good. */
export const endSample = () => remove<Shops>("/api/shops/sample");
