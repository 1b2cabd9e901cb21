import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import type { MapField, Segment, SegmentMap } from "@/bridge/contract";
import { isLoyal } from "@/lib/loyal";
import { useFormat } from "@/ui/shop";
import styles from "./Map.module.css";
import { LATELY, OFTEN, wordOf } from "./mapWords";

const SCORES = [1, 2, 3, 4, 5];
const FROM_TOP = [...SCORES].reverse();

type Place = { r: number; f: number };
type Props = {
  map: SegmentMap;
  segments: Segment[];
  chosen: Place;
  onChoose: (place: Place) => void;
};

/** Five by five fields, often above seldom, just now to the right: the crowd is where it is dark. */
export function MapGrid({ map, segments, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const { number, say } = useFormat();
  const nameOf = (code: string) => {
    const known = segments.find((one) => one.code === code);
    return known ? say(known.name_id, known.name_en) : "";
  };
  const at = (place: Place): MapField | undefined =>
    map.fields.find(({ r, f }) => r === place.r && f === place.f);
  const depth = (customers: number) =>
    customers === 0 ? 0 : 0.12 + (0.68 * customers) / Math.max(1, map.largest);
  return (
    <table className={styles.map} aria-label={t("map.title")}>
      <caption>{t("map.caption")}</caption>
      <tbody>
        {FROM_TOP.map((f) => (
          <tr key={f}>
            <th scope="row">{t(wordOf(OFTEN, f))}</th>
            {SCORES.map((r) => {
              const field = at({ r, f });
              const customers = field?.customers ?? 0;
              const name = nameOf(field?.segment ?? "");
              return (
                <td key={r}>
                  <button
                    type="button"
                    disabled={customers === 0}
                    aria-pressed={chosen.r === r && chosen.f === f}
                    data-loyal={isLoyal(field?.segment ?? "")}
                    style={{ "--depth": depth(customers) } as CSSProperties}
                    onClick={() => onChoose({ r, f })}
                  >
                    <strong>{number(customers)}</strong>
                    {customers > 0 && <span>{name}</span>}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          {SCORES.map((r) => (
            <th key={r} scope="col">
              {t(wordOf(LATELY, r))}
            </th>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
