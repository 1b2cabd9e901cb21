import IconBook2 from "@icons/IconBook2.mjs";
import IconCalendarEvent from "@icons/IconCalendarEvent.mjs";
import IconChartBar from "@icons/IconChartBar.mjs";
import IconClipboardCheck from "@icons/IconClipboardCheck.mjs";
import IconDoor from "@icons/IconDoor.mjs";
import IconDownload from "@icons/IconDownload.mjs";
import IconGift from "@icons/IconGift.mjs";
import IconMessageReport from "@icons/IconMessageReport.mjs";
import IconMessages from "@icons/IconMessages.mjs";
import IconReceipt from "@icons/IconReceipt.mjs";
import IconSettings from "@icons/IconSettings.mjs";
import IconSunrise from "@icons/IconSunrise.mjs";
import IconTargetArrow from "@icons/IconTargetArrow.mjs";
import IconUpload from "@icons/IconUpload.mjs";
import IconUsers from "@icons/IconUsers.mjs";

/** The screens, in the order of the sidebar, and the key that opens each; "" for none. */
export const PLACES = [
  { to: "/", key: "nav.today", icon: IconSunrise, hotkey: "1" },
  { to: "/customers", key: "nav.customers", icon: IconUsers, hotkey: "2" },
  { to: "/appointments", key: "nav.appointments", icon: IconCalendarEvent, hotkey: "J" },
  { to: "/promises", key: "nav.promises", icon: IconClipboardCheck, hotkey: "3" },
  { to: "/orders", key: "nav.orders", icon: IconReceipt, hotkey: "4" },
  { to: "/tickets", key: "nav.tickets", icon: IconMessageReport, hotkey: "5" },
  { to: "/after-hours", key: "nav.after_hours", icon: IconDoor, hotkey: "6" },
  { to: "/segments", key: "nav.segments", icon: IconTargetArrow, hotkey: "7" },
  { to: "/loyalty", key: "nav.loyalty", icon: IconGift, hotkey: "8" },
  { to: "/outreach", key: "nav.outreach", icon: IconMessages, hotkey: "9" },
  { to: "/knowledge", key: "nav.knowledge", icon: IconBook2, hotkey: "" },
  { to: "/reports", key: "nav.reports", icon: IconChartBar, hotkey: "0" },
  { to: "/import", key: "nav.import", icon: IconDownload, hotkey: "" },
  { to: "/export", key: "nav.export", icon: IconUpload, hotkey: "" },
  { to: "/settings", key: "nav.settings", icon: IconSettings, hotkey: "," },
] as const;
