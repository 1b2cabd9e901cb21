import { Group, Modal, SegmentedControl, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card } from "@/bridge/contract";
import { statementQuery } from "@/bridge/loyalty";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { PrintButton } from "@/ui/PrintButton";
import { useLanguage } from "@/ui/shop";
import styles from "./Lists.module.css";

const WIDTHS = { "58": "58 mm", "80": "80 mm" } as const;

/** The points as they will be on paper, and the way to the printer. */
export function StatementView({ card, onClose }: { card: Card; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [width, setWidth] = useState<keyof typeof WIDTHS>("58");
  const { data, error, refetch } = useQuery(
    statementQuery(card.code, width === "80" ? 80 : 58, language),
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("ledger.statement_title", { name: card.name })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Stack>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : data ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a long paper is scrolled by keyboard too
          <section className={styles.paper} aria-label={t("ledger.statement")} tabIndex={0}>
            <pre>{data.text}</pre>
          </section>
        ) : (
          <Loading />
        )}
        <Group justify="space-between">
          <SegmentedControl
            aria-label={t("nota.width")}
            value={width}
            onChange={setWidth}
            data={[
              { value: "58", label: WIDTHS["58"] },
              { value: "80", label: WIDTHS["80"] },
            ]}
          />
          <PrintButton disabled={!data}>
            <pre>{data?.text}</pre>
          </PrintButton>
        </Group>
      </Stack>
    </Modal>
  );
}
