package core

import (
	"context"
	"errors"
	"slices"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
)

// Spending is how a customer's points are spent.
type Spending struct {
	Customer people.Ordinal
	Points   loyalty.Points
	Reward   loyalty.RewardNumber // what for: its points are filled in; 0 is none
	Reason   string
	By       staff.Number
	Key      string // the caller's own: the same key twice is one entry; "" is none
}

// Redeem spends points: those that expire soonest first. It returns a conflict
// when there are not as many.
func (l *Loyalty) Redeem(ctx context.Context, given Spending) (loyalty.Entry, error) {
	var made loyalty.Entry
	if given.Reward != 0 && given.Points != 0 {
		return made, fault.Invalid("points", "are what the reward costs; give the reward or so many points, not both")
	}
	err := l.update(ctx, actionRedeem, func(t *tx) (err error) {
		known, again, err := t.doneBefore(given.Key, given.asks)
		if made = known; err != nil {
			return err
		}
		if again {
			return errNothingNew
		}
		if err := t.working("by", given.By); err != nil {
			return err
		}
		if given.Reward != 0 {
			reward, err := t.rewards.read(t.shop, t, uint64(given.Reward))
			if err != nil {
				return err
			}
			if reward.Ended {
				return fault.Conflict("reward", "%s is offered no more", t.rewards.code(uint64(given.Reward)))
			}
			given.Points = reward.Points
		}
		made = loyalty.Entry{Customer: given.Customer, Reward: given.Reward, Reason: people.Tidy(given.Reason), By: given.By, Key: ownKey(given.Key)}
		err = t.redeem(&made, given.Points)
		t.entry.Subject = t.entries.code(uint64(made.Number))
		return err
	})
	return made, unlessDone(err)
}

// asks reports whether spending asks for what an entry did: a reward costs what it
// cost then, and who is one with another since is she.
func (s *Spending) asks(t *tx, known *loyalty.Entry) (bool, error) {
	if known.Kind != loyalty.Redeem || known.Order != 0 || known.Reward != s.Reward || (s.Reward == 0 && known.Points != -s.Points) {
		return false, nil
	}
	return t.sameCustomer(known.Customer, s.Customer)
}

// sameCustomer reports whether two count as one.
func (t *tx) sameCustomer(one, other people.Ordinal) (bool, error) {
	if one == other {
		return true, nil
	}
	first, err := t.currently(t, one)
	if err != nil {
		return false, err
	}
	second, err := t.currently(t, other)
	return err == nil && first == second, err
}

// doneBefore finds the entry that a caller's own key made, whatever became since of
// what it was about. It is a conflict where the key is now said of something else,
// or where the entry was taken back: who sends it again must know.
func (t *tx) doneBefore(key string, asks func(*tx, *loyalty.Entry) (bool, error)) (known loyalty.Entry, done bool, err error) {
	if key == "" {
		return known, false, nil
	}
	var number uint64
	if err := t.codec.Get(t, entryKey(ownKey(key)), &number); err != nil {
		return known, false, unlessAbsent(err)
	}
	code := t.entries.code(number)
	if known, err = t.entries.read(t.shop, t, number); err != nil {
		return known, false, err
	}
	same, err := asks(t, &known)
	if err != nil {
		return known, false, err
	}
	if !same {
		return loyalty.Entry{}, false, fault.Conflict("key", "%q was used for another entry, %s", key, code)
	}
	for _, back := range []string{returnKey(code), takenBackKey(code)} {
		var by uint64
		err := t.codec.Get(t, entryKey(back), &by)
		if err == nil {
			return loyalty.Entry{}, false, fault.Conflict("key", "%q made %s, which was taken back by %s; give another key to do it anew", key, code, t.entries.code(by))
		}
		if err := unlessAbsent(err); err != nil {
			return known, false, err
		}
	}
	return known, true, nil
}

// unlessDone is nil where all had been done before.
func unlessDone(err error) error {
	if errors.Is(err, errNothingNew) {
		return nil
	}
	return err
}

// returnKey is the key of the entry that gives back what another one spent.
func returnKey(code string) string { return "return/" + code }

// ownKey keeps a caller's own key apart from those that name what an entry came
// from.
func ownKey(key string) string {
	if key == "" {
		return ""
	}
	return "key/" + key
}

// actionRedeem is how the journal calls spending of points.
const actionRedeem = "loyalty.redeem"

// redeem fills in and enters that a customer spends points.
func (t *tx) redeem(made *loyalty.Entry, points loyalty.Points) error {
	if points <= 0 || points > loyalty.MaxPoints {
		return fault.Invalid("points", "is not from 1 to %d", loyalty.MaxPoints)
	}
	if _, err := t.read(t, made.Customer); err != nil {
		return err
	}
	made.Kind, made.Points = loyalty.Redeem, -points
	if known, err := t.enteredBefore(made); err != nil || known {
		return err
	}
	past, err := t.past(made.Customer)
	if err != nil {
		return err
	}
	if has := past.lots.Balance(t.Today()); has < points {
		return tooFew(past.lots, t.Today(), points)
	}
	made.Moves, _ = past.lots.Take(points, t.Today())
	return t.enter(made)
}

// GiveBack takes spending back, whole: the points return to the lots that they
// came from. Of an order that is given back they return by themselves.
func (l *Loyalty) GiveBack(ctx context.Context, number loyalty.EntryNumber, reason string, by staff.Number) (loyalty.Entry, error) {
	var made loyalty.Entry
	err := l.update(ctx, "loyalty.return", func(t *tx) error {
		t.entry.Subject = t.entries.code(uint64(number))
		if err := t.working("by", by); err != nil {
			return err
		}
		spent, err := t.entries.read(t.shop, t, uint64(number))
		if err != nil {
			return err
		}
		if spent.Kind != loyalty.Redeem {
			return fault.Conflict("entry", "%s spent no points", t.entries.code(uint64(number)))
		}
		if spent.Order != 0 {
			return fault.Conflict("entry", "%s was for %s; give that back and its points return", t.entries.code(uint64(number)), Nota(spent.Order))
		}
		made = loyalty.Entry{Reason: people.Tidy(reason), By: by, Key: returnKey(t.entries.code(uint64(number)))}
		if _, err := t.Get(entryKey(made.Key)); err == nil {
			return fault.Conflict("entry", "%s was given back already", t.entries.code(uint64(number)))
		}
		return t.giveBack(&made, &spent, spent.Moves)
	})
	return made, err
}

// giveBack fills in and enters that spent points return; taken are the moves
// which took them, or a part of those.
func (t *tx) giveBack(made, spent *loyalty.Entry, taken loyalty.Lots) error {
	program, err := t.programme()
	if err != nil {
		return err
	}
	made.Kind, made.Customer, made.Order, made.Sale, made.Reverses = loyalty.RedeemReversal, spent.Customer, spent.Order, spent.Sale, spent.Number
	made.Returned = taken.Negated()
	made.Moves = loyalty.GiveBack(taken, t.Today(), program.Lasts(t.Today()))
	made.Points = made.Moves.Sum()
	if !slices.Equal(made.Moves, made.Returned) {
		made.Kind = loyalty.Reinstate
	}
	return t.enter(made)
}

// pay spends points on an order.
func (t *tx) pay(order *sale.Order, by staff.Number) error {
	if order.Points == 0 {
		return nil
	}
	return t.redeem(&loyalty.Entry{Customer: order.Customer, Order: order.Number, Sale: order.At, By: by}, loyalty.Points(order.Points))
}

// payBack returns the points that an order was paid with as it is given back:
// so many in all that their part is that of what was given back, rounded down,
// and all of them once nothing is left.
func (t *tx) payBackPoints(order *sale.Order) error {
	if order.Points == 0 {
		return nil
	}
	entries, err := t.entriesOf(t, order)
	if err != nil {
		return err
	}
	spent, left := loyalty.SpentOn(entries)
	due := loyalty.Points(order.PointsBack()) - (spent.Moves.Negated().Sum() - left.Negated().Sum())
	if spent.Number == 0 || due <= 0 {
		return nil
	}
	return t.giveBack(&loyalty.Entry{}, &spent, left.Part(due))
}

// tooFew refuses to take more points than somebody has on a day.
func tooFew(lots loyalty.Lots, today clock.Day, asked loyalty.Points) error {
	has, waiting := lots.Balance(today), lots.Waiting(today)
	if waiting > 0 {
		return fault.Conflict("points", "are %d; %d cannot be taken, and %d more wait to be released", has, asked, waiting)
	}
	return fault.Conflict("points", "are %d; %d cannot be taken", has, asked)
}
