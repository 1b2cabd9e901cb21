import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { interactionsQuery } from "@/bridge/care";
import type { Interaction } from "@/bridge/contract";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { useStaff } from "@/ui/useStaff";
import { When } from "@/ui/When";
import styles from "./Lists.module.css";
import { NoteForm } from "./NoteForm";
import { CHANNELS, KINDS, moodKey } from "./noteWords";

/** Every contact, newest first, and the place to note the next one. */
export function Notes({ customer, code }: { customer: string; code: string }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    interactionsQuery(customer),
  );
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const notes = data.pages.flatMap(({ items }) => items);
  return (
    <>
      <NoteForm key={code} customer={customer} code={code} />
      {notes.length === 0 && (
        <EmptyState chapter="customer" title={t("card.no_notes")} text={t("card.no_notes_text")} />
      )}
      <ul className={styles.list}>
        {notes.map((note) => (
          <Note key={note.code} note={note} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("card.more")}
        </Button>
      )}
    </>
  );
}

function Note({ note: { kind, channel, at, body, quote, mood, by } }: { note: Interaction }) {
  const { t } = useTranslation();
  const { nameOf } = useStaff();
  const felt = moodKey(mood);
  return (
    <li className={styles.item}>
      <div className={styles.main}>
        <span>
          {t(KINDS[kind])}
          <small>
            <When at={at} />
            {[t(CHANNELS[channel]), felt && t(felt), by && nameOf(by)]
              .filter(Boolean)
              .map((text) => ` · ${text}`)}
          </small>
        </span>
        {body && <span className={styles.body}>{body}</span>}
        {quote && <span className={styles.soft}>{t("note.quote", { text: quote })}</span>}
      </div>
    </li>
  );
}
