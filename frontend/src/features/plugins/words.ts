import type { Hook } from "@/bridge/contract";

/** What a rule decides, by the hook that it answers. */
export const HOOKS = {
  segment: "rules.segment",
  loyalty: "rules.loyalty",
  after_hours: "rules.after_hours",
  follow_up: "rules.follow_up",
} as const satisfies Record<Hook, string>;

const POLICIES = {
  keep: "rules.policy_keep",
  queue: "rules.policy_queue",
  skip: "rules.policy_skip",
  ask: "rules.policy_ask",
} as const;

type PolicyKey = (typeof POLICIES)[keyof typeof POLICIES];

/** What happens when a rule fails. */
export const policyKey = (policy: string): PolicyKey =>
  POLICIES[policy as keyof typeof POLICIES] ?? "rules.policy_skip";
