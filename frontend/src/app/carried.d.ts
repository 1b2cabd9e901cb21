import type { PickedCustomers } from "@/bridge/contract";

// What goes along from one screen to the next and would not fit into its address.
declare module "@tanstack/react-router" {
  interface HistoryState {
    picked?: PickedCustomers;
  }
}
