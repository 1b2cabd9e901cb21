import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Appointment, AppointmentStatus, Name } from "@/bridge/contract";
import { markAppointment } from "@/bridge/day";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { useStaff } from "@/ui/useStaff";

const STATUS = {
  booked: "appointment.booked",
  confirmed: "appointment.confirmed",
  arrived: "appointment.arrived",
  served: "appointment.served",
  no_show: "appointment.no_show",
  cancelled: "appointment.cancelled",
} as const;

type Props = { appointments: Appointment[]; nameOf: (code: string) => Name };

/** Who has an appointment today and was not served yet. */
export function ComingToday({ appointments, nameOf }: Props) {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (appointments.length === 0) return null;
  const title = t("today.appointments");
  return (
    <Section
      title={title}
      count={number(appointments.length)}
      more={<Link to="/appointments">{t("agenda.all")}</Link>}
    >
      <Rows label={title}>
        {appointments.map((one) => (
          <ComingRow key={one.code} one={one} name={nameOf(one.customer).name} />
        ))}
      </Rows>
    </Section>
  );
}

function ComingRow({ one, name }: { one: Appointment; name: string }) {
  const { t } = useTranslation();
  const { clock } = useFormat();
  const { nameOf } = useStaff();
  const mark = useAct({
    run: (status: AppointmentStatus) => markAppointment(one.code, status),
    said: ({ status }) => t("appointment.marked", { name, status: t(STATUS[status]) }),
    code: () => one.code,
  });
  const here = one.status === "arrived";
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
      sub={[one.what, one.resource, nameOf(one.staff), one.note].filter(Boolean).join(" · ")}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          loading={mark.isPending}
          onClick={() => mark.mutate(here ? "served" : "arrived")}
        >
          {here ? t("today.served") : t("today.arrived")}
        </Button>
      }
    />
  );
}
