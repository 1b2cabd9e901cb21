import IconSearch from "@icons/IconSearch.mjs";
import { UnstyledButton } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useShop } from "@/ui/shop";
import crown from "./crown.svg";
import { OpenStatus } from "./OpenStatus";
import { Preferences } from "./Preferences";
import { PLACES } from "./places";
import styles from "./Sidebar.module.css";

type Props = { onFind: () => void; onHelp: () => void };

export function Sidebar({ onFind, onHelp }: Props) {
  const { t } = useTranslation();
  const shop = useShop();
  return (
    <aside className={styles.side}>
      <div className={styles.brand}>
        <img src={crown} alt="" width={32} height={32} />
        <div className={styles.names}>
          <strong>{t("app")}</strong>
          <span title={shop.name}>{shop.name}</span>
        </div>
      </div>
      <UnstyledButton className={styles.find} onClick={onFind}>
        <IconSearch size={16} />
        <span>{t("palette.open")}</span>
        <kbd>{t("keys.ctrl_k")}</kbd>
      </UnstyledButton>
      <nav aria-label={t("nav.label")} className={styles.nav}>
        {PLACES.map(({ to, key, icon: Icon, hotkey }) => (
          <Link
            key={to}
            to={to}
            // Everything lies below the first screen: only it is matched whole.
            activeOptions={{ exact: to === "/" }}
            className={styles.link}
            aria-keyshortcuts={hotkey || undefined}
          >
            <Icon size={18} stroke={1.6} />
            <span>{t(key)}</span>
            {hotkey && <kbd>{hotkey}</kbd>}
          </Link>
        ))}
      </nav>
      <OpenStatus />
      <Preferences onHelp={onHelp} />
    </aside>
  );
}
