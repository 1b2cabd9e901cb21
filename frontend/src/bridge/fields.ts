import { queryOptions } from "@tanstack/react-query";
import type { OwnField } from "./contract";
import { get, put } from "./transport";

type Fields = { fields: OwnField[] };

/** The owner's own fields of customers, in the order of the form. */
export const fieldsQuery = queryOptions({
  queryKey: ["fields"],
  queryFn: ({ signal }) => get<Fields>("/api/fields", signal),
  staleTime: 30_000,
});

/** Replaces the fields; what customers hold in one that is left out stays until it is back. */
export const setFields = (fields: OwnField[]) => put<Fields>("/api/fields", { fields });
