import { Button, Input, NativeSelect, Radio, SegmentedControl, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type {
  ExportColumn,
  ExportFormat,
  ExportMask,
  ExportRequest,
  PickedCustomers,
  Segment,
} from "@/bridge/contract";
import { FormError } from "@/ui/FormError";
import { Notice } from "@/ui/Notice";
import { useFormat } from "@/ui/shop";
import { ColumnChoice } from "./ColumnChoice";
import styles from "./Export.module.css";
import { FORMATS, MASKS } from "./request";

type Props = {
  columns: ExportColumn[];
  segments: Segment[];
  /** Only these, and no segment. */
  picked: PickedCustomers | undefined;
  busy: boolean;
  cancelled: boolean;
  error: unknown;
  onExport: (request: ExportRequest) => void;
};

export function ExportForm({ columns, segments, picked, ...props }: Props) {
  const { busy, cancelled, error, onExport } = props;
  const { t } = useTranslation();
  const { language, say, number } = useFormat();
  const [format, setFormat] = useState<ExportFormat>("xlsx");
  const [chosen, setChosen] = useState(() =>
    columns.filter((column) => column.chosen).map(({ key }) => key),
  );
  const [segment, setSegment] = useState("");
  const [mask, setMask] = useState<ExportMask>("none");
  const [purpose, setPurpose] = useState("");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The file keeps the order in which the columns are offered.
    const ordered = columns.map(({ key }) => key).filter((key) => chosen.includes(key));
    onExport({
      format,
      columns: ordered,
      segment,
      only: picked?.selection,
      mask,
      purpose: purpose.trim(),
      lang: language,
      to: "",
    });
  };
  return (
    <form onSubmit={submit} className={styles.form}>
      {cancelled && <Notice title={t("export.cancelled")}>{t("export.cancelled_text")}</Notice>}
      <div className={styles.columns}>
        <div className={styles.stack}>
          <Radio.Group
            label={t("export.format")}
            value={format}
            onChange={(value) => setFormat(value as ExportFormat)}
          >
            {FORMATS.map(({ value, key, note }) => (
              <Radio
                key={value}
                value={value}
                label={t(key)}
                description={t(note)}
                className={styles.radio}
              />
            ))}
          </Radio.Group>
        </div>
        <div className={styles.stack}>
          {picked ? (
            <Input.Wrapper label={t("export.who")} labelElement="div">
              <div>{t("export.picked", { count: picked.size, shown: number(picked.size) })}</div>
            </Input.Wrapper>
          ) : (
            <NativeSelect
              label={t("export.who")}
              value={segment}
              onChange={(event) => setSegment(event.currentTarget.value)}
              data={[
                { value: "", label: t("export.everyone") },
                ...segments.map(({ code, name_id, name_en, count }) => ({
                  value: code,
                  label: `${say(name_id, name_en)} · ${number(count)}`,
                })),
              ]}
            />
          )}
          <ColumnChoice columns={columns} chosen={chosen} onChange={setChosen} />
          <Input.Wrapper label={t("export.mask")} labelElement="div">
            <SegmentedControl
              fullWidth
              aria-label={t("export.mask")}
              value={mask}
              onChange={setMask}
              data={MASKS.map(({ value, key }) => ({ value, label: t(key) }))}
            />
          </Input.Wrapper>
          <TextInput
            label={t("export.purpose")}
            description={t("export.purpose_note")}
            placeholder={t("export.purpose_example")}
            value={purpose}
            onChange={(event) => setPurpose(event.currentTarget.value)}
          />
        </div>
      </div>
      <FormError error={error} />
      <Button type="submit" loading={busy} disabled={chosen.length === 0}>
        {t("export.run")}
      </Button>
    </form>
  );
}
