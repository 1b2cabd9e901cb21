import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { freeQuery } from "@/bridge/appointments";
import { localTime } from "@/lib/time";
import { useShop } from "@/ui/shop";
import { useNearTime } from "@/ui/When";
import styles from "./Agenda.module.css";
import type { Draft } from "./useAppointment";

const SHOWN = 8;
const TYPING_PAUSE = 250;

type Props = { draft: Draft; from: string; onChoose: (start: string) => void };

/** The next times at which it fits: one press takes one. */
export function FreeTimes({ draft, from, onChoose }: Props) {
  const { t } = useTranslation();
  const { now, today, timezone } = useShop();
  const near = useNearTime();
  const [resource] = useDebouncedValue(draft.resource.trim(), TYPING_PAUSE);
  const { data } = useQuery(
    freeQuery({
      minutes: draft.minutes,
      staff: draft.staff,
      resource,
      from: from > today ? from : "",
      limit: SHOWN,
    }),
  );
  if (!data) return null;
  return (
    <div>
      <p className={styles.label}>{data.length > 0 ? t("agenda.free") : t("agenda.none_free")}</p>
      <div className={styles.free}>
        {data.map((at) => {
          const start = localTime(at, timezone).slice(0, 16);
          return (
            <button
              key={at}
              type="button"
              aria-pressed={start === draft.start}
              onClick={() => onChoose(start)}
            >
              {near(at, now)}
            </button>
          );
        })}
      </div>
    </div>
  );
}
