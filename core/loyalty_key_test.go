package core_test

import (
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
)

// A till that lost its answer asks again under the same key, perhaps a day later.
func TestARetryGetsTheFirstAnswerWhateverBecameOfItsReward(t *testing.T) {
	for what, happens := range map[string]func(*purse, loyalty.RewardNumber) core.Spending{
		"it costs more now": func(b *purse, reward loyalty.RewardNumber) core.Spending {
			b.must(b.Loyalty.EditReward(b.ctx(), reward, func(one *loyalty.Reward) { one.Points = 80 }))
			return core.Spending{Customer: b.who, Reward: reward, Key: "klik"}
		},
		"it is offered no more": func(b *purse, reward loyalty.RewardNumber) core.Spending {
			b.must(b.Loyalty.EditReward(b.ctx(), reward, func(one *loyalty.Reward) { one.Ended = true }))
			return core.Spending{Customer: b.who, Reward: reward, Key: "klik"}
		},
		"she is one with another": func(b *purse, reward loyalty.RewardNumber) core.Spending {
			other := add(b.t, b.Engine, "Sri W.")
			b.must(b.People.Merge(b.ctx(), other, b.who, nil, false))
			return core.Spending{Customer: other, Reward: reward, Key: "klik"}
		},
	} {
		t.Run(what, func(t *testing.T) {
			b := newPurse(t, "2026-03-14", loyalty.Program{})
			b.give(100, "2027-01-01")
			reward := must[loyalty.Reward](t)(b.Loyalty.AddReward(b.ctx(), loyalty.Reward{Name: "Payung", Points: 60}))
			first := must[loyalty.Entry](t)(b.Loyalty.Redeem(b.ctx(), core.Spending{Customer: b.who, Reward: reward.Number, Key: "klik"}))
			asked := happens(b, reward.Number)
			again, err := b.Loyalty.Redeem(b.ctx(), asked)
			if err != nil || again.Number != first.Number || again.Points != -60 {
				t.Errorf("the retry is %+v, %v; want %+v", again, err, first)
			}
			if has := b.points(asked.Customer); has != 40 {
				t.Errorf("she has %d points, want 40", has)
			}
			asked.Reward++
			if _, err := b.Loyalty.Redeem(b.ctx(), asked); fault.KindOf(err) != fault.KindConflict || fault.As(err).Field != "key" {
				t.Errorf("the same key for another reward: %v", err)
			}
			sound(t, b.Engine)
		})
	}
}

func TestARetryOfWhatWasTakenBackSaysSo(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{})
	b.give(100, "2027-01-01")
	asked := core.Spending{Customer: b.who, Points: 30, Key: "klik"}
	spent := must[loyalty.Entry](t)(b.Loyalty.Redeem(b.ctx(), asked))
	back := must[loyalty.Entry](t)(b.Loyalty.GiveBack(b.ctx(), spent.Number, "batal", 0))
	_, err := b.Loyalty.Redeem(b.ctx(), asked)
	if fault.KindOf(err) != fault.KindConflict || !strings.Contains(err.Error(), "taken back by "+b.CodeOf("entry", uint64(back.Number))) {
		t.Errorf("a retry of what was taken back: %v", err)
	}
	b.has(100)
}

func TestARetryOfACorrectionGetsTheFirstAnswer(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{})
	asked := core.Adjustment{Customer: b.who, Points: 20, Expires: dayOf(t, "2026-03-20"), Reason: "maaf", Key: "klik"}
	first := must[loyalty.Entry](t)(b.Loyalty.Adjust(b.ctx(), asked))
	b.goTo("2026-03-25")
	if again, err := b.Loyalty.Adjust(b.ctx(), asked); err != nil || again.Number != first.Number {
		t.Errorf("after its day: %+v, %v", again, err)
	}
	asked.Customer = add(t, b.Engine, "Tuti")
	if _, err := b.Loyalty.Adjust(b.ctx(), asked); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("the same key for another customer: %v", err)
	}
}
