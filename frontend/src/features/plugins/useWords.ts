import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { segmentsQuery } from "@/bridge/segments";
import { useFormat } from "@/ui/shop";

/** What a code of a segment means in words; a code that is new here stands for itself. */
export function useWords(): (code: string) => string {
  const { t } = useTranslation();
  const { say } = useFormat();
  const { data } = useQuery(segmentsQuery);
  return (code) => {
    if (!code) return t("rules.no_code");
    const known = data?.segments.find((one) => one.code === code);
    return known ? say(known.name_id, known.name_en) : code;
  };
}
