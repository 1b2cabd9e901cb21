import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Name, ShopPromise } from "@/bridge/contract";
import { PromiseMark } from "@/ui/PromiseMark";
import { Row, Rows, rowLink } from "@/ui/Rows";
import { Section } from "@/ui/Section";
import { useFormat, useShop } from "@/ui/shop";
import { useNearTime } from "@/ui/When";

type Props = { promises: ShopPromise[]; later: number; nameOf: (code: string) => Name };

/** What was promised for now; the row leads to the order or to the board. */
export function PromisesToday({ promises, later, nameOf }: Props) {
  const { t } = useTranslation();
  const { number } = useFormat();
  if (promises.length + later === 0) return null;
  const title = t("today.promises");
  const more = <Link to="/promises">{t("today.all_promises")}</Link>;
  return (
    <Section title={title} count={number(promises.length)} more={more}>
      <Rows label={title}>
        {promises.map((one) => (
          <PromiseRow key={one.code} promise={one} name={nameOf(one.customer).name} />
        ))}
      </Rows>
    </Section>
  );
}

function PromiseRow({ promise, name }: { promise: ShopPromise; name: string }) {
  const { now } = useShop();
  const near = useNearTime();
  const link = promise.about.startsWith("N-") ? (
    <Link to="/orders/$number" params={{ number: promise.about }} className={rowLink}>
      {name}
    </Link>
  ) : (
    <Link to="/promises" className={rowLink}>
      {name}
    </Link>
  );
  return (
    <Row
      late={promise.overdue || promise.lost}
      lead={<strong>{near(promise.due, now)}</strong>}
      title={link}
      sub={[promise.text, promise.about].filter(Boolean).join(" · ")}
      end={<PromiseMark promise={promise} />}
    />
  );
}
