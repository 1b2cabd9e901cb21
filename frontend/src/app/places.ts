import IconCalendarEvent from "@icons/IconCalendarEvent.mjs";
import IconClipboardCheck from "@icons/IconClipboardCheck.mjs";
import IconDoor from "@icons/IconDoor.mjs";
import IconDownload from "@icons/IconDownload.mjs";
import IconMessageReport from "@icons/IconMessageReport.mjs";
import IconReceipt from "@icons/IconReceipt.mjs";
import IconSettings from "@icons/IconSettings.mjs";
import IconSunrise from "@icons/IconSunrise.mjs";
import IconTargetArrow from "@icons/IconTargetArrow.mjs";
import IconUpload from "@icons/IconUpload.mjs";
import IconUsers from "@icons/IconUsers.mjs";

/** The screens, in the order of the sidebar and with the key that opens each. */
export const PLACES = [
  { to: "/", key: "nav.today", icon: IconSunrise, hotkey: "1" },
  { to: "/customers", key: "nav.customers", icon: IconUsers, hotkey: "2" },
  { to: "/appointments", key: "nav.appointments", icon: IconCalendarEvent, hotkey: "J" },
  { to: "/promises", key: "nav.promises", icon: IconClipboardCheck, hotkey: "3" },
  { to: "/orders", key: "nav.orders", icon: IconReceipt, hotkey: "4" },
  { to: "/tickets", key: "nav.tickets", icon: IconMessageReport, hotkey: "5" },
  { to: "/after-hours", key: "nav.after_hours", icon: IconDoor, hotkey: "6" },
  { to: "/segments", key: "nav.segments", icon: IconTargetArrow, hotkey: "7" },
  { to: "/import", key: "nav.import", icon: IconDownload, hotkey: "8" },
  { to: "/export", key: "nav.export", icon: IconUpload, hotkey: "9" },
  { to: "/settings", key: "nav.settings", icon: IconSettings, hotkey: "," },
] as const;
