import { Tabs } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { cardQuery } from "@/bridge/customers";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { About } from "./About";
import styles from "./Card.module.css";
import { CardHead } from "./CardHead";
import { CareLines } from "./CareLines";
import { Codes } from "./Codes";
import { Consents } from "./Consents";
import { Contact } from "./Contact";
import { EditForm } from "./EditForm";
import { FactsStrip } from "./FactsStrip";
import { Ledger } from "./Ledger";
import { Merges } from "./Merges";
import { NewOrder } from "./NewOrder";
import { Notes } from "./Notes";
import { Orders } from "./Orders";
import { Points } from "./Points";
import { ProfileForms } from "./ProfileForms";
import { SegmentWhy } from "./SegmentWhy";
import { Stage } from "./Stage";
import { CARD_TABS } from "./search";
import { Things } from "./Things";
import { Ties } from "./Ties";
import { Timeline } from "./Timeline";
import { useCardEdit } from "./useCardEdit";
import { Worth } from "./Worth";

/** Everything the person at the counter should know about one customer. */
export function CardPage() {
  const { t } = useTranslation();
  const { ref } = useParams({ from: "/customers/$ref" });
  const { tab = "orders", order = false } = useSearch({ from: "/customers/$ref" });
  const navigate = useNavigate({ from: "/customers/$ref" });
  const { edit, setEdit } = useCardEdit();
  const { data: card, error, refetch } = useQuery(cardQuery(ref));

  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!card) return <Loading />;
  const setOrder = (ordering: boolean) =>
    void navigate({ search: (old) => ({ ...old, order: ordering || undefined }), replace: true });
  return (
    <article className={styles.card}>
      <CardHead card={card} onOrder={() => setOrder(true)} onEdit={() => setEdit("names")} />
      <CareLines card={card} />
      <SegmentWhy card={card} />
      <FactsStrip facts={card.facts} />
      <div className={styles.columns}>
        <Tabs
          value={tab}
          keepMounted={false}
          onChange={(value) =>
            void navigate({
              search: { tab: CARD_TABS.find((known) => known === value) },
              replace: true,
            })
          }
        >
          <Tabs.List>
            <Tabs.Tab value="orders">{t("card.orders")}</Tabs.Tab>
            <Tabs.Tab value="timeline">{t("card.timeline")}</Tabs.Tab>
            <Tabs.Tab value="notes">{t("card.notes")}</Tabs.Tab>
            <Tabs.Tab value="ledger">{t("card.ledger")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="orders">
            <Orders customer={ref} />
          </Tabs.Panel>
          <Tabs.Panel value="timeline">
            <Timeline customer={ref} />
          </Tabs.Panel>
          <Tabs.Panel value="notes">
            <Notes customer={ref} code={card.code} />
          </Tabs.Panel>
          <Tabs.Panel value="ledger">
            <Ledger card={card} customer={ref} />
          </Tabs.Panel>
        </Tabs>
        <aside className={styles.side} aria-label={t("card.about")}>
          <Points card={card} customer={ref} />
          <Codes customer={ref} />
          <Contact card={card} />
          <About key={card.code} card={card} />
          <Ties key={`ties ${card.code}`} card={card} />
          <Things key={`things ${card.code}`} card={card} />
          <Consents card={card} />
          <Stage customer={ref} />
          <Worth customer={ref} />
          <Merges card={card} />
        </aside>
      </div>
      <NewOrder key={card.code} card={card} opened={order} onClose={() => setOrder(false)} />
      {edit === "names" && <EditForm key={card.code} card={card} onClose={() => setEdit()} />}
      <ProfileForms key={`profile ${card.code}`} card={card} />
    </article>
  );
}
