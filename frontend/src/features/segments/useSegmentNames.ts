import { useTranslation } from "react-i18next";
import type { Segment } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";

/** The name behind a segment's code; none has a word too. */
export function useSegmentNames(segments: Segment[]): (code: string) => string {
  const { t } = useTranslation();
  const { say } = useFormat();
  return (code) => {
    const known = segments.find((one) => one.code === code);
    return known ? say(known.name_id, known.name_en) : code || t("moves.nowhere");
  };
}
