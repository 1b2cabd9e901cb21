import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { afterHoursQuery } from "@/bridge/afterhours";
import { localTime } from "@/lib/time";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Page } from "@/ui/Page";
import { useShop } from "@/ui/shop";
import styles from "./AfterHours.module.css";
import { Answer } from "./Answer";
import { Question } from "./Question";
import { type AfterHoursSearch, questionOf } from "./question";

/** Someone stands at the door: what may the shop offer, in which words, and why. */
export function AfterHoursPage() {
  const { t } = useTranslation();
  const shop = useShop();
  const search = useSearch({ from: "/after-hours" });
  const navigate = useNavigate({ from: "/after-hours" });
  const question = questionOf(search, localTime(shop.now, shop.timezone));
  const { data, error, refetch } = useQuery(afterHoursQuery(question));
  const change = (change: AfterHoursSearch) =>
    void navigate({ search: (old) => ({ ...old, ...change }), replace: true });
  return (
    <Page title={t("after.title")} note={t("after.note")}>
      <div className={styles.columns}>
        <Question question={question} customer={data?.customer ?? null} onChange={change} />
        <div className={styles.answer} aria-live="polite">
          {error ? (
            <ErrorState error={error} onRetry={() => void refetch()} />
          ) : data ? (
            <Answer answer={data} />
          ) : (
            <Loading />
          )}
        </div>
      </div>
    </Page>
  );
}
