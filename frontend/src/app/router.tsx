import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { readAfterHoursSearch } from "@/features/afterhours/question";
import { readAgendaSearch } from "@/features/agenda/search";
import { readCardSearch } from "@/features/card/search";
import { CustomersPage } from "@/features/customers/CustomersPage";
import { readCustomersSearch } from "@/features/customers/filter";
import { readOrdersSearch } from "@/features/orders/search";
import { readPromisesSearch } from "@/features/promises/search";
import { readTicketsSearch } from "@/features/tickets/search";
import { TodayPage } from "@/features/today/TodayPage";
import { NotFound } from "./NotFound";
import { Shell } from "./Shell";

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });
const under = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path });

const home = createRoute({ ...under("/"), component: TodayPage });

const promises = createRoute({
  ...under("/promises"),
  component: lazyRouteComponent(() => import("@/features/promises/PromisesPage"), "PromisesPage"),
  validateSearch: readPromisesSearch,
});

const orders = createRoute({
  ...under("/orders"),
  component: lazyRouteComponent(() => import("@/features/orders/OrdersPage"), "OrdersPage"),
  validateSearch: readOrdersSearch,
});

const order = createRoute({
  ...under("/orders/$number"),
  component: lazyRouteComponent(() => import("@/features/orders/OrderPage"), "OrderPage"),
});

const customers = createRoute({
  ...under("/customers"),
  component: CustomersPage,
  validateSearch: readCustomersSearch,
});

const card = createRoute({
  ...under("/customers/$ref"),
  component: lazyRouteComponent(() => import("@/features/card/CardPage"), "CardPage"),
  validateSearch: readCardSearch,
});

const tickets = createRoute({
  ...under("/tickets"),
  component: lazyRouteComponent(() => import("@/features/tickets/TicketsPage"), "TicketsPage"),
  validateSearch: readTicketsSearch,
});

const ticket = createRoute({
  ...under("/tickets/$code"),
  component: lazyRouteComponent(() => import("@/features/tickets/TicketPage"), "TicketPage"),
});

const afterHours = createRoute({
  ...under("/after-hours"),
  component: lazyRouteComponent(
    () => import("@/features/afterhours/AfterHoursPage"),
    "AfterHoursPage",
  ),
  validateSearch: readAfterHoursSearch,
});

const segments = createRoute({
  ...under("/segments"),
  component: lazyRouteComponent(() => import("@/features/segments/SegmentsPage"), "SegmentsPage"),
});

const appointments = createRoute({
  ...under("/appointments"),
  component: lazyRouteComponent(() => import("@/features/agenda/AgendaPage"), "AgendaPage"),
  validateSearch: readAgendaSearch,
});

const settings = createRoute({
  ...under("/settings"),
  component: lazyRouteComponent(() => import("@/features/settings/SettingsPage"), "SettingsPage"),
});
const within = <Path extends string>(path: Path) => ({ getParentRoute: () => settings, path });

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
    ...within("/perks"),
    component: lazyRouteComponent(() => import("@/features/settings/PerksPart"), "PerksPart"),
  }),
  createRoute({
    ...within("/messages"),
    component: lazyRouteComponent(() => import("@/features/settings/MessagesPart"), "MessagesPart"),
  }),
  createRoute({
    ...within("/targets"),
    component: lazyRouteComponent(() => import("@/features/settings/TargetsPart"), "TargetsPart"),
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

const imports = createRoute({
  ...under("/import"),
  component: lazyRouteComponent(() => import("@/features/imports/ImportPage"), "ImportPage"),
});

const exports = createRoute({
  ...under("/export"),
  component: lazyRouteComponent(() => import("@/features/exports/ExportPage"), "ExportPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    customers,
    card,
    promises,
    orders,
    order,
    tickets,
    ticket,
    afterHours,
    segments,
    imports,
    exports,
    appointments,
    settings.addChildren(parts),
  ]),
  // The page has no server that could answer a path: the place lives in the fragment.
  history: createHashHistory(),
  defaultPreload: "intent",
  scrollRestoration: false,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
