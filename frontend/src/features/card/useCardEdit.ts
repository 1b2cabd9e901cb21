import { useNavigate, useSearch } from "@tanstack/react-router";
import type { CardEdit } from "./search";

/** Which form of the card is open, kept in the address, and opening another. */
export function useCardEdit() {
  const { edit } = useSearch({ from: "/customers/$ref" });
  const navigate = useNavigate({ from: "/customers/$ref" });
  const setEdit = (editing?: CardEdit) =>
    void navigate({ search: (old) => ({ ...old, edit: editing }), replace: true });
  return { edit, setEdit };
}
