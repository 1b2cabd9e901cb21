package core

import (
	"context"
	"errors"
	"time"
	"unicode/utf8"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/keyring"
)

// Hint is how a thing is unlocked while it is in the shop, such as "a Z, from
// the upper left", closed with a PIN that lies nowhere. It is forgotten when the
// thing goes back. No journal entry holds it; a backup does, closed.
type Hint struct {
	Asset people.AssetNumber `cbor:"1,keyasint"` // the thing; the same as in the key
	Lock  keyring.Lock       `cbor:"2,keyasint"` // the words, and what opens them
	At    time.Time          `cbor:"3,keyasint"` // when it was kept
}

// Limits of a hint and its PIN.
const (
	MaxHint = 200 // bytes
	MinPIN  = 6   // letters or digits
	MaxPIN  = 200 // bytes
)

func hintKey(asset people.AssetNumber) record.Key {
	return record.In(record.Meta).Text("hint").Uint64(uint64(asset))
}

// KeepHint closes how a thing is unlocked with a PIN, in the place of what was
// kept before. The journal tells that it was done, not what.
func (a *Assets) KeepHint(ctx context.Context, asset people.AssetNumber, words, pin string) (Hint, error) {
	words = people.Tidy(words)
	switch {
	case words == "" || len(words) > MaxHint:
		return Hint{}, fault.Invalid("hint", "is empty or longer than %d bytes", MaxHint)
	case utf8.RuneCountInString(pin) < MinPIN:
		return Hint{}, fault.Invalid("pin", "is shorter than %d letters or digits; choose a longer one", MinPIN)
	case len(pin) > MaxPIN:
		return Hint{}, fault.Invalid("pin", "is longer than %d bytes", MaxPIN)
	}
	if _, err := a.Get(ctx, asset); err != nil {
		return Hint{}, err
	}
	lock, err := keyring.Close(words, pin, a.assets.code(uint64(asset)))
	if err != nil {
		return Hint{}, err
	}
	kept := Hint{Asset: asset, Lock: lock, At: a.clock.Now()}
	return kept, a.update(ctx, "hint.keep", func(t *tx) error {
		t.entry.Subject = a.assets.code(uint64(asset))
		known, err := a.assets.read(a.shop, t, uint64(asset))
		if err != nil {
			return err
		}
		if known.Gone {
			return fault.Conflict("asset", "%s is with her no more; there is nothing to unlock", t.entry.Subject)
		}
		return t.codec.Put(t, hintKey(asset), &kept)
	})
}

// HintKept returns when a hint was kept for a thing, and false where there is
// none.
func (a *Assets) HintKept(ctx context.Context, asset people.AssetNumber) (at time.Time, kept bool, err error) {
	if _, err = a.Get(ctx, asset); err != nil {
		return at, false, err
	}
	found, err := a.hint(ctx, asset)
	if fault.KindOf(err) == fault.KindNotFound {
		return at, false, nil
	}
	return found.At, err == nil, err
}

// Hint opens how a thing is unlocked with its PIN, and notes in the journal that
// somebody did.
func (a *Assets) Hint(ctx context.Context, asset people.AssetNumber, pin string) (string, error) {
	found, err := a.hint(ctx, asset)
	if err != nil {
		return "", err
	}
	code := a.assets.code(uint64(asset))
	words, err := found.Lock.Open(pin, code)
	if errors.Is(err, keyring.ErrSecret) {
		return "", fault.Forbidden("pin", "is wrong; the hint of %s stays closed", code)
	}
	if err != nil {
		return "", readable(err)
	}
	return words, a.update(ctx, "hint.open", func(t *tx) error {
		t.entry.Subject = code
		return nil
	})
}

func (a *Assets) hint(ctx context.Context, asset people.AssetNumber) (found Hint, err error) {
	err = a.store.View(ctx, func(reader store.Reader) error { return a.codec.Get(reader, hintKey(asset), &found) })
	if errors.Is(err, store.ErrNotFound) {
		return found, fault.NotFound("hint", "none is kept for %s", a.assets.code(uint64(asset)))
	}
	return found, readable(err)
}

// ForgetHint forgets how a thing is unlocked. Nothing brings it back.
func (a *Assets) ForgetHint(ctx context.Context, asset people.AssetNumber) error {
	if _, err := a.hint(ctx, asset); err != nil {
		return err
	}
	return a.update(ctx, "hint.forget", func(t *tx) error {
		t.entry.Subject = a.assets.code(uint64(asset))
		return t.Delete(hintKey(asset))
	})
}

// followAsset forgets how a thing is unlocked that its owner has no more.
func (t *tx) followAsset(before, after *people.Asset) error {
	if before != nil && (after == nil || after.Gone) {
		return t.Delete(hintKey(before.Number))
	}
	return nil
}

// handBack forgets how an order's thing is unlocked, unless another order keeps
// the thing in the shop.
func (t *tx) handBack(order *sale.Order) error {
	if order.Asset == 0 {
		return nil
	}
	numbers, _, err := page{Limit: maxOfOne, Back: true}.read(t, inList(listOrdersAbout).Uint64(uint64(order.Asset)))
	if err != nil {
		return err
	}
	known, err := t.workshop(t)
	if err != nil {
		return err
	}
	for _, number := range numbers {
		other, err := t.orders.read(t.shop, t, number)
		if err != nil {
			return err
		}
		if other.Number != order.Number && keepsThing(&other, known.Flow) {
			return nil
		}
	}
	return t.Delete(hintKey(people.AssetNumber(order.Asset)))
}

// keepsThing reports whether an order is worked on, or waits to be fetched.
func keepsThing(order *sale.Order, flow sale.Flow) bool {
	state := flow.Find(order.Status)
	return state != nil && state.Stage != sale.Cancelled && order.Void == nil && order.TakenAt.IsZero()
}
