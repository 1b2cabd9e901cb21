import IconClock from "@icons/IconClock.mjs";
import IconMoon from "@icons/IconMoon.mjs";
import { useTranslation } from "react-i18next";
import { useShop } from "@/ui/shop";
import { useNearTime } from "@/ui/When";
import styles from "./Sidebar.module.css";

/** Whether the shop is open now, and when it opens again if it is not. */
export function OpenStatus() {
  const { t } = useTranslation();
  const { open, next_open, now } = useShop();
  const near = useNearTime();
  const Icon = open ? IconClock : IconMoon;
  return (
    <p className={styles.status}>
      <Icon size={16} aria-hidden="true" />
      <span>
        {open ? t("hours.open") : t("hours.closed")}
        {!open && next_open && <small>{t("hours.opens", { time: near(next_open, now) })}</small>}
      </span>
    </p>
  );
}
