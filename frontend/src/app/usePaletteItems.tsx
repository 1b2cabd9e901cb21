import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { searchQuery } from "@/bridge/search";
import { Initials } from "@/ui/Initials";
import { usePaletteActions } from "./usePaletteActions";

export type PaletteItem = {
  id: string;
  group: "people" | "actions";
  mark: ReactNode;
  label: string;
  detail?: string;
  hotkey?: string;
  run: () => void;
};

// Short enough that people appear as one types.
const TYPING_PAUSE = 60;

/** What matches the typed text: people from the engine, actions by their words. */
export function usePaletteItems(query: string, onHelp: () => void): PaletteItem[] {
  const navigate = useNavigate();
  const wanted = query.trim().toLocaleLowerCase();
  const [settled] = useDebouncedValue(wanted, TYPING_PAUSE);
  const { data } = useQuery(searchQuery(settled));
  const actions = usePaletteActions(onHelp);

  const people = (wanted && settled ? (data?.hits ?? []) : []).map(
    ({ id, code, name, phone }): PaletteItem => ({
      id,
      group: "people",
      mark: <Initials id={id} name={name} />,
      label: name,
      detail: [code, phone].filter(Boolean).join(" · "),
      run: () => void navigate({ to: "/customers/$ref", params: { ref: code } }),
    }),
  );
  const matching = actions.filter(({ label }) => label.toLocaleLowerCase().includes(wanted));
  return [
    ...people,
    ...matching.map(
      ({ label, icon: Icon, hotkey, run }): PaletteItem => ({
        id: label,
        group: "actions",
        mark: <Icon size={20} stroke={1.5} aria-hidden="true" />,
        label,
        hotkey,
        run,
      }),
    ),
  ];
}
