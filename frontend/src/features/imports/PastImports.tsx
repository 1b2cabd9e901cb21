import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ImportListed } from "@/bridge/contract";
import { importsQuery } from "@/bridge/imports";
import { ErrorState } from "@/ui/ErrorState";
import { Row, Rows } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";

/** What was taken in before, each with the way back. */
export function PastImports({ onUndo }: { onUndo: (batch: string) => void }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(importsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={t("import.past")}>
      <Rows label={t("import.past")}>
        {data.items.map((one) => (
          <PastImport key={one.batch} one={one} onUndo={() => onUndo(one.batch)} />
        ))}
      </Rows>
    </Section>
  );
}

function PastImport({ one, onUndo }: { one: ImportListed; onUndo: () => void }) {
  const { t } = useTranslation();
  const { number, when } = useFormat();
  const figures = t("import.past_figures", {
    created: number(one.created),
    updated: number(one.updated),
    rejected: number(one.rejected),
  });
  const state = one.undo?.done
    ? t("import.past_undone", { when: when(one.undo.at) })
    : one.undo
      ? t("import.past_half")
      : !one.done && t("import.past_broken");
  return (
    <Row
      lead={one.batch}
      title={`${t(one.kind === "orders" ? "import.orders" : "import.customers")} · ${when(one.at)}`}
      sub={[figures, state].filter(Boolean).join(" · ")}
      actions={
        !one.undo?.done && (
          <Button
            size="xs"
            variant="default"
            aria-label={t("import.undo_this", { batch: one.batch })}
            onClick={onUndo}
          >
            {one.undo ? t("import.undo_on") : t("import.undo")}
          </Button>
        )
      }
    />
  );
}
