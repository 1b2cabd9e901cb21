import IconPrinter from "@icons/IconPrinter.mjs";
import { Button, Group, Modal, Portal, SegmentedControl, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { notaQuery } from "@/bridge/orders";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { useLanguage } from "@/ui/shop";
import styles from "./Order.module.css";

const WIDTHS = { "58": "58 mm", "80": "80 mm" } as const;

/** The nota as it will be on paper, and the way to the printer. */
export function NotaView({ number, onClose }: { number: string; onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [width, setWidth] = useState<keyof typeof WIDTHS>("58");
  const { data, error, refetch } = useQuery(notaQuery(number, width === "80" ? 80 : 58, language));
  return (
    <Modal
      opened
      onClose={onClose}
      size="md"
      title={t("nota.title", { number })}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <Stack>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : data ? (
          <section className={styles.paper} aria-label={t("nota.text")}>
            <pre>{data.text}</pre>
          </section>
        ) : (
          <Loading />
        )}
        <Group justify="space-between">
          <SegmentedControl
            aria-label={t("nota.width")}
            value={width}
            onChange={(value) => setWidth(value)}
            data={[
              { value: "58", label: WIDTHS["58"] },
              { value: "80", label: WIDTHS["80"] },
            ]}
          />
          <Button
            data-autofocus
            leftSection={<IconPrinter size={16} />}
            disabled={!data}
            onClick={() => window.print()}
          >
            {t("nota.print")}
          </Button>
        </Group>
      </Stack>
      {data && (
        <Portal reuseTargetNode={false} className="print-only" aria-hidden="true">
          <pre>{data.text}</pre>
        </Portal>
      )}
    </Modal>
  );
}
