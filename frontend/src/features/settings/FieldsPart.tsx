import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OwnField } from "@/bridge/contract";
import { fieldsQuery } from "@/bridge/fields";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Row, Rows } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { OwnFieldForm } from "./OwnFieldForm";
import { FIELD_TYPES } from "./ownFields";
import styles from "./Settings.module.css";

/** What the shop wants to know of every customer beside what Raja asks. */
export function FieldsPart() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(fieldsQuery);
  const [open, setOpen] = useState<OwnField | "new" | null>(null);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { fields } = data;
  const add = <Button onClick={() => setOpen("new")}>{t("fields.add")}</Button>;
  return (
    <>
      {fields.length === 0 ? (
        <EmptyState chapter="customer" title={t("fields.none")} text={t("fields.none_text")}>
          {add}
        </EmptyState>
      ) : (
        <Section title={t("settings.fields")}>
          <p className={styles.note}>{t("fields.none_text")}</p>
          <Rows label={t("settings.fields")}>
            {fields.map((one) => (
              <Row
                key={one.key}
                title={one.name}
                sub={[t(FIELD_TYPES[one.type]), one.choices?.join(", ")]
                  .filter(Boolean)
                  .join(" · ")}
                actions={
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={t("fields.change_this", { name: one.name })}
                    onClick={() => setOpen(one)}
                  >
                    {t("change")}
                  </Button>
                }
              />
            ))}
          </Rows>
          <div className={styles.foot}>{add}</div>
        </Section>
      )}
      {open && (
        <OwnFieldForm
          known={open === "new" ? null : open}
          all={fields}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
