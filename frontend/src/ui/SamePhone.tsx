import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { searchQuery } from "@/bridge/search";
import { LateNote } from "./LateNote";

const ENOUGH_DIGITS = 8;
const SHOWN = 3;

type Props = {
  phone: string;
  /** The code of whose number it is meant to be. */
  except?: string;
};

/** Warns while typing when somebody else already has this number. */
export function SamePhone({ phone, except = "" }: Props) {
  const { t } = useTranslation();
  const [settled] = useDebouncedValue(phone.trim(), 200);
  const enough = settled.replace(/\D/g, "").length >= ENOUGH_DIGITS;
  const { data } = useQuery(searchQuery(enough ? settled : "", SHOWN + 1));
  const others = data?.hits.filter(({ code }) => code !== except).slice(0, SHOWN) ?? [];
  const known = enough && others.length > 0;
  return (
    <span role="status">
      {known && (
        <LateNote>
          {t("add.phone_known")}{" "}
          {others.map(({ code, name }, place) => (
            <Fragment key={code}>
              {place > 0 && ", "}
              <Link to="/customers/$ref" params={{ ref: code }}>
                {name}
              </Link>{" "}
              {code}
            </Fragment>
          ))}
        </LateNote>
      )}
    </span>
  );
}
