import styles from "./VirtualTable.module.css";

type Props = {
  role: "columnheader" | "gridcell";
  label: string;
  share: "none" | "some" | "all";
  onPick: (through: boolean) => void;
  /** Reached by Tab; the boxes of rows are pressed by Space on the list. */
  tab?: boolean;
};

/** The cell that selects: all of it can be pressed. */
export function PickBox({ role, label, share, onPick, tab = false }: Props) {
  return (
    <div role={role} className={styles.pickCell}>
      <label className={styles.pick}>
        <input
          type="checkbox"
          aria-label={label}
          tabIndex={tab ? 0 : -1}
          checked={share === "all"}
          ref={(box) => {
            if (box) box.indeterminate = share === "some";
          }}
          onClick={(event) => onPick(event.shiftKey)}
          onChange={() => {}}
        />
      </label>
    </div>
  );
}

/** Whether a press was on such a cell, which opens nothing. */
export const onBox = (target: EventTarget) =>
  target instanceof Element && !!target.closest("label");
