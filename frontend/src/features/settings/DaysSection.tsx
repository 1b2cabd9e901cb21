import { Button, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Calendar } from "@/bridge/contract";
import { ApiError } from "@/bridge/error";
import { setDay } from "@/bridge/hours";
import { formatWeekday } from "@/lib/time";
import { DayField } from "@/ui/DayField";
import { FormSheet } from "@/ui/FormSheet";
import { Row, Rows } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat, useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import styles from "./Settings.module.css";
import { TimeBox } from "./TimeBox";
import { spansText, specialDays, tidyTime } from "./week";

type Day = { date: string; hours: string };

/** Holidays and other days whose hours are not those of the week. */
export function DaysSection({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation();
  const { today } = useShop();
  const { date: say, language } = useFormat();
  const [adding, setAdding] = useState(false);
  const act = useAct({
    run: ({ date, hours }: Day) => setDay(date, hours),
    said: (_, { date, hours }) =>
      hours ? t("days.said", { date: say(date) }) : t("days.gone_said", { date: say(date) }),
    code: () => "hours.set",
    after: () => setAdding(false),
  });
  const days = specialDays(calendar, today);
  return (
    <Section title={t("days.title")}>
      {days.length === 0 && <p className={styles.note}>{t("days.none")}</p>}
      <Rows label={t("days.title")}>
        {days.map(({ date, spans, name, own }) => (
          <Row
            key={date}
            lead={formatWeekday(date, language)}
            title={say(date)}
            sub={[spans.length > 0 ? spansText(spans) : t("hours.closed"), name]
              .filter(Boolean)
              .join(" · ")}
            actions={
              own && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="gray"
                  aria-label={t("days.ordinary_of", { date: say(date) })}
                  onClick={() => act.mutate({ date, hours: "" })}
                >
                  {t("days.ordinary")}
                </Button>
              )
            }
          />
        ))}
      </Rows>
      <div className={styles.foot}>
        <Button variant="default" onClick={() => setAdding(true)}>
          {t("days.add")}
        </Button>
      </div>
      {adding && (
        <DayForm
          busy={act.isPending}
          error={act.error}
          onSave={act.mutate}
          onClose={() => {
            act.reset();
            setAdding(false);
          }}
        />
      )}
    </Section>
  );
}

type FormProps = {
  busy: boolean;
  error: unknown;
  onSave: (day: Day) => void;
  onClose: () => void;
};

function DayForm({ busy, error, onSave, onClose }: FormProps) {
  const { t } = useTranslation();
  const [date, setDate] = useState("");
  const [kind, setKind] = useState("closed");
  const [from, setFrom] = useState("10:00");
  const [to, setTo] = useState("15:00");
  const wrong = error instanceof ApiError && error.field === "hours";
  const submit = () => {
    onSave({ date, hours: kind === "closed" ? "closed" : `${tidyTime(from)}-${tidyTime(to)}` });
  };
  return (
    <FormSheet
      title={t("days.add_title")}
      size="sm"
      onClose={onClose}
      onSubmit={submit}
      error={wrong ? null : error}
      pending={busy}
      lacking={!date}
      save={t("days.save")}
    >
      <DayField
        autoFocus
        label={t("days.date")}
        placeholder={t("days.date_example")}
        value={date}
        onChange={setDate}
      />
      <SegmentedControl
        aria-label={t("days.how")}
        value={kind}
        onChange={setKind}
        data={[
          { value: "closed", label: t("days.closed") },
          { value: "other", label: t("days.other") },
        ]}
      />
      {kind === "other" && (
        <span className={styles.span}>
          <TimeBox label={t("days.from")} value={from} invalid={wrong} onChange={setFrom} />
          <span className={styles.soft}>–</span>
          <TimeBox label={t("days.to")} value={to} invalid={wrong} onChange={setTo} />
        </span>
      )}
      {wrong && (
        <span role="alert" className={styles.bad}>
          {t("week.wrong")}
        </span>
      )}
    </FormSheet>
  );
}
