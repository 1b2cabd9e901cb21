import type { Alike, Cluster } from "@/bridge/contract";

/** A pair with the group that it belongs to. */
export type Waiting = { pair: Alike; cluster: Cluster };

/** Every pair that waits for a look, in the order of the list. */
export const waitingOf = (clusters: Cluster[]): Waiting[] =>
  clusters.flatMap((cluster) => cluster.pairs.map((pair) => ({ pair, cluster })));

export const same = (pair: Alike, one: string, other: string) =>
  (pair.one === one && pair.other === other) || (pair.one === other && pair.other === one);

/**
 * The pair behind the one that is looked at, without those whom the decision
 * has taken away; from the end it goes on at the beginning.
 */
export function nextAfter(
  waiting: Waiting[],
  one: string,
  other: string,
  gone: (pair: Alike) => boolean,
): Alike | undefined {
  const at = waiting.findIndex(({ pair }) => same(pair, one, other));
  const turned = [...waiting.slice(at + 1), ...waiting.slice(0, Math.max(at, 0))];
  return turned.find(({ pair }) => !gone(pair))?.pair;
}
