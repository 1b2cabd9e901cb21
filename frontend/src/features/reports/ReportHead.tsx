import type { ReactNode } from "react";
import { PrintButton } from "@/ui/PrintButton";
import { useShop } from "@/ui/shop";
import styles from "./Reports.module.css";

type Props = { title: string; note: ReactNode; paper: ReactNode };

/** What a report says, in a sentence, and the way to the printer. */
export function ReportHead({ title, note, paper }: Props) {
  const shop = useShop();
  return (
    <div className={styles.head}>
      <p>{note}</p>
      <PrintButton>
        <h1>{title}</h1>
        <p>{shop.name}</p>
        {paper}
      </PrintButton>
    </div>
  );
}
