import IconPlus from "@icons/IconPlus.mjs";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MessageTemplate } from "@/bridge/contract";
import { editTemplate, templatesQuery } from "@/bridge/outreach";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { PURPOSES } from "@/ui/message/purposes";
import { useLanguage } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import styles from "./Outreach.module.css";
import { TemplateForm } from "./TemplateForm";

type Props = { adding: boolean; onAdding: (open: boolean) => void };

/** Words for each purpose: the owner's own first, then those that Raja brings. */
export function TemplatesView({ adding, onAdding }: Props) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data, error, refetch } = useQuery(templatesQuery);
  const [from, setFrom] = useState<MessageTemplate | null>(null);
  const drop = useAct({
    run: ({ code }: MessageTemplate) => editTemplate(code, { gone: true }),
    said: ({ name }) => t("template.gone_said", { name }),
    code: ({ code }) => code,
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const shown = data.items.filter(({ lang, gone }) => lang === language && !gone);
  const close = () => {
    setFrom(null);
    onAdding(false);
  };
  return (
    <>
      <div className={styles.top}>
        <p>{t("template.note")}</p>
        <Button leftSection={<IconPlus size={16} />} onClick={() => onAdding(true)}>
          {t("template.add")}
        </Button>
      </div>
      <ul className={styles.messages} aria-label={t("outreach.templates")}>
        {shown.map((one) => (
          <li key={`${one.code} ${one.purpose}`} className={styles.template}>
            <div>
              <strong>{t(PURPOSES[one.purpose])}</strong>
              <small>{one.code ? one.name : t("template.ours")}</small>
            </div>
            <p>{[one.opening, one.body, one.closing].filter(Boolean).join("\n")}</p>
            <div>
              <Button
                variant="default"
                size="compact-sm"
                aria-label={`${t("change")}: ${one.code ? one.name : t(PURPOSES[one.purpose])}`}
                onClick={() => setFrom(one)}
              >
                {t("change")}
              </Button>
              {one.code && (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={`${t("template.drop")}: ${one.name}`}
                  onClick={() => drop.mutate(one)}
                >
                  {t("template.drop")}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {(adding || from) && (
        <TemplateForm from={from ?? undefined} variables={data.variables} onClose={close} />
      )}
    </>
  );
}
