import { queryOptions } from "@tanstack/react-query";
import type { List, NewView, View } from "./contract";
import { get, post, put, remove } from "./transport";

const viewPath = (code: string) => `/api/views/${encodeURIComponent(code)}`;

export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: ({ signal }) => get<List<View>>("/api/views", signal),
});

export const addView = (view: NewView) => post<View>("/api/views", view);

export const setView = (code: string, view: NewView) => put<View>(viewPath(code), view);

export const removeView = (code: string) => remove<null>(viewPath(code));
