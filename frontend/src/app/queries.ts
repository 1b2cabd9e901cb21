import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "@/bridge/error";

/** Everything lies on this machine: no network to watch, no retry that could help a refusal. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      staleTime: 2_000,
      retry: (failures, error) =>
        error instanceof ApiError && error.kind === "unavailable" && failures < 2,
      retryDelay: 300,
    },
    mutations: { networkMode: "always", retry: false },
  },
});
