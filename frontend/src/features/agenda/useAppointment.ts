import { useTranslation } from "react-i18next";
import { makeAppointment, moveAppointment } from "@/bridge/appointments";
import type { Appointment } from "@/bridge/contract";
import { localTime } from "@/lib/time";
import type { Chosen } from "@/ui/CustomerField";
import { useDraft } from "@/ui/draft/useDraft";
import { useFormat, useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";

export type Draft = {
  customer: Chosen | null;
  item: string;
  what: string;
  minutes: number;
  staff: string;
  resource: string;
  note: string;
  /** The shop's wall clock, as the time field writes it. */
  start: string;
};

const USUAL = 30;

type Given = { known?: Appointment; customer: Chosen | null; onClose: () => void };

/** What the form holds, and what makes or moves the appointment; either can be taken back. */
export function useAppointment({ known, customer, onClose }: Given) {
  const { t } = useTranslation();
  const { when } = useFormat();
  const { timezone } = useShop();
  const name = known ? `appointment.${known.code}` : "appointment";
  const { value, put, left, forget } = useDraft<Draft>(name, () => ({
    customer,
    item: known?.item ?? "",
    what: known?.what ?? "",
    minutes: known?.minutes ?? USUAL,
    staff: known?.staff ?? "",
    resource: known?.resource ?? "",
    note: known?.note ?? "",
    start: known ? localTime(known.start, timezone).slice(0, 16) : "",
  }));
  const end = () => {
    forget();
    onClose();
  };
  const save = useAct({
    run: ({ customer: who, item, what, ...rest }: Draft & { outside: boolean }) =>
      known
        ? moveAppointment(known.code, rest)
        : makeAppointment({
            ...rest,
            customer: who?.code ?? "",
            item: item || undefined,
            what: item ? undefined : what.trim(),
          }),
    said: ({ start }) =>
      t(known ? "agenda.moved_said" : "agenda.made_said", {
        name: value.customer?.name ?? "",
        time: when(start),
      }),
    code: ({ code }) => code,
    after: end,
  });
  return { draft: value, put, left, save, end };
}
