package core

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

// Adjustment is a correction of somebody's points.
type Adjustment struct {
	Customer people.Ordinal
	Points   loyalty.Points // to give, or below zero to take
	Expires  clock.Day      // the first day on which those that are given are gone; 0 never
	Reason   string
	By       staff.Number
	Key      string // the caller's own: the same key twice is one entry; "" is none
}

// Adjust corrects a customer's points, with a reason. It takes no more than
// she has.
func (l *Loyalty) Adjust(ctx context.Context, given Adjustment) (loyalty.Entry, error) {
	var made loyalty.Entry
	err := l.update(ctx, actionAdjust, func(t *tx) (err error) {
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
		made, err = t.adjust(given)
		t.entry.Subject = t.entries.code(uint64(made.Number))
		return err
	})
	return made, unlessDone(err)
}

// asks reports whether a correction asks for what an entry did.
func (a *Adjustment) asks(t *tx, known *loyalty.Entry) (bool, error) {
	if known.Kind != loyalty.Adjust || known.Points != a.Points || known.Expires != a.Expires {
		return false, nil
	}
	return t.sameCustomer(known.Customer, a.Customer)
}

// actionAdjust is how the journal calls a correction of points.
const actionAdjust = "loyalty.adjust"

func (t *tx) adjust(given Adjustment) (loyalty.Entry, error) {
	made := loyalty.Entry{
		Kind: loyalty.Adjust, Customer: given.Customer, Points: given.Points, Expires: given.Expires,
		Reason: people.Tidy(given.Reason), By: given.By, Key: ownKey(given.Key),
	}
	switch {
	case given.Points == 0:
		return made, fault.Invalid("points", "is nothing; say how many to give, or to take as -5")
	case made.Reason == "":
		return made, fault.Invalid("reason", "is empty; points are not corrected without a reason")
	case given.Points < 0 && given.Expires != 0:
		return made, fault.Invalid("points", "are taken away, so leave the day on which they expire out")
	case given.Expires != 0 && given.Expires <= t.Today():
		return made, fault.Invalid("expires", "is no day to come")
	}
	who, err := t.read(t, given.Customer)
	if err != nil {
		return made, err
	}
	if who.Kind == people.Internal && given.Points > 0 {
		return made, fault.Conflict("customer", "%s is one of the shop's own, who collect no points", Code(given.Customer))
	}
	if known, err := t.enteredBefore(&made); err != nil || known {
		return made, err
	}
	past, err := t.past(given.Customer)
	if err != nil {
		return made, err
	}
	if given.Points < 0 {
		if has := past.lots.Balance(t.Today()); has < -given.Points {
			return made, tooFew(past.lots, t.Today(), -given.Points)
		}
		made.Moves, _ = past.lots.Take(-given.Points, t.Today())
	}
	err = t.enter(&made)
	return made, err
}

// unadjust takes a correction back by another one. What was given can be taken
// back as long as it is there.
func (l *Loyalty) unadjust(ctx context.Context, number loyalty.EntryNumber) error {
	return l.update(ctx, actionAdjust, func(t *tx) error {
		t.entry.Subject = t.entries.code(uint64(number))
		wrong, err := t.entries.read(t.shop, t, uint64(number))
		if err != nil {
			return err
		}
		past, err := t.past(wrong.Customer)
		if err != nil {
			return err
		}
		moves := wrong.Lots(t.zone).Negated()
		if past.lots.Plus(moves).Owed().Sum() < past.lots.Owed().Sum() {
			return fault.Conflict("entry", "%s gave points that were spent since", t.entries.code(uint64(number)))
		}
		err = t.enter(&loyalty.Entry{
			Kind: loyalty.Adjust, Customer: wrong.Customer, Points: moves.Sum(), Moves: moves, Reason: reasonUndo, Reverses: number,
			Key: takenBackKey(t.entries.code(uint64(number))),
		})
		return err
	})
}

// bonus gives points that no order earned, once for a key; one that was taken
// back can be given once more.
func (t *tx) bonus(given loyalty.Entry) (bool, error) {
	if given.Points == 0 {
		return false, nil
	}
	known, key, err := t.bonusFor(given.Key)
	if err != nil || known.Number != 0 {
		return false, err
	}
	given.Kind, given.Key = loyalty.PromoAccrue, key
	err = t.enter(&given)
	return err == nil, err
}

// bonusFor reads the bonus that was given for a key and not taken back, perhaps
// when it was another number of points. Where there is none its Number is 0, and
// next is the key of the one to be given.
func (t *tx) bonusFor(key string) (known loyalty.Entry, next string, err error) {
	for next = key; ; {
		var number uint64
		err := t.codec.Get(t, entryKey(next), &number)
		if errors.Is(err, store.ErrNotFound) {
			return loyalty.Entry{}, next, nil
		}
		if err != nil {
			return known, next, err
		}
		code := t.entries.code(number)
		if _, err := t.Get(entryKey(takenBackKey(code))); errors.Is(err, store.ErrNotFound) {
			known, err = t.entries.read(t.shop, t, number)
			return known, next, err
		} else if err != nil {
			return known, next, err
		}
		next = key + "/" + code
	}
}

// takenBackKey is the key of the entry that takes another one back.
func takenBackKey(code string) string { return "undo/" + code }
