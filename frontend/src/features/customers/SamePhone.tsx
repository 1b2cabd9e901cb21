import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { searchQuery } from "@/bridge/search";
import { Notice } from "@/ui/Notice";

const ENOUGH_DIGITS = 8;

/** Warns while typing when somebody already has this number. */
export function SamePhone({ phone }: { phone: string }) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(phone.trim(), 200);
  const enough = settled.replace(/\D/g, "").length >= ENOUGH_DIGITS;
  const { data } = useQuery(searchQuery(enough ? settled : "", 3));
  if (!enough || !data?.hits.length) return null;
  return (
    <Notice title={t("add.phone_known")}>
      {data.hits.map(({ code, name, phone: known }) => (
        <div key={code}>
          <Link to="/customers/$ref" params={{ ref: code }}>
            {name}
          </Link>{" "}
          {code} {known}
        </div>
      ))}
    </Notice>
  );
}
