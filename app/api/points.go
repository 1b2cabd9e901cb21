package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
)

// Reward is something that customers get for points.
type Reward struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	Points int64  `json:"points"`
	Note   string `json:"note"`
	Ended  bool   `json:"ended" doc:"it is offered no more"`
}

// NewReward is what the form of a reward sends.
type NewReward struct {
	Name   string `json:"name" maxLength:"200"`
	Points int64  `json:"points"`
	Note   string `json:"note,omitempty"`
	Ended  bool   `json:"ended,omitempty"`
}

// PointsStep is one thing done to a customer's points: redeem spends them,
// adjust corrects them.
type PointsStep struct {
	Do      string `json:"do" enum:"redeem,adjust"`
	Points  int64  `json:"points,omitempty" doc:"how many; of adjust below zero to take; none with a reward"`
	Reward  string `json:"reward,omitempty" doc:"of redeem: code of what they are spent on"`
	Expires string `json:"expires,omitempty" doc:"of adjust: the first day on which those that are given are gone"`
	Reason  string `json:"reason,omitempty" doc:"needed of adjust"`
	By      string `json:"by,omitempty"`
	Key     string `json:"key,omitempty" doc:"the same key twice is one entry"`
}

func (s *service) pointOperations(api huma.API) {
	huma.Get(api, "/api/loyalty", func(ctx context.Context, _ *everything) (*out[loyalty.Program], error) {
		known, err := s.engine.Loyalty.Program(ctx)
		return &out[loyalty.Program]{known}, answer(err)
	})
	huma.Put(api, "/api/loyalty", func(ctx context.Context, in *struct{ Body loyalty.Program }) (*out[loyalty.Program], error) {
		err := s.engine.Loyalty.SetProgram(ctx, in.Body)
		return &out[loyalty.Program]{in.Body}, answer(err)
	})
	huma.Post(api, "/api/customers/{ref}/points", func(ctx context.Context, in *struct {
		RefInput
		Body PointsStep
	},
	) (*out[LedgerEntry], error) {
		made, err := StepPoints(ctx, s.engine, in.Ref, in.Body)
		return &out[LedgerEntry]{made}, answer(err)
	})
	huma.Post(api, "/api/entries/{code}/return", func(ctx context.Context, in *struct {
		CodeInput
		Body struct {
			Reason string `json:"reason,omitempty"`
			By     string `json:"by,omitempty"`
		}
	},
	) (*out[LedgerEntry], error) {
		made, err := ReturnPoints(ctx, s.engine, in.Code, in.Body.Reason, in.Body.By)
		return &out[LedgerEntry]{made}, answer(err)
	})
	s.statementOperations(api)
	s.liabilityOperations(api)
	s.presetOperations(api)
	s.rewardOperations(api)
	s.promoOperations(api)
	s.tierOperations(api)
}

func (s *service) rewardOperations(api huma.API) {
	huma.Get(api, "/api/rewards", func(ctx context.Context, in *struct {
		Ended bool `query:"ended" doc:"those that are offered no more, too"`
	},
	) (*out[[]Reward], error) {
		all, err := s.engine.Loyalty.Rewards(ctx, in.Ended)
		return &out[[]Reward]{Shown(s.engine, all, RewardOf)}, answer(err)
	})
	huma.Post(api, "/api/rewards", func(ctx context.Context, in *struct{ Body NewReward }) (*created[Reward], error) {
		made, err := s.engine.Loyalty.AddReward(ctx, in.Body.reward())
		return &created[Reward]{http.StatusCreated, RewardOf(s.engine, &made)}, answer(err)
	})
	huma.Put(api, "/api/rewards/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body NewReward
	},
	) (*out[Reward], error) {
		number, err := s.engine.NumberOf("reward", in.Code)
		if err != nil {
			return nil, answer(err)
		}
		given := in.Body.reward()
		changed, err := s.engine.Loyalty.EditReward(ctx, loyalty.RewardNumber(number), func(known *loyalty.Reward) { *known = given })
		return &out[Reward]{RewardOf(s.engine, &changed)}, answer(err)
	})
}

func (n *NewReward) reward() loyalty.Reward {
	return loyalty.Reward{Name: n.Name, Points: loyalty.Points(n.Points), Note: n.Note, Ended: n.Ended}
}

// RewardOf shows a reward.
func RewardOf(engine *core.Engine, one *loyalty.Reward) Reward {
	return Reward{engine.CodeOf("reward", uint64(one.Number)), one.Name, int64(one.Points), one.Note, one.Ended}
}

// StepPoints spends or corrects a customer's points.
func StepPoints(ctx context.Context, engine *core.Engine, ref string, step PointsStep) (LedgerEntry, error) {
	customer, err := engine.People.Find(ctx, ref)
	if err != nil {
		return LedgerEntry{}, err
	}
	by, err := StaffOf(ctx, engine, "by", step.By)
	if err != nil {
		return LedgerEntry{}, err
	}
	var made loyalty.Entry
	if step.Do == "adjust" {
		given := core.Adjustment{Customer: customer.Ordinal, Points: loyalty.Points(step.Points), Reason: step.Reason, By: by, Key: step.Key}
		if step.Expires != "" {
			if given.Expires, err = clock.ParseDay(step.Expires); err != nil {
				return LedgerEntry{}, about("expires", err)
			}
		}
		made, err = engine.Loyalty.Adjust(ctx, given)
		return ledgerEntry(engine, &made), err
	}
	reward, err := optional(engine, "reward", "reward", step.Reward)
	if err != nil {
		return LedgerEntry{}, err
	}
	made, err = engine.Loyalty.Redeem(ctx, core.Spending{
		Customer: customer.Ordinal, Points: loyalty.Points(step.Points), Reward: loyalty.RewardNumber(reward), Reason: step.Reason, By: by, Key: step.Key,
	})
	return ledgerEntry(engine, &made), err
}

// ReturnPoints gives back what an entry spent.
func ReturnPoints(ctx context.Context, engine *core.Engine, code, reason, by string) (LedgerEntry, error) {
	number, err := engine.NumberOf("entry", code)
	if err != nil {
		return LedgerEntry{}, err
	}
	who, err := StaffOf(ctx, engine, "by", by)
	if err != nil {
		return LedgerEntry{}, err
	}
	made, err := engine.Loyalty.GiveBack(ctx, loyalty.EntryNumber(number), reason, who)
	return ledgerEntry(engine, &made), err
}
