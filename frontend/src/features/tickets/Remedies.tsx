import { useTranslation } from "react-i18next";
import type { Remedy, Ticket } from "@/bridge/contract";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { useStaff } from "@/ui/useStaff";
import { When } from "@/ui/When";
import styles from "./Ticket.module.css";

/** What was offered to make up for it, the one that counts first. */
export function Remedies({ ticket: { remedy, earlier_remedies } }: { ticket: Ticket }) {
  const { t } = useTranslation();
  if (!remedy) return null;
  return (
    <Section title={t("remedy.offered")}>
      <ul className={styles.done}>
        <RemedyItem one={remedy} />
        {earlier_remedies.toReversed().map((one) => (
          <RemedyItem key={one.at} one={one} earlier />
        ))}
      </ul>
    </Section>
  );
}

function RemedyItem({ one, earlier = false }: { one: Remedy; earlier?: boolean }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const { nameOf } = useStaff();
  const about = [
    one.cost > 0 && money(one.cost),
    one.by && nameOf(one.by),
    one.approved && t("remedy.approved", { name: nameOf(one.approved) }),
    earlier && t("remedy.replaced"),
  ].filter(Boolean);
  return (
    <li>
      <strong>{one.what}</strong>
      {one.apology && <em className={styles.words}>{one.apology}</em>}
      <span>
        <When at={one.at} />
        {about.map((text) => ` · ${text}`)}
      </span>
    </li>
  );
}
