import { useTranslation } from "react-i18next";
import styles from "./Palette.module.css";
import type { PaletteItem } from "./usePaletteItems";

type Props = {
  prefix: string;
  items: PaletteItem[];
  active: number;
  onChoose: (index: number) => void;
};

const GROUPS = [
  { group: "people", key: "palette.people" },
  { group: "actions", key: "palette.actions" },
] as const;

/** People first, then actions, as one list that the field's arrows walk through. */
export function PaletteList({ prefix, items, active, onChoose }: Props) {
  const { t } = useTranslation();
  const numbered = items.map((item, index) => ({ ...item, index }));
  return (
    <div
      id={`${prefix}-list`}
      role="listbox"
      aria-label={t("palette.open")}
      className={styles.list}
    >
      {GROUPS.map(({ group, key }) => {
        const members = numbered.filter((item) => item.group === group);
        if (members.length === 0) return null;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a listbox groups its options by role
          <div key={group} role="group" aria-label={t(key)}>
            <div className={styles.title} aria-hidden="true">
              {t(key)}
            </div>
            {members.map(({ id, index, mark, label, detail, hotkey }) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys
              // biome-ignore lint/a11y/useFocusableInteractive: the field above keeps the focus
              <div
                key={id}
                id={`${prefix}-${index}`}
                role="option"
                aria-selected={index === active}
                className={styles.item}
                onClick={() => onChoose(index)}
              >
                {mark}
                <span className={styles.label}>{label}</span>
                {detail && <span className={styles.detail}>{detail}</span>}
                {hotkey && <kbd>{hotkey}</kbd>}
              </div>
            ))}
          </div>
        );
      })}
      {items.length === 0 && <p className={styles.nothing}>{t("palette.nothing")}</p>}
    </div>
  );
}
