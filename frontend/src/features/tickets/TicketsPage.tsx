import IconPlus from "@icons/IconPlus.mjs";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ticketsQuery } from "@/bridge/tickets";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Page } from "@/ui/Page";
import { NewTicketForm } from "./NewTicketForm";
import { TicketRows } from "./TicketRows";

/** What the shop owes an answer to. */
export function TicketsPage() {
  const { t } = useTranslation();
  const { add = false } = useSearch({ from: "/tickets" });
  const navigate = useNavigate({ from: "/tickets" });
  const { data, error, refetch } = useQuery(ticketsQuery);
  const setAdd = (open: boolean) =>
    void navigate({ search: { add: open || undefined }, replace: true });
  const button = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setAdd(true)}>
      {t("tickets.new")}
    </Button>
  );
  const empty = data?.items.length === 0;
  return (
    <Page title={t("nav.tickets")} note={t("tickets.note")} actions={empty ? undefined : button}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : empty ? (
        <EmptyState chapter="complaints" title={t("tickets.none")} text={t("tickets.none_text")}>
          {button}
        </EmptyState>
      ) : (
        <TicketRows tickets={data.items} />
      )}
      {add && <NewTicketForm onClose={() => setAdd(false)} />}
    </Page>
  );
}
