import {
  createHashHistory,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { readAfterHoursSearch } from "@/features/afterhours/question";
import { readAgendaSearch } from "@/features/agenda/search";
import { readCardSearch } from "@/features/card/search";
import { CustomersPage } from "@/features/customers/CustomersPage";
import { readCustomersSearch } from "@/features/customers/filter";
import { readDuplicatesSearch } from "@/features/duplicates/search";
import { readHelpSearch } from "@/features/help/search";
import { readImportSearch } from "@/features/imports/search";
import { readKnowledgeSearch } from "@/features/knowledge/search";
import { readLoyaltySearch } from "@/features/loyalty/search";
import { readOrdersSearch } from "@/features/orders/search";
import { readOutreachSearch } from "@/features/outreach/search";
import { readPromisesSearch } from "@/features/promises/search";
import { readReportsSearch } from "@/features/reports/search";
import { readSegmentsSearch } from "@/features/segments/search";
import { readTicketsSearch } from "@/features/tickets/search";
import { TodayPage } from "@/features/today/TodayPage";
import { root, under } from "./root";
import { settings } from "./settings";

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

const duplicates = createRoute({
  ...under("/duplicates"),
  component: lazyRouteComponent(
    () => import("@/features/duplicates/DuplicatesPage"),
    "DuplicatesPage",
  ),
  validateSearch: readDuplicatesSearch,
});

const help = createRoute({
  ...under("/help"),
  component: lazyRouteComponent(() => import("@/features/help/HelpPage"), "HelpPage"),
  validateSearch: readHelpSearch,
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
  validateSearch: readSegmentsSearch,
});

const knowledge = createRoute({
  ...under("/knowledge"),
  component: lazyRouteComponent(
    () => import("@/features/knowledge/KnowledgePage"),
    "KnowledgePage",
  ),
  validateSearch: readKnowledgeSearch,
});

const loyalty = createRoute({
  ...under("/loyalty"),
  component: lazyRouteComponent(() => import("@/features/loyalty/LoyaltyPage"), "LoyaltyPage"),
  validateSearch: readLoyaltySearch,
});

const outreach = createRoute({
  ...under("/outreach"),
  component: lazyRouteComponent(() => import("@/features/outreach/OutreachPage"), "OutreachPage"),
  validateSearch: readOutreachSearch,
});

const reports = createRoute({
  ...under("/reports"),
  component: lazyRouteComponent(() => import("@/features/reports/ReportsPage"), "ReportsPage"),
  validateSearch: readReportsSearch,
});

const appointments = createRoute({
  ...under("/appointments"),
  component: lazyRouteComponent(() => import("@/features/agenda/AgendaPage"), "AgendaPage"),
  validateSearch: readAgendaSearch,
});

const imports = createRoute({
  ...under("/import"),
  component: lazyRouteComponent(() => import("@/features/imports/ImportPage"), "ImportPage"),
  validateSearch: readImportSearch,
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
    duplicates,
    help,
    promises,
    orders,
    order,
    tickets,
    ticket,
    afterHours,
    segments,
    knowledge,
    loyalty,
    outreach,
    reports,
    imports,
    exports,
    appointments,
    settings,
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
