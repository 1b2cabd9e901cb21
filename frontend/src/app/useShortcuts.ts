import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { useKeys } from "@/ui/useKeys";
import { PLACES } from "./places";

/** The keys that work everywhere, and the two layers that they open. */
export function useShortcuts() {
  const navigate = useNavigate();
  const help = useLayer();
  const palette = useLayer();
  // Single keys rest while somebody types; Ctrl+K never does.
  useKeys([
    ["shift+?", help.open],
    ["?", help.open],
    ["n", () => void navigate({ to: "/customers", search: { add: true } })],
    ...PLACES.filter(({ hotkey }) => hotkey).map(({ hotkey, to }): [string, () => void] => [
      hotkey,
      () => void navigate({ to }),
    ]),
  ]);
  useHotkeys([["mod+K", palette.toggle]], []);
  return { help, palette };
}

function useLayer() {
  const [opened, { open, close, toggle }] = useDisclosure(false);
  return { opened, open, close, toggle };
}
