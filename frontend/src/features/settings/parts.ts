import IconBuildingStore from "@icons/IconBuildingStore.mjs";
import IconClock from "@icons/IconClock.mjs";
import IconForms from "@icons/IconForms.mjs";
import IconHourglass from "@icons/IconHourglass.mjs";
import IconPalette from "@icons/IconPalette.mjs";
import IconPuzzle from "@icons/IconPuzzle.mjs";
import IconShieldCheck from "@icons/IconShieldCheck.mjs";
import IconUsersGroup from "@icons/IconUsersGroup.mjs";

/** The parts of the settings, the ones that a new shop needs first. */
export const PARTS = [
  { to: "/settings", key: "settings.business", icon: IconBuildingStore },
  { to: "/settings/hours", key: "settings.hours", icon: IconClock },
  { to: "/settings/staff", key: "settings.staff", icon: IconUsersGroup },
  { to: "/settings/targets", key: "settings.targets", icon: IconHourglass },
  { to: "/settings/fields", key: "settings.fields", icon: IconForms },
  { to: "/settings/look", key: "settings.look", icon: IconPalette },
  { to: "/settings/rules", key: "settings.rules", icon: IconPuzzle },
  { to: "/settings/backup", key: "settings.backup", icon: IconShieldCheck },
] as const;
