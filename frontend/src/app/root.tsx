import { createRootRoute } from "@tanstack/react-router";
import { NotFound } from "./NotFound";
import { Shell } from "./Shell";

/** What every screen stands in. */
export const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

/** The place of a screen, right under the root. */
export const under = <Path extends string>(path: Path) => ({ getParentRoute: () => root, path });
