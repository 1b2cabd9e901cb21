import { useHotkeys } from "@mantine/hooks";
import { isTyping } from "@/lib/typing";

/** Single keys that act wherever nobody is writing, also right after a click on a switch. */
export function useKeys(keys: [key: string, run: () => void][]): void {
  useHotkeys(
    keys.map(([key, run]) => [
      key,
      (event) => {
        if (isTyping(event.target)) return;
        event.preventDefault();
        run();
      },
      { preventDefault: false },
    ]),
    [],
  );
}
