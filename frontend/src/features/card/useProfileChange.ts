import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Card, Profile } from "@/bridge/contract";
import { putProfile } from "@/bridge/profile";
import { fieldOf } from "@/ui/fieldOf";
import { useAct } from "@/ui/useAct";

/** Changes a part of what is known of a customer, as it stood when the form was opened. */
export function useProfileChange(card: Card, profile: Profile, after: () => void) {
  const { t } = useTranslation();
  const [opened] = useState(profile);
  const save = useAct({
    run: (change: Partial<Profile>) => putProfile(card.code, { ...opened, ...change }),
    said: () => t("about.said", { name: card.name }),
    code: () => card.code,
    after,
  });
  /** Somebody else changed it meanwhile. */
  const moved = fieldOf(save.error) === "edition";
  return { opened, save, moved };
}
