import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";

/** One thing that is known, with what it is under it. */
export function Known({ icon: Sign, what, as }: { icon: Icon; what: ReactNode; as: string }) {
  return (
    <li>
      <Sign size={16} stroke={1.6} aria-hidden="true" />
      <div>
        {what}
        <small>{as}</small>
      </div>
    </li>
  );
}
