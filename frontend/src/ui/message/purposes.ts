import type { Message, MessagePurpose } from "@/bridge/contract";

export const PURPOSES = {
  thank_you: "message.thank_you",
  ready: "message.ready",
  reminder: "message.reminder",
  debt: "message.debt",
  late: "message.late",
  appointment: "message.appointment",
  check_in: "message.check_in",
  survey: "message.survey",
  birthday: "message.birthday",
  offer: "message.offer",
  newsletter: "message.newsletter",
  restocked: "message.restocked",
  other: "message.other",
} as const satisfies Record<MessagePurpose, string>;

export const purposeNames = Object.entries(PURPOSES) as [
  MessagePurpose,
  (typeof PURPOSES)[MessagePurpose],
][];

export const MESSAGE_STATES = {
  prepared: "message.state_prepared",
  opened: "message.state_opened",
  confirmed: "message.state_confirmed",
  skipped: "message.state_skipped",
} as const satisfies Record<Message["state"], string>;
