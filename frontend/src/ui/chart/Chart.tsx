import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Chart.module.css";

type Props = {
  title: string;
  note?: ReactNode;
  /** What stands at the end of the heading, such as a choice of the time. */
  more?: ReactNode;
  picture: ReactNode;
  /** The same in figures. */
  table: ReactNode;
};

/** A picture under its name, and the figures behind it one press away. */
export function Chart({ title, note, more, picture, table }: Props) {
  const { t } = useTranslation();
  return (
    <figure className={styles.figure}>
      <figcaption>
        <div>
          <h2>{title}</h2>
          {note && <p>{note}</p>}
        </div>
        {more}
      </figcaption>
      {picture}
      <details className={styles.details}>
        <summary>{t("chart.figures")}</summary>
        {table}
      </details>
    </figure>
  );
}
