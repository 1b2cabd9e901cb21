import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { makeShop } from "@/bridge/shops";
import { type Begun, readBegun } from "./start";

const KEY = "raja.start";

/** What is said of a shop before it is there, kept on this computer until it is. */
export function useStart() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [begun, setBegun] = useState(() =>
    readBegun(localStorage.getItem(KEY), Intl.DateTimeFormat().resolvedOptions().timeZone),
  );
  const put = (change: Partial<Begun>) => {
    const next = { ...begun, ...change };
    localStorage.setItem(KEY, JSON.stringify(next));
    setBegun(next);
  };
  const make = useMutation({
    mutationFn: (_: "/" | "/import") => {
      const { step, ...shop } = begun;
      return makeShop({ ...shop, name: shop.name.trim() });
    },
    onSuccess: async (_, to) => {
      localStorage.removeItem(KEY);
      await navigate({ to, search: {} });
      await client.resetQueries();
    },
    // What is wrong with the shop is put right where it was typed.
    onError: () => put({ step: "business" }),
  });
  return { begun, put, make };
}
