import type { AppointmentStatus } from "@/bridge/contract";

export const STATUS = {
  booked: "appointment.booked",
  confirmed: "appointment.confirmed",
  arrived: "appointment.arrived",
  served: "appointment.served",
  no_show: "appointment.no_show",
  cancelled: "appointment.cancelled",
} as const satisfies Record<AppointmentStatus, string>;

type Step = [to: AppointmentStatus, key: "today.arrived" | "today.served" | "agenda.confirm"];

/** What usually comes next, the later step first where both can be. */
export const NEXT: Partial<Record<AppointmentStatus, Step[]>> = {
  booked: [
    ["arrived", "today.arrived"],
    ["confirmed", "agenda.confirm"],
  ],
  confirmed: [["arrived", "today.arrived"]],
  arrived: [["served", "today.served"]],
};
