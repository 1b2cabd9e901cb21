import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Business } from "@/bridge/contract";
import { isLanguage, type Language } from "@/lib/language";
import { formatCompact, formatMoney, formatNumber, formatPercent } from "@/lib/money";
import { formatClock, formatDate, formatSpan, formatWhen } from "@/lib/time";

const ShopContext = createContext<Business | null>(null);

/** Gives the screens the shop whose money, clock and language they speak. */
export function ShopProvider({ shop, children }: { shop: Business; children: ReactNode }) {
  return <ShopContext value={shop}>{children}</ShopContext>;
}

export function useShop(): Business {
  const shop = useContext(ShopContext);
  if (!shop) throw new Error("useShop outside ShopProvider");
  return shop;
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return isLanguage(i18n.language) ? i18n.language : "id";
}

/** Writes values in the person's language and the shop's currency and zone. */
export function useFormat() {
  const shop = useShop();
  const language = useLanguage();
  return useMemo(
    () => ({
      language,
      money: (minor: number) => formatMoney(minor, shop, language),
      number: (value: number) => formatNumber(value, language),
      /** An amount in a word or two, for a scale: Rp 2,5 jt. */
      compact: (minor: number) => formatCompact(minor, shop, language),
      /** A part of one as a percentage. */
      percent: (part: number) => formatPercent(part, language),
      date: (date: string) => formatDate(date, language),
      when: (at: string) => formatWhen(at, shop.timezone, language),
      clock: (at: string) => formatClock(at, shop.timezone, language),
      /** How long, in minutes, as people say it. */
      span: (minutes: number) => formatSpan(minutes, language),
      /** Chooses between the two texts of a pair. */
      say: (id: string, en: string) => (language === "id" ? id : en) || id || en,
    }),
    [shop, language],
  );
}
