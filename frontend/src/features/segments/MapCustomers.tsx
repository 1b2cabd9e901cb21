import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { mapCustomersQuery } from "@/bridge/segments";
import { ErrorState } from "@/ui/ErrorState";
import { Loading } from "@/ui/Loading";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat } from "@/ui/shop";
import { LATELY, OFTEN, wordOf } from "./mapWords";

type Props = { plugin: string; r: number; f: number };

/** Who stands in one field of the map. */
export function MapCustomers({ plugin, r, f }: Props) {
  const { t } = useTranslation();
  const { money, date, number } = useFormat();
  const { data, error, refetch } = useQuery(mapCustomersQuery(plugin, r, f));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const often = t(wordOf(OFTEN, f));
  const lately = t(wordOf(LATELY, r));
  const title = t("map.field", { often, lately: lately.toLocaleLowerCase() });
  return (
    <Section title={title} count={number(data.customers.length)}>
      <Rows label={title}>
        {data.customers.map((one) => (
          <Row
            key={one.code}
            title={
              <Link to="/customers/$ref" params={{ ref: one.code }} className={rowLink}>
                {one.name}
              </Link>
            }
            sub={one.last_order_on && date(one.last_order_on)}
            end={money(one.net)}
          />
        ))}
      </Rows>
    </Section>
  );
}
