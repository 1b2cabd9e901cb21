import { initials, personColour } from "@/lib/initials";
import styles from "./Initials.module.css";

/** A person's mark. Decoration only: the name always stands beside it. */
export function Initials({
  id,
  name,
  large = false,
}: {
  id: string;
  name: string;
  large?: boolean;
}) {
  const colour = styles[`c${personColour(id)}`];
  return (
    <span
      aria-hidden="true"
      className={`${styles.initials} ${colour} ${large ? styles.large : ""}`}
    >
      {initials(name)}
    </span>
  );
}
