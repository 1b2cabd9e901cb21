import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ExportColumn } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import styles from "./Export.module.css";

type Props = { columns: ExportColumn[]; chosen: string[]; onChange: (chosen: string[]) => void };

export function ColumnChoice({ columns, chosen, onChange }: Props) {
  const { t } = useTranslation();
  const { say } = useFormat();
  return (
    <Checkbox.Group label={t("export.columns")} value={chosen} onChange={onChange}>
      <div className={styles.choices}>
        {columns.map(({ key, name_id, name_en }) => (
          <Checkbox key={key} value={key} label={say(name_id, name_en)} />
        ))}
      </div>
    </Checkbox.Group>
  );
}
