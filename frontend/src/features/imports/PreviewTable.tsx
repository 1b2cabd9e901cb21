import { useTranslation } from "react-i18next";
import type { ImportPreview } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";
import styles from "./Import.module.css";
import { SKIP } from "./mapping";

type Props = {
  preview: ImportPreview;
  columns: string[];
  onAssign: (index: number, field: string) => void;
};

/** Twenty rows of the file under the meaning of each column. */
export function PreviewTable({ preview, columns, onAssign }: Props) {
  const { t } = useTranslation();
  const { say } = useFormat();
  const places = columns.map((field, index) => ({ field, index, id: `column-${index}` }));
  const lines = preview.rows.map((cells, line) => ({ cells, id: `line-${line}` }));
  const title = (index: number) =>
    (preview.has_header && preview.header[index]) || t("import.column", { number: index + 1 });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.preview} aria-label={t("import.preview")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {places.map(({ id, field, index }) => (
              <th key={id} scope="col" data-skipped={field === SKIP}>
                <span>{title(index)}</span>
                <select
                  aria-label={t("import.meaning", { column: title(index) })}
                  value={field}
                  onChange={(event) => onAssign(index, event.currentTarget.value)}
                >
                  <option value={SKIP}>{t("import.skip")}</option>
                  {preview.fields.map(({ key, name_id, name_en }) => (
                    <option key={key} value={key}>
                      {say(name_id, name_en)}
                    </option>
                  ))}
                </select>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ id: line, cells }) => (
            <tr key={line}>
              {places.map(({ id, field, index }) => (
                <td key={id} data-skipped={field === SKIP}>
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
