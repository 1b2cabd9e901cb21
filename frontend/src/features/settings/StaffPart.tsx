import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Member } from "@/bridge/contract";
import { changeMember, staffQuery } from "@/bridge/staff";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Initials } from "@/ui/Initials";
import { Loading } from "@/ui/Loading";
import { Row, Rows } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { useAct } from "@/ui/useAct";
import { MemberForm } from "./MemberForm";
import { ROLES } from "./roles";
import styles from "./Settings.module.css";

/** Who works here, and who did. */
export function StaffPart() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { data, error, refetch } = useQuery(staffQuery);
  const [open, setOpen] = useState<Member | "new" | null>(null);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const here = data.filter(({ left }) => !left);
  const gone = data.filter(({ left }) => left);
  const add = <Button onClick={() => setOpen("new")}>{t("staff.add")}</Button>;
  return (
    <>
      {data.length === 0 ? (
        <EmptyState chapter="begin" title={t("staff.none")} text={t("staff.none_text")}>
          {add}
        </EmptyState>
      ) : (
        <Section title={t("settings.staff")} count={number(here.length)}>
          <Rows label={t("settings.staff")}>
            {here.map((one) => (
              <MemberRow key={one.code} one={one} onEdit={() => setOpen(one)} />
            ))}
          </Rows>
          <div className={styles.foot}>{add}</div>
        </Section>
      )}
      {gone.length > 0 && (
        <Section title={t("staff.gone")} count={number(gone.length)}>
          <Rows label={t("staff.gone")}>
            {gone.map((one) => (
              <GoneRow key={one.code} one={one} />
            ))}
          </Rows>
        </Section>
      )}
      {open && <MemberForm known={open === "new" ? null : open} onClose={() => setOpen(null)} />}
    </>
  );
}

function MemberRow({ one, onEdit }: { one: Member; onEdit: () => void }) {
  const { t } = useTranslation();
  const { money } = useFormat();
  const allowed = one.remedy > 0 && t("staff.may_give", { amount: money(one.remedy) });
  return (
    <Row
      mark={<Initials id={one.code} name={one.name} />}
      title={one.name}
      sub={[t(ROLES[one.role]), one.skills.join(", "), allowed].filter(Boolean).join(" · ")}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t("staff.edit_of", { name: one.name })}
          onClick={onEdit}
        >
          {t("staff.edit")}
        </Button>
      }
    />
  );
}

function GoneRow({ one }: { one: Member }) {
  const { t } = useTranslation();
  const back = useAct({
    run: () => changeMember(one.code, { left: false }),
    said: () => t("staff.back_said", { name: one.name }),
    code: () => one.code,
  });
  return (
    <Row
      title={one.name}
      sub={t(ROLES[one.role])}
      actions={
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          loading={back.isPending}
          aria-label={t("staff.back_of", { name: one.name })}
          onClick={() => back.mutate(undefined)}
        >
          {t("staff.back")}
        </Button>
      }
    />
  );
}
