import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Feasible } from "@/bridge/contract";
import { feasibleQuery } from "@/bridge/promises";
import { useFormat, useShop } from "@/ui/shop";
import { TimeField } from "@/ui/TimeField";
import { useNearTime } from "@/ui/When";
import styles from "./Card.module.css";
import type { Draft } from "./orderDraft";

type Props = {
  customer: string;
  draft: Draft;
  /** The field that Raja refused, if any. */
  field: string;
  onChange: (part: Partial<Draft>) => void;
};

/** Until when it is promised, with what the shop's past says about it. */
export function DueFields({ customer, draft, field, onChange }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(feasibleQuery(customer, t("order.new"), draft.due));
  const hard = draft.due !== "" && (data?.light === "red" || data?.light === "amber");
  return (
    <div className={styles.due}>
      <TimeField
        clearable
        label={t("order.due")}
        placeholder={t("order.due_none")}
        value={draft.due}
        onChange={(due) => onChange({ due })}
        error={field === "due" && !hard && t("order.due_past")}
      />
      {hard ? (
        <TextInput
          label={t("order.why")}
          value={draft.why}
          error={field !== "" && !draft.why.trim() && t("order.why_needed")}
          onChange={(event) => onChange({ why: event.currentTarget.value })}
        />
      ) : (
        <span />
      )}
      {draft.due && (
        <p className={styles.outlook} data-light={data?.light} role="status">
          {data && <Outlook judged={data} />}
        </p>
      )}
    </div>
  );
}

function Outlook({ judged: { light, earliest, closed } }: { judged: Feasible }) {
  const { t } = useTranslation();
  const { now } = useShop();
  const { when } = useFormat();
  const near = useNearTime();
  const time = earliest ? near(earliest, now) : when(now);
  const text = {
    green: t("order.fits"),
    amber: t("order.tight", { time }),
    red: t("order.late", { time }),
    grey: "",
  }[light];
  return [text, closed && t("order.closed")].filter(Boolean).join(" ");
}
