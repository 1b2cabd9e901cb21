import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Page } from "@/ui/Page";
import { PARTS } from "./parts";
import styles from "./Settings.module.css";

/** What the owner decides once, a part beside its list. */
export function SettingsPage() {
  const { t } = useTranslation();
  return (
    <Page title={t("nav.settings")}>
      <div className={styles.room}>
        <div className={styles.layout}>
          <nav aria-label={t("settings.parts")} className={styles.parts}>
            {PARTS.map(({ to, key, icon: Icon }) => (
              <Link
                key={to}
                to={to}
                activeOptions={{ exact: to === "/settings" }}
                className={styles.link}
              >
                <Icon size={16} stroke={1.6} aria-hidden="true" />
                {t(key)}
              </Link>
            ))}
          </nav>
          <div className={styles.part}>
            <Outlet />
          </div>
        </div>
      </div>
    </Page>
  );
}
