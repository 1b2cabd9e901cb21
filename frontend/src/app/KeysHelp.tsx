import { Kbd, Modal } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import styles from "./KeysHelp.module.css";
import { PLACES } from "./places";

const KEYS = [
  { keys: ["Ctrl", "K"], key: "keys.palette" },
  { keys: ["F1"], key: "keys.manual" },
  { keys: ["?"], key: "keys.help" },
  { keys: ["/"], key: "keys.search" },
  { keys: ["N"], key: "keys.add" },
  { keys: ["↑", "↓"], key: "keys.rows" },
  { keys: ["Home", "End"], key: "keys.ends" },
  { keys: ["PgUp", "PgDn"], key: "keys.pages" },
  { keys: ["Enter"], key: "keys.open" },
  { keys: ["E"], key: "keys.edit" },
  { keys: ["␣"], key: "keys.pick" },
  { keys: ["Shift", "␣"], key: "keys.pick_range" },
  { keys: ["Ctrl", "A"], key: "keys.pick_all" },
  { keys: ["K", "R", "P"], key: "keys.promise" },
  { keys: ["G", "B", "L", "T"], key: "keys.duplicates" },
  { keys: ["Ctrl", "Z"], key: "keys.undo" },
  { keys: ["Ctrl", "+", "−", "0"], key: "keys.zoom" },
  { keys: ["Esc"], key: "keys.close" },
] as const;

/** What the keyboard can do. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const places = PLACES.filter(({ hotkey }) => hotkey).map(({ hotkey, key }) => ({
    keys: [hotkey],
    key,
  }));
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("keys.title")}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      <p>
        <Link to="/help" onClick={onClose}>
          {t("help.title")}
        </Link>
        {": "}
        {t("help.note")}
      </p>
      <dl className={styles.keys}>
        {[...KEYS, ...places].map(({ keys, key }) => (
          <div key={key}>
            <dt>{t(key)}</dt>
            <dd>
              {keys.map((name) => (
                <Kbd key={name}>{name}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
