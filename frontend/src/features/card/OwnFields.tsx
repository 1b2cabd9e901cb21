import IconForms from "@icons/IconForms.mjs";
import { useTranslation } from "react-i18next";
import type { OwnField } from "@/bridge/contract";
import { useFormat } from "@/ui/shop";

/** What a customer holds in the shop's own fields. */
export function OwnFields({ held }: { held: { field: OwnField; value: string }[] }) {
  const { t } = useTranslation();
  const { date, number } = useFormat();
  const shown = ({ type }: OwnField, value: string) => {
    if (type === "yes_no") return value === "yes" ? t("fields.yes") : t("fields.no");
    if (type === "date") return date(value);
    return type === "number" ? number(Number(value)) : value;
  };
  return held.map(({ field, value }) => (
    <li key={field.key}>
      <IconForms size={16} stroke={1.6} aria-hidden="true" />
      <div>
        <strong>{shown(field, value)}</strong>
        <small>{field.name}</small>
      </div>
    </li>
  ));
}
