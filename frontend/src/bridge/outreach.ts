import { queryOptions } from "@tanstack/react-query";
import type {
  List,
  Manners,
  Message,
  MessageStep,
  MessageTemplate,
  MessageTemplates,
  NewMessage,
  NewTemplate,
} from "./contract";
import { get, patch, post, put, withQuery } from "./transport";

/** What is prepared and not ended, oldest first. */
export const trayQuery = queryOptions({
  queryKey: ["messages"],
  queryFn: ({ signal }) => get<List<Message>>(withQuery("/api/messages", { limit: 200 }), signal),
});

export const customerMessagesQuery = (ref: string) =>
  queryOptions({
    queryKey: ["customer", ref, "messages"],
    queryFn: ({ signal }) =>
      get<List<Message>>(
        withQuery(`/api/customers/${encodeURIComponent(ref)}/messages`, { limit: 20 }),
        signal,
      ),
  });

export const prepareMessage = (message: NewMessage) => post<Message>("/api/messages", message);

export const stepMessage = (code: string, step: MessageStep) =>
  post<Message>(`/api/messages/${encodeURIComponent(code)}`, step);

/** Prepares thanks for everybody who paid lately. */
export const prepareThanks = () => post<{ prepared: number }>("/api/thanks", {});

export const templatesQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: ({ signal }) => get<MessageTemplates>("/api/templates", signal),
});

export const addTemplate = (template: NewTemplate) =>
  post<MessageTemplate>("/api/templates", template);

export const editTemplate = (code: string, change: Partial<MessageTemplate>) =>
  patch<MessageTemplate>(`/api/templates/${encodeURIComponent(code)}`, change);

export const mannersQuery = queryOptions({
  queryKey: ["manners"],
  queryFn: ({ signal }) => get<Manners>("/api/settings/messages", signal),
});

export const saveManners = (manners: Manners) => put<Manners>("/api/settings/messages", manners);
