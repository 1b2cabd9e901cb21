import IconId from "@icons/IconId.mjs";
import IconUserHeart from "@icons/IconUserHeart.mjs";
import IconUserPlus from "@icons/IconUserPlus.mjs";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Card } from "@/bridge/contract";
import { namedByQuery, profileQuery } from "@/bridge/profile";
import { useNames } from "@/ui/useNames";
import about from "./About.module.css";
import styles from "./Card.module.css";
import { GroupItem } from "./GroupItem";
import { Known } from "./Known";
import { NamedByItem } from "./NamedByItem";
import { RELATIONS } from "./tieWords";
import { useCardEdit } from "./useCardEdit";

/** To whom a customer belongs: her card, who brought her, her people, her groups. */
export function Ties({ card }: { card: Card }) {
  const { t } = useTranslation();
  const { setEdit } = useCardEdit();
  const { data: profile } = useQuery(profileQuery(card.code));
  const { data: others } = useQuery(namedByQuery(card.code));
  const { relations = [], groups = [], referrer = "", guardian = "" } = profile ?? {};
  const nameOf = useNames([...relations.map(({ to }) => to), referrer, guardian]);
  if (!profile) return null;
  const { member, source } = profile;
  const named = (others?.items ?? []).filter(
    ({ code }) => !relations.some(({ to }) => to === code),
  );
  const person = (code: string) => (
    <Link to="/customers/$ref" params={{ ref: code }}>
      {nameOf(code).name}
    </Link>
  );
  const nothing = ![member, source, referrer, guardian].some(Boolean);
  return (
    <section className={styles.block} aria-label={t("ties.title")}>
      <h2>{t("ties.title")}</h2>
      {nothing && relations.length + groups.length + named.length === 0 && (
        <p className={styles.soft}>{t("ties.nothing")}</p>
      )}
      <ul className={about.list}>
        {member && <Known icon={IconId} what={<strong>{member}</strong>} as={t("member.number")} />}
        {(referrer || source) && (
          <Known
            icon={IconUserPlus}
            what={referrer ? person(referrer) : source}
            as={
              referrer
                ? [t("member.brought"), source].filter(Boolean).join(" · ")
                : t("member.source")
            }
          />
        )}
        {relations.map(({ to, kind, label }) => (
          <Known
            key={`${to} ${kind}`}
            icon={IconUserHeart}
            what={person(to)}
            as={
              kind === "other" && label
                ? label
                : [t(RELATIONS[kind]), label].filter(Boolean).join(", ")
            }
          />
        ))}
        {named.map((tie) => (
          <NamedByItem key={`${tie.code} ${tie.kind}`} tie={tie} />
        ))}
        {guardian && <Known icon={IconUserHeart} what={person(guardian)} as={t("ties.guardian")} />}
        {groups.map((code) => (
          <GroupItem key={code} code={code} card={card} profile={profile} />
        ))}
      </ul>
      <div className={about.acts}>
        <Button size="compact-sm" variant="subtle" onClick={() => setEdit("member")}>
          {t("member.change")}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => setEdit("relations")}>
          {t("ties.change")}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={() => setEdit("groups")}>
          {t("groups.join")}
        </Button>
      </div>
    </section>
  );
}
