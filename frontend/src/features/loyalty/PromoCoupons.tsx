import { Button, Group, NumberInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Coupon, IssuedCoupon } from "@/bridge/contract";
import { makeCoupons, promoCouponsQuery, stepCoupon } from "@/bridge/loyalty";
import { CopyButton } from "@/ui/CopyButton";
import { FormError } from "@/ui/FormError";
import { Notice } from "@/ui/Notice";
import { Row, Rows } from "@/ui/Rows";
import { useAct } from "@/ui/useAct";
import styles from "./Loyalty.module.css";

/** The coupons of a promotion, and new ones. A code is shown once, when it is made. */
export function PromoCoupons({ code, word }: { code: string; word: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(promoCouponsQuery(code));
  const [count, setCount] = useState(1);
  const [issued, setIssued] = useState<IssuedCoupon[]>([]);
  const make = useAct({
    run: () => makeCoupons(code, { count }),
    said: ({ items }) => t("coupon.made", { count: items.length }),
    after: ({ items }) => setIssued(items),
  });
  const step = useAct({
    run: ({ coupon, what }: { coupon: Coupon; what: "issue" | "revoke" }) =>
      stepCoupon(coupon.code, what),
    said: (_, { coupon, what }) =>
      what === "revoke" ? t("coupon.revoked_said", { code: coupon.code }) : "",
    code: (_, { coupon }) => coupon.code,
    after: (done, { what }) => what === "issue" && setIssued([done]),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate(undefined);
  };
  const standing = ({ used, revoked, last }: Coupon) =>
    used
      ? t("coupon.used", { order: used })
      : revoked
        ? t("coupon.revoked")
        : last
          ? t("card.code_ends", { last })
          : t("coupon.unissued");
  const coupons = data?.items ?? [];
  return (
    <>
      {issued.length > 0 && (
        <Notice title={t("coupon.once")}>
          <ul className={styles.codes}>
            {issued.map(({ code: key, text }) => (
              <li key={key} className={styles.code}>
                {text}
              </li>
            ))}
          </ul>
          <CopyButton text={issued.map(({ text }) => text).join("\n")} />
        </Notice>
      )}
      {coupons.length > 0 && (
        <Rows label={t("coupon.list")}>
          {coupons.map((coupon) => (
            <Row
              key={coupon.code}
              title={coupon.code}
              sub={standing(coupon)}
              actions={
                !coupon.used &&
                !coupon.revoked && (
                  <>
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={`${t("coupon.issue")}: ${coupon.code}`}
                      onClick={() => step.mutate({ coupon, what: "issue" })}
                    >
                      {t("coupon.issue")}
                    </Button>
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-label={`${t("coupon.revoke")}: ${coupon.code}`}
                      onClick={() => step.mutate({ coupon, what: "revoke" })}
                    >
                      {t("coupon.revoke")}
                    </Button>
                  </>
                )
              }
            />
          ))}
        </Rows>
      )}
      {!word && (
        <form onSubmit={submit}>
          <Group align="flex-end">
            <NumberInput
              label={t("coupon.count")}
              min={1}
              max={1000}
              allowDecimal={false}
              w={128}
              value={count}
              onChange={(value) => setCount(Number(value) || 1)}
            />
            <Button type="submit" loading={make.isPending}>
              {t("coupon.make")}
            </Button>
          </Group>
        </form>
      )}
      <FormError error={make.error ?? step.error} />
    </>
  );
}
