import { queryOptions } from "@tanstack/react-query";
import type {
  Checklist,
  ChecklistRun,
  List,
  NewStandard,
  RunStep,
  Standard,
  StandardStep,
} from "./contract";
import { get, patch, post, withQuery } from "./transport";

export const standardsQuery = queryOptions({
  queryKey: ["standards"],
  queryFn: ({ signal }) => get<Standard[]>("/api/standards", signal),
});

export const addStandard = (standard: NewStandard) => post<Standard>("/api/standards", standard);

export const stepStandard = (code: string, step: StandardStep) =>
  post<Standard>(`/api/standards/${encodeURIComponent(code)}`, step);

export const checklistsQuery = queryOptions({
  queryKey: ["checklists"],
  queryFn: ({ signal }) => get<Checklist[]>("/api/checklists", signal),
});

const checklistPath = (code: string) => `/api/checklists/${encodeURIComponent(code)}`;

export const addChecklist = (checklist: Pick<Checklist, "name" | "moment" | "steps">) =>
  post<Checklist>("/api/checklists", checklist);

export const editChecklist = (code: string, change: Partial<Omit<Checklist, "code">>) =>
  patch<Checklist>(checklistPath(code), change);

/** The times that one was gone through, newest first. */
export const runsQuery = (code: string) =>
  queryOptions({
    queryKey: ["checklists", code, "runs"],
    queryFn: ({ signal }) =>
      get<List<ChecklistRun>>(withQuery(`${checklistPath(code)}/runs`, { limit: 10 }), signal),
  });

export const beginRun = (code: string) => post<ChecklistRun>(`${checklistPath(code)}/runs`, {});

export const stepRun = (code: string, step: RunStep) =>
  post<ChecklistRun>(`/api/runs/${encodeURIComponent(code)}`, step);
