import IconUserHeart from "@icons/IconUserHeart.mjs";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { NamedBy } from "@/bridge/contract";
import { Known } from "./Known";
import { SEEN_FROM } from "./tieWords";

/** Somebody on whose card this customer is noted, and what that one is to her. */
export function NamedByItem({ tie: { code, name, kind, label } }: { tie: NamedBy }) {
  const { t } = useTranslation();
  return (
    <Known
      icon={IconUserHeart}
      what={
        <Link to="/customers/$ref" params={{ ref: code }}>
          {name}
        </Link>
      }
      as={[t(SEEN_FROM[kind]), label && t("ties.noted", { label })].filter(Boolean).join(", ")}
    />
  );
}
