import { queryOptions } from "@tanstack/react-query";
import type { List, NewTicket, Playbook, Ticket, TicketStep } from "./contract";
import { get, post, withQuery } from "./transport";

/** The tickets that are not over, most urgent first. */
export const ticketsQuery = queryOptions({
  queryKey: ["tickets"],
  queryFn: ({ signal }) => get<List<Ticket>>(withQuery("/api/tickets", { limit: 500 }), signal),
  refetchInterval: 60_000,
});

export const ticketQuery = (code: string) =>
  queryOptions({
    queryKey: ["ticket", code],
    queryFn: ({ signal }) => get<Ticket>(`/api/tickets/${encodeURIComponent(code)}`, signal),
  });

export const playbooksQuery = queryOptions({
  queryKey: ["playbooks"],
  queryFn: ({ signal }) => get<List<Playbook>>("/api/playbooks", signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export const openTicket = (ticket: NewTicket) => post<Ticket>("/api/tickets", ticket);

export const stepTicket = (code: string, step: TicketStep) =>
  post<Ticket>(`/api/tickets/${encodeURIComponent(code)}`, step);
