import IconSearch from "@icons/IconSearch.mjs";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { rowAfterKey } from "@/ui/table/gridKeys";
import styles from "./Palette.module.css";
import { PaletteList } from "./PaletteList";
import { usePaletteItems } from "./usePaletteItems";

type Props = { onHelp: () => void; onClose: () => void };

/** The field and its list. The first entry is always ready for Enter. */
export function PaletteBox({ onHelp, onClose }: Props) {
  const { t } = useTranslation();
  const prefix = useId();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const items = usePaletteItems(query, onHelp);
  const current = Math.min(active, items.length - 1);

  useEffect(() => {
    document.getElementById(`${prefix}-${current}`)?.scrollIntoView({ block: "nearest" });
  }, [prefix, current]);

  const choose = (index: number) => {
    const item = items[index];
    if (!item) return;
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      return choose(current);
    }
    // Home and End belong to the text that is being typed.
    if (event.key === "Home" || event.key === "End") return;
    const next = rowAfterKey(event.key, current, 5, items.length);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
  };
  return (
    <>
      <div className={styles.field}>
        <IconSearch size={20} stroke={1.5} aria-hidden="true" />
        <input
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={`${prefix}-list`}
          aria-activedescendant={items.length > 0 ? `${prefix}-${current}` : undefined}
          aria-autocomplete="list"
          aria-label={t("palette.placeholder")}
          placeholder={t("palette.placeholder")}
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <PaletteList prefix={prefix} items={items} active={current} onChoose={choose} />
    </>
  );
}
