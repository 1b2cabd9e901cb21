import IconArrowsExchange from "@icons/IconArrowsExchange.mjs";
import IconBook2 from "@icons/IconBook2.mjs";
import IconCalendarPlus from "@icons/IconCalendarPlus.mjs";
import IconChartBar from "@icons/IconChartBar.mjs";
import IconChecklist from "@icons/IconChecklist.mjs";
import IconDiscount from "@icons/IconDiscount.mjs";
import IconGift from "@icons/IconGift.mjs";
import IconHelp from "@icons/IconHelp.mjs";
import IconHome from "@icons/IconHome.mjs";
import IconId from "@icons/IconId.mjs";
import IconKeyboard from "@icons/IconKeyboard.mjs";
import IconLanguage from "@icons/IconLanguage.mjs";
import IconMessageReport from "@icons/IconMessageReport.mjs";
import IconMessages from "@icons/IconMessages.mjs";
import IconMoon from "@icons/IconMoon.mjs";
import IconPencil from "@icons/IconPencil.mjs";
import IconPlus from "@icons/IconPlus.mjs";
import IconShieldCheck from "@icons/IconShieldCheck.mjs";
import IconSun from "@icons/IconSun.mjs";
import IconUserHeart from "@icons/IconUserHeart.mjs";
import IconUserPlus from "@icons/IconUserPlus.mjs";
import IconUsersGroup from "@icons/IconUsersGroup.mjs";
import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PARTS } from "@/features/settings/parts";
import { chooseLanguage } from "@/i18n/i18n";
import { useLanguage } from "@/ui/shop";
import { PLACES } from "./places";

export type PaletteAction = { label: string; icon: Icon; run: () => void; hotkey?: string };

/** Everything that can be done from anywhere, with the key that also does it. */
export function usePaletteActions(onHelp: () => void): PaletteAction[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const language = useLanguage();
  const scheme = useComputedColorScheme("light");
  const { setColorScheme } = useMantineColorScheme();
  const dark = scheme === "dark";
  return [
    ...useCardActions(),
    {
      label: t("customers.add_long"),
      icon: IconUserPlus,
      hotkey: "N",
      run: () => void navigate({ to: "/customers", search: { add: true } }),
    },
    {
      label: t("tickets.new"),
      icon: IconMessageReport,
      run: () => void navigate({ to: "/tickets", search: { add: true } }),
    },
    {
      label: t("message.prepare"),
      icon: IconMessages,
      run: () => void navigate({ to: "/outreach", search: { add: true } }),
    },
    {
      label: t("reward.add"),
      icon: IconGift,
      run: () => void navigate({ to: "/loyalty", search: { view: "rewards", add: true } }),
    },
    {
      label: t("promo.add"),
      icon: IconDiscount,
      run: () => void navigate({ to: "/loyalty", search: { view: "promos", add: true } }),
    },
    {
      label: t("standard.add"),
      icon: IconBook2,
      run: () => void navigate({ to: "/knowledge", search: { add: true } }),
    },
    {
      label: t("palette.checklist"),
      icon: IconChecklist,
      run: () => void navigate({ to: "/knowledge", search: { view: "checklists" } }),
    },
    {
      label: t("duplicates.title"),
      icon: IconUsersGroup,
      run: () => void navigate({ to: "/duplicates" }),
    },
    {
      label: t("palette.moved"),
      icon: IconArrowsExchange,
      run: () => void navigate({ to: "/segments", search: { view: "moves" } }),
    },
    {
      label: t("palette.debts"),
      icon: IconChartBar,
      run: () => void navigate({ to: "/reports", search: { view: "debts" } }),
    },
    ...PLACES.map(({ to, key, icon, hotkey }) => ({
      label: t(key),
      icon,
      hotkey: hotkey || undefined,
      run: () => void navigate({ to }),
    })),
    {
      label: t("agenda.add"),
      icon: IconCalendarPlus,
      run: () => void navigate({ to: "/appointments", search: { add: true } }),
    },
    ...PARTS.map(({ to, key, icon }) => ({
      label: t("settings.at", { part: t(key) }),
      icon,
      run: () => void navigate({ to }),
    })),
    {
      label: t("language.switch"),
      icon: IconLanguage,
      run: () => chooseLanguage(language === "id" ? "en" : "id"),
    },
    {
      label: dark ? t("scheme.to_light") : t("scheme.to_dark"),
      icon: dark ? IconSun : IconMoon,
      run: () => setColorScheme(dark ? "light" : "dark"),
    },
    {
      label: t("help.title"),
      icon: IconHelp,
      hotkey: "F1",
      run: () => void navigate({ to: "/help" }),
    },
    { label: t("keys.title"), icon: IconKeyboard, hotkey: "?", run: onHelp },
  ];
}

/** The forms of a card that are opened by name alone. */
const CARD_FORMS = [
  { edit: "member", key: "member.change", icon: IconId },
  { edit: "relations", key: "ties.change", icon: IconUserHeart },
  { edit: "groups", key: "groups.join", icon: IconHome },
  { edit: "consent", key: "consent.note", icon: IconShieldCheck },
] as const;

/** What can be done with the customer whose card is open. */
function useCardActions(): PaletteAction[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { ref } = useParams({ strict: false });
  if (!ref) return [];
  const to = "/customers/$ref";
  return [
    {
      label: t("edit.short"),
      icon: IconPencil,
      hotkey: "E",
      run: () => void navigate({ to, params: { ref }, search: { edit: "names" } }),
    },
    {
      label: t("order.new"),
      icon: IconPlus,
      run: () => void navigate({ to, params: { ref }, search: { order: true } }),
    },
    ...CARD_FORMS.map(({ edit, key, icon }) => ({
      label: t(key),
      icon,
      run: () => void navigate({ to, params: { ref }, search: { edit } }),
    })),
  ];
}
