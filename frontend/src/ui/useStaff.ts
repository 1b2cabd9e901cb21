import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { staffQuery } from "@/bridge/staff";

/** Who works here, and the name behind a code. */
export function useStaff() {
  const { data } = useQuery(staffQuery);
  return useMemo(() => {
    const names = new Map(data?.map(({ code, name }) => [code, name]));
    return {
      staff: data?.filter(({ left }) => !left),
      nameOf: (code: string) => names.get(code) ?? code,
    };
  }, [data]);
}
