import IconDoor from "@icons/IconDoor.mjs";
import IconDownload from "@icons/IconDownload.mjs";
import IconTargetArrow from "@icons/IconTargetArrow.mjs";
import IconUpload from "@icons/IconUpload.mjs";
import IconUsers from "@icons/IconUsers.mjs";

/** The screens, in the order of the sidebar and with the digit that opens each. */
export const PLACES = [
  { to: "/customers", key: "nav.customers", icon: IconUsers, hotkey: "1" },
  { to: "/after-hours", key: "nav.after_hours", icon: IconDoor, hotkey: "2" },
  { to: "/segments", key: "nav.segments", icon: IconTargetArrow, hotkey: "3" },
  { to: "/import", key: "nav.import", icon: IconDownload, hotkey: "4" },
  { to: "/export", key: "nav.export", icon: IconUpload, hotkey: "5" },
] as const;
