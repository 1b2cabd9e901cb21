import { NativeSelect } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Segmentation } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import styles from "./Segments.module.css";

type Props = { segmentations: Segmentation[]; plugin: string };

/** Which of several rules is looked at. With one rule there is nothing to choose. */
export function RuleChoice({ segmentations, plugin }: Props) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const navigate = useNavigate({ from: "/segments" });
  if (segmentations.length < 2) return null;
  return (
    <NativeSelect
      className={styles.rule}
      label={t("segments.rule")}
      value={plugin}
      onChange={({ currentTarget }) => {
        const chosen = currentTarget.value;
        void navigate({
          search: (old) => ({ view: old.view, plugin: chosen || undefined }),
          replace: true,
        });
      }}
      data={segmentations.map(({ plugin: id, name_id, name_en, main }) => ({
        value: main ? "" : id,
        label: main
          ? t("segments.rule_main", { name: say(name_id, name_en) })
          : say(name_id, name_en),
      }))}
    />
  );
}
