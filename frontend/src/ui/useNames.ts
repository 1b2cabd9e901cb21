import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Name } from "@/bridge/contract";
import { namesQuery } from "@/bridge/names";

/** Looks up whom the codes of a list mean. Until the answer comes, a code stands for itself. */
export function useNames(codes: string[]): (code: string) => Name {
  const wanted = [...new Set(codes.filter(Boolean))].sort();
  const { data } = useQuery({ ...namesQuery(wanted), placeholderData: keepPreviousData });
  return useMemo(() => {
    const known = new Map(data?.items.map((name) => [name.code, name]));
    return (code) => known.get(code) ?? { code, id: code, name: code, phone: "" };
  }, [data]);
}
