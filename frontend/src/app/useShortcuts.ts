import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { inWindow } from "@/bridge/transport";
import { useKeys } from "@/ui/useKeys";
import { stepZoom } from "@/ui/zoom";
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
  useHotkeys(
    [
      ["mod+K", palette.toggle],
      ["F1", () => void navigate({ to: "/help" })],
    ],
    [],
  );
  // A browser has a zoom of its own under these keys; the window has none.
  useHotkeys(inWindow() ? ZOOM_KEYS : [], []);
  return { help, palette };
}

const ZOOM_KEYS: [string, () => void][] = [
  ["mod+=", () => stepZoom(1)],
  ["mod++", () => stepZoom(1)],
  ["mod+-", () => stepZoom(-1)],
  ["mod+0", () => stepZoom(0)],
];

function useLayer() {
  const [opened, { open, close, toggle }] = useDisclosure(false);
  return { opened, open, close, toggle };
}
