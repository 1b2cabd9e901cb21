import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { tiersQuery } from "@/bridge/loyalty";
import { useFormat } from "@/ui/shop";

/** What a tier is called; its code while that is not known. Asked only where tiers are shown. */
export function useTierName(shown: boolean) {
  const { say } = useFormat();
  const { data } = useQuery({ ...tiersQuery, enabled: shown });
  return useCallback(
    (code: string) => {
      const found = data?.tiers.find((each) => each.code === code);
      return found ? say(found.name_id, found.name_en) : code;
    },
    [data, say],
  );
}
