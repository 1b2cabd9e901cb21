import IconBuilding from "@icons/IconBuilding.mjs";
import IconHome from "@icons/IconHome.mjs";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card, Profile } from "@/bridge/contract";
import { groupQuery } from "@/bridge/groups";
import { GroupForm } from "./GroupForm";
import { GROUPS } from "./tieWords";

/** A group that a customer belongs to, with the others in it. */
export function GroupItem({ code, card, profile }: { code: string; card: Card; profile: Profile }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data: group } = useQuery(groupQuery(code));
  if (!group) return null;
  const { kind, name, note, payer, members } = group;
  const Icon = kind === "household" ? IconHome : IconBuilding;
  const others = members.filter((one) => one.code !== card.code);
  const pays = members.find((one) => one.code === payer);
  return (
    <li>
      <Icon size={16} stroke={1.6} role="img" aria-label={t(GROUPS[kind])} />
      <div>
        <strong>{name}</strong>
        {others.map((one) => (
          <Link key={one.code} to="/customers/$ref" params={{ ref: one.code }}>
            {one.name}
          </Link>
        ))}
        {pays && <small>{t("groups.pays", { name: pays.name })}</small>}
        {note && <small>{note}</small>}
        <button
          type="button"
          aria-label={t("groups.change_this", { name })}
          onClick={() => setOpen(true)}
        >
          {t("change")}
        </button>
      </div>
      {open && (
        <GroupForm group={group} card={card} profile={profile} onClose={() => setOpen(false)} />
      )}
    </li>
  );
}
