package core

import (
	"context"

	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

func rewardShelf() *shelf[loyalty.Reward] {
	return &shelf[loyalty.Reward]{
		space: record.Rewards, word: "reward", mark: "H-", digits: 4,
		number: func(r *loyalty.Reward) uint64 { return uint64(r.Number) },
		give:   func(r *loyalty.Reward, number uint64) { r.Number = loyalty.RewardNumber(number) },
		check:  (*loyalty.Reward).Check,
		free: func(t *tx, one *loyalty.Reward) error {
			return t.rewards.refuseNeeded(t, uint64(one.Number), "been given", entriesOn(one.Number))
		},
	}
}

// AddReward offers something for points; Number is filled in.
func (l *Loyalty) AddReward(ctx context.Context, given loyalty.Reward) (loyalty.Reward, error) {
	if err := given.Check(); err != nil {
		return given, err
	}
	err := l.update(ctx, "reward.add", func(t *tx) error { return t.rewards.addNext(t, &given) })
	return given, err
}

// EditReward changes a reward. What was spent on it stays as it was.
func (l *Loyalty) EditReward(ctx context.Context, number loyalty.RewardNumber, edit func(*loyalty.Reward)) (loyalty.Reward, error) {
	var changed loyalty.Reward
	err := l.update(ctx, "reward.edit", func(t *tx) (err error) {
		t.entry.Subject = t.rewards.code(uint64(number))
		if changed, err = t.rewards.read(t.shop, t, uint64(number)); err != nil {
			return err
		}
		edit(&changed)
		changed.Number = number
		if err := changed.Check(); err != nil {
			return err
		}
		return t.rewards.put(t, &changed)
	})
	return changed, err
}

// Rewards returns all rewards, those that are offered no more too when ended.
func (l *Loyalty) Rewards(ctx context.Context, ended bool) ([]loyalty.Reward, error) {
	var all []loyalty.Reward
	err := l.store.View(ctx, func(reader store.Reader) error {
		for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Rewards)}) {
			if err != nil {
				return err
			}
			var one loyalty.Reward
			if err := l.codec.Unmarshal(kv.Key, kv.Value, &one); err != nil {
				return err
			}
			if ended || !one.Ended {
				all = append(all, one)
			}
		}
		return nil
	})
	return all, readable(err)
}
