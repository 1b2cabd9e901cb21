import { Radio } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Card, MergeField } from "@/bridge/contract";
import { Initials } from "@/ui/Initials";
import { Choice } from "./Choice";
import styles from "./Duplicates.module.css";
import type { Line } from "./useComparison";

type Props = {
  left: Card;
  right: Card;
  rows: Line[];
  keep: string;
  picked: Partial<Record<MergeField, string>>;
  onKeep: (code: string) => void;
  onPick: (field: MergeField, code: string) => void;
};

/** Two cards, line by line; a line that differs has a sign and says so. */
export function Comparison({ left, right, rows, keep, picked, onKeep, onPick }: Props) {
  const { t } = useTranslation();
  return (
    <table className={styles.comparison} aria-label={t("duplicates.compare")}>
      <thead>
        <tr>
          <td />
          {[left, right].map((card) => (
            <th key={card.code} scope="col" data-keep={card.code === keep || undefined}>
              <div className={styles.who}>
                <Initials id={card.id} name={card.name} />
                <div>
                  <Link to="/customers/$ref" params={{ ref: card.code }}>
                    {card.name}
                  </Link>
                  <small>{card.code}</small>
                </div>
              </div>
              <Radio
                name="keep"
                value={card.code}
                checked={card.code === keep}
                aria-label={t("duplicates.keep_long", { name: card.name, code: card.code })}
                label={t("duplicates.keep")}
                onChange={() => onKeep(card.code)}
              />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((line) => (
          <Compared
            key={line.key}
            line={line}
            codes={[left.code, right.code]}
            picked={(line.field && picked[line.field]) || keep}
            onPick={onPick}
          />
        ))}
      </tbody>
    </table>
  );
}

type ComparedProps = {
  line: Line;
  codes: [string, string];
  picked: string;
  onPick: (field: MergeField, code: string) => void;
};

function Compared({ line, codes, picked, onPick }: ComparedProps) {
  const { t } = useTranslation();
  const { label, left, right, field, joined, figure } = line;
  const differs = !figure && left.toLocaleLowerCase() !== right.toLocaleLowerCase();
  return (
    <tr data-differs={differs || undefined}>
      <th scope="row">
        {label}
        {differs && <span className={styles.sign}>{t("duplicates.differs")}</span>}
        {differs && joined && <small>{t("duplicates.joined")}</small>}
      </th>
      {[left, right].map((text, side) => (
        <td key={codes[side]}>
          {field && left && right && left !== right ? (
            <Choice
              field={field}
              label={label}
              text={text}
              code={codes[side] ?? ""}
              picked={picked}
              onPick={onPick}
            />
          ) : (
            text || <span className={styles.soft}>{t("duplicates.empty")}</span>
          )}
        </td>
      ))}
    </tr>
  );
}
