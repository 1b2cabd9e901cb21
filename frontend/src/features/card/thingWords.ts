import IconCar from "@icons/IconCar.mjs";
import IconDeviceMobile from "@icons/IconDeviceMobile.mjs";
import IconPackage from "@icons/IconPackage.mjs";
import IconPaw from "@icons/IconPaw.mjs";
import IconShirt from "@icons/IconShirt.mjs";
import type { ThingKind } from "@/bridge/contract";

export const THING_KINDS = {
  garment: "things.garment",
  device: "things.device",
  vehicle: "things.vehicle",
  pet: "things.pet",
  other: "things.other",
} as const satisfies Record<ThingKind, string>;

export const THING_ICONS = {
  garment: IconShirt,
  device: IconDeviceMobile,
  vehicle: IconCar,
  pet: IconPaw,
  other: IconPackage,
};
