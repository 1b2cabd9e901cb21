import { queryOptions } from "@tanstack/react-query";
import type {
  Hook,
  Job,
  Limits,
  LookedPlugin,
  NewInstall,
  Plugin,
  PluginFault,
  PluginSetting,
  RulePreview,
  SettingValue,
} from "./contract";
import { get, post, put, remove, withQuery } from "./transport";

const path = (id: string, what = "") => `/api/plugins/${encodeURIComponent(id)}${what}`;

export const pluginsQuery = queryOptions({
  queryKey: ["plugins"],
  queryFn: ({ signal }) => get<{ plugins: Plugin[] }>("/api/plugins", signal),
});

export const pluginQuery = (id: string) =>
  queryOptions({
    queryKey: ["plugins", id],
    queryFn: ({ signal }) => get<Plugin>(path(id), signal),
  });

export const pluginSettingsQuery = (id: string) =>
  queryOptions({
    queryKey: ["plugins", id, "settings"],
    queryFn: ({ signal }) => get<{ settings: PluginSetting[] }>(path(id, "/settings"), signal),
  });

/** The faults that are kept, newest first; of all rules for "". */
export const faultsQuery = (rule: string) =>
  queryOptions({
    queryKey: ["plugins", "faults", rule],
    queryFn: ({ signal }) =>
      get<{ faults: PluginFault[] }>(withQuery("/api/faults", { rule }), signal),
  });

export const enablePlugin = (id: string) => post<Plugin>(path(id, "/enable"), {});

export const disablePlugin = (id: string) => post<Plugin>(path(id, "/disable"), {});

export const removePlugin = (id: string) => remove<null>(path(id));

export const configurePlugin = (id: string, values: Record<string, SettingValue>) =>
  put<Plugin>(path(id, "/settings"), values);

export const limitPlugin = (id: string, limits: Limits) => put<Plugin>(path(id, "/limits"), limits);

export const setPolicy = (id: string, hook: Hook, policy: string) =>
  put<Plugin>(path(id, "/policy"), { hook, policy });

export const lookAtPlugin = (ticket: string) => post<LookedPlugin>("/api/plugins/look", { ticket });

export const startInstall = (install: NewInstall) =>
  post<Job<Plugin>>("/api/plugins/install", install);

export const startPreview = (ticket: string, hook: Hook) =>
  post<Job<RulePreview>>("/api/plugins/preview", { ticket, hook });

/** Who would move were a rule of the shop to decide, with other settings. */
export const startSegmentPreview = (plugin: string, config: Record<string, SettingValue>) =>
  post<Job<RulePreview>>("/api/segments/preview", { plugin, config });
