import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { CustomerSelection, Row } from "@/bridge/contract";
import { ChangeMany } from "./ChangeMany";
import { type Act, PickedBar } from "./PickedBar";
import { askedFor } from "./selection";
import type { useSelection } from "./useSelection";

type Props = {
  picked: ReturnType<typeof useSelection>;
  filter: { q: string; segment: string; plugin: string; tag: string };
  rows: { total: number; inView: Row[] };
};

/** Those who are selected, and what is being done to them. */
export function Picked({ picked, filter, rows }: Props) {
  // Whom it is about is decided by the press: the list may go on below.
  const [doing, setDoing] = useState<{ act: Act; about: CustomerSelection } | null>(null);
  const { selection, size, moreMatch, onAll, clear } = picked;
  const navigate = useNavigate();
  const toExport = () =>
    void navigate({
      to: "/export",
      state: { picked: { selection: askedFor(selection, filter), size } },
    });
  const tags = [...new Set(rows.inView.flatMap((row) => row.tags))].sort();
  return (
    <>
      {size > 0 && (
        <PickedBar
          size={size}
          total={rows.total}
          all={selection.all}
          moreMatch={moreMatch}
          onAll={onAll}
          onAct={(act) => setDoing({ act, about: askedFor(selection, filter) })}
          onExport={toExport}
          onClear={clear}
        />
      )}
      {doing && (
        <ChangeMany
          act={doing.act}
          selection={doing.about}
          tags={tags}
          onClose={() => setDoing(null)}
          onDone={() => {
            setDoing(null);
            clear();
          }}
        />
      )}
    </>
  );
}
