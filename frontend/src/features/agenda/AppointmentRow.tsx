import IconDots from "@icons/IconDots.mjs";
import { ActionIcon, Button, Menu } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Appointment, AppointmentStatus } from "@/bridge/contract";
import { markAppointment } from "@/bridge/day";
import { localDate } from "@/lib/time";
import { FormError } from "@/ui/FormError";
import { Row, rowLink } from "@/ui/Rows";
import { useFormat, useShop } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useStaff } from "@/ui/useStaff";
import { isOver } from "./days";
import { NEXT, STATUS } from "./status";

type Props = { one: Appointment; name: string; onMove: () => void };

/** One who comes: when, who, for what, and the one thing to press now. */
export function AppointmentRow({ one, name, onMove }: Props) {
  const { t } = useTranslation();
  const { clock, span } = useFormat();
  const { today, timezone } = useShop();
  const { nameOf } = useStaff();
  const mark = useAct({
    run: (status: AppointmentStatus) => markAppointment(one.code, status),
    said: ({ status }) => t("appointment.marked", { name, status: t(STATUS[status]) }),
    code: () => one.code,
  });
  // What only the day itself can show is not asked before it.
  const come = localDate(one.start, timezone) <= today;
  const next = NEXT[one.status]?.find(([status]) => come || status === "confirmed");
  return (
    <Row
      lead={
        <>
          <strong>{clock(one.start)}</strong>
          {t(STATUS[one.status])}
        </>
      }
      title={
        <Link to="/customers/$ref" params={{ ref: one.customer }} className={rowLink}>
          {name}
        </Link>
      }
      sub={[one.what, span(one.minutes), one.resource, nameOf(one.staff), one.note]
        .filter(Boolean)
        .join(" · ")}
      end={<FormError error={mark.error} />}
      actions={
        <>
          {next && (
            <Button
              size="compact-sm"
              variant="default"
              loading={mark.isPending}
              onClick={() => mark.mutate(next[0])}
            >
              {t(next[1])}
            </Button>
          )}
          {isOver(one) ? (
            one.status !== "served" && (
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                onClick={() => mark.mutate("booked")}
              >
                {t("agenda.take_up")}
              </Button>
            )
          ) : (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t("agenda.more_of", { name })}
                >
                  <IconDots size={18} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={onMove}>{t("agenda.move")}</Menu.Item>
                {come && (
                  <Menu.Item onClick={() => mark.mutate("no_show")}>
                    {t("agenda.no_show")}
                  </Menu.Item>
                )}
                <Menu.Item onClick={() => mark.mutate("cancelled")}>{t("agenda.cancel")}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </>
      }
    />
  );
}
