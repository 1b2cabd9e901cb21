import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { endSample, lookAtSample, shopsQuery } from "@/bridge/shops";

/** Looking at an invented shop, and going back from it: all that is on the screen is another shop's then. */
export function useSample() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: shops } = useQuery(shopsQuery);
  const move = async () => {
    await navigate({ to: "/", search: {} });
    await client.resetQueries();
  };
  const look = useMutation({ mutationFn: lookAtSample, onSuccess: move });
  const end = useMutation({ mutationFn: endSample, onSuccess: move });
  return { shown: shops?.sample === true, look, end };
}
