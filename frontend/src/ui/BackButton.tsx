import IconArrowLeft from "@icons/IconArrowLeft.mjs";
import { useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import styles from "./BackButton.module.css";

/** Leads to where one came from, or to the list when the page was opened by its address. */
export function BackButton({ list }: { list: "/customers" | "/orders" | "/tickets" }) {
  const { t } = useTranslation();
  const router = useRouter();
  const back = () =>
    router.history.canGoBack() ? router.history.back() : void router.navigate({ to: list });
  return (
    <button type="button" className={styles.back} onClick={back}>
      <IconArrowLeft size={16} aria-hidden="true" />
      {t("card.back")}
    </button>
  );
}
