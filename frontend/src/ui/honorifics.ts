/** How a customer may be addressed; "" is not known yet, "none" is wanted by who wants none. */
export const HONORIFICS = [
  { value: "", key: "honorific.unknown" },
  { value: "ibu", key: "honorific.ibu" },
  { value: "bapak", key: "honorific.bapak" },
  { value: "kak", key: "honorific.kak" },
  { value: "mbak", key: "honorific.mbak" },
  { value: "mas", key: "honorific.mas" },
  { value: "bang", key: "honorific.bang" },
  { value: "koko", key: "honorific.koko" },
  { value: "cici", key: "honorific.cici" },
  { value: "om", key: "honorific.om" },
  { value: "tante", key: "honorific.tante" },
  { value: "dik", key: "honorific.dik" },
  { value: "haji", key: "honorific.haji" },
  { value: "hajah", key: "honorific.hajah" },
  { value: "none", key: "honorific.none" },
] as const;
