import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { under } from "./root";

const page = createRoute({
  ...under("/settings"),
  component: lazyRouteComponent(() => import("@/features/settings/SettingsPage"), "SettingsPage"),
});
const within = <Path extends string>(path: Path) => ({ getParentRoute: () => page, path });

const parts = [
  createRoute({
    ...within("/"),
    component: lazyRouteComponent(() => import("@/features/settings/BusinessPart"), "BusinessPart"),
  }),
  createRoute({
    ...within("/hours"),
    component: lazyRouteComponent(() => import("@/features/settings/HoursPart"), "HoursPart"),
  }),
  createRoute({
    ...within("/staff"),
    component: lazyRouteComponent(() => import("@/features/settings/StaffPart"), "StaffPart"),
  }),
  createRoute({
    ...within("/targets"),
    component: lazyRouteComponent(() => import("@/features/settings/TargetsPart"), "TargetsPart"),
  }),
  createRoute({
    ...within("/fields"),
    component: lazyRouteComponent(() => import("@/features/settings/FieldsPart"), "FieldsPart"),
  }),
  createRoute({
    ...within("/look"),
    component: lazyRouteComponent(() => import("@/features/settings/LookPart"), "LookPart"),
  }),
  createRoute({
    ...within("/rules"),
    component: lazyRouteComponent(() => import("@/features/plugins/PluginsPart"), "PluginsPart"),
  }),
  createRoute({
    ...within("/rules/$id"),
    component: lazyRouteComponent(() => import("@/features/plugins/PluginPart"), "PluginPart"),
  }),
  createRoute({
    ...within("/backup"),
    component: lazyRouteComponent(() => import("@/features/backup/BackupPart"), "BackupPart"),
  }),
] as const;

/** The settings with their parts. */
export const settings = page.addChildren(parts);
