/** How a customer may be addressed; "" leaves it to the greeting. */
export const HONORIFICS = [
  { value: "", key: "honorific.none" },
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
] as const;
