import { queryOptions } from "@tanstack/react-query";
import type {
  Coupon,
  EarnPreset,
  IssuedCoupon,
  LedgerEntry,
  Liability,
  List,
  NewEarnPreset,
  NewPromo,
  NewReward,
  PointsStep,
  Program,
  Promo,
  PromoState,
  Reward,
  TierList,
  TierMember,
} from "./contract";
import { get, post, put, withQuery } from "./transport";

export const programQuery = queryOptions({
  queryKey: ["loyalty", "program"],
  queryFn: ({ signal }) => get<Program>("/api/loyalty", signal),
});

export const saveProgram = (program: Program) => put<Program>("/api/loyalty", program);

export const liabilityQuery = queryOptions({
  queryKey: ["loyalty", "liability"],
  queryFn: ({ signal }) => get<Liability>("/api/loyalty/liability", signal),
});

export const earnPresetsQuery = queryOptions({
  queryKey: ["loyalty", "presets"],
  queryFn: ({ signal }) => get<EarnPreset[]>("/api/loyalty/presets", signal),
  staleTime: Number.POSITIVE_INFINITY,
});

export const earnBy = (preset: NewEarnPreset) => put("/api/loyalty/preset", preset);

export const tiersQuery = queryOptions({
  queryKey: ["loyalty", "tiers"],
  queryFn: ({ signal }) => get<TierList>("/api/tiers", signal),
});

/** Who has a tier, "" those who have none, the nearest to the one above first. */
export const tierMembersQuery = (tier: string) =>
  queryOptions({
    queryKey: ["loyalty", "members", tier],
    queryFn: ({ signal }) =>
      get<{ members: TierMember[] }>(withQuery("/api/tiers/members", { tier, limit: 20 }), signal),
  });

export const rewardsQuery = (ended: boolean) =>
  queryOptions({
    queryKey: ["rewards", ended],
    queryFn: ({ signal }) =>
      get<Reward[]>(withQuery("/api/rewards", ended ? { ended: "true" } : {}), signal),
  });

export const addReward = (reward: NewReward) => post<Reward>("/api/rewards", reward);

export const editReward = (code: string, reward: NewReward) =>
  put<Reward>(`/api/rewards/${encodeURIComponent(code)}`, reward);

export const stepPoints = (customer: string, step: PointsStep) =>
  post<LedgerEntry>(`/api/customers/${encodeURIComponent(customer)}/points`, step);

export const returnPoints = (entry: string, reason: string) =>
  post<LedgerEntry>(`/api/entries/${encodeURIComponent(entry)}/return`, { reason });

export const statementQuery = (customer: string, width: 58 | 80, lang: "id" | "en") =>
  queryOptions({
    queryKey: ["customer", customer, "statement", width, lang],
    queryFn: ({ signal }) =>
      get<{ text: string }>(
        withQuery(`/api/customers/${encodeURIComponent(customer)}/loyalty/statement`, {
          width,
          lang,
        }),
        signal,
      ),
  });

export const promosQuery = queryOptions({
  queryKey: ["promos"],
  queryFn: ({ signal }) => get<List<Promo>>(withQuery("/api/promos", { limit: 200 }), signal),
});

const promoPath = (code: string) => `/api/promos/${encodeURIComponent(code)}`;

/** One promotion with how often it was used, which the list does not count. */
export const promoQuery = (code: string) =>
  queryOptions({
    queryKey: ["promos", code],
    queryFn: ({ signal }) => get<Promo>(promoPath(code), signal),
  });

export const addPromo = (promo: NewPromo) => post<Promo>("/api/promos", promo);

/** Puts a promotion into another state; all else of it stays. */
export const setPromoState = (code: string, state: PromoState) =>
  put<Promo>(`${promoPath(code)}/state`, { state });

export const promoCouponsQuery = (code: string) =>
  queryOptions({
    queryKey: ["promos", code, "coupons"],
    queryFn: ({ signal }) =>
      get<List<Coupon>>(withQuery(`${promoPath(code)}/coupons`, { limit: 100 }), signal),
  });

export const makeCoupons = (code: string, made: { count: number; customer?: string }) =>
  post<List<IssuedCoupon>>(`${promoPath(code)}/coupons`, made);

export const stepCoupon = (code: string, what: "issue" | "revoke") =>
  post<IssuedCoupon>(`/api/coupons/${encodeURIComponent(code)}`, { do: what });
