package core

import (
	"context"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Loyalty is the chapter of points and tiers. The loyalty rule proposes; the
// ledger here is what holds.
type Loyalty struct{ *shop }

// ledgerKey is where what an order earned first lies.
func ledgerKey(order *sale.Order) record.Key {
	return ledgerOf(order.Customer).Time(order.At).Uint64(uint64(order.Number)).Byte(1)
}

func ledgerOf(customer people.Ordinal) record.Key {
	return record.In(record.Ledger).Uint32(uint32(customer))
}

// Statement is a customer's points on a day.
type Statement struct {
	Points   loyalty.Points // that can be spent
	Pending  loyalty.Points // that will be
	Tier     string         // code, "" none
	Expiring loyalty.Lots
	Entries  []loyalty.Entry // newest first
}

// Statement returns a customer's balance and ledger as of an instant; entries
// of later are left out. limit bounds the entries, 0 is all.
func (l *Loyalty) Statement(ctx context.Context, customer people.Ordinal, at time.Time, limit int) (Statement, error) {
	var found Statement
	day := clock.DayOf(at, l.zone)
	err := l.store.View(ctx, func(reader store.Reader) error {
		all, err := l.ledger(reader, customer, at)
		if err != nil {
			return err
		}
		lots := loyalty.Fold(all, l.zone)
		found.Points, found.Pending, found.Expiring = lots.Balance(day), lots.Waiting(day), lots.Expiring(day)
		slices.Reverse(all)
		found.Entries = all
		if limit > 0 {
			found.Entries = all[:min(limit, len(all))]
		}
		return nil
	})
	if err != nil {
		return found, readable(err)
	}
	is, err := l.now(ctx, customer)
	found.Tier = l.tierCode(uint32(is.held.Rank))
	return found, err
}

func (s *shop) tierCode(position uint32) string {
	if manifest := s.rules.manifest("loyalty"); manifest != nil {
		return manifest.TierAt(position).Code
	}
	return ""
}

// TierName returns the name of a tier in both languages, "" for none.
func (l *Loyalty) TierName(code string) (id, en string) {
	if manifest := l.rules.manifest("loyalty"); manifest != nil {
		for _, tier := range manifest.Tiers {
			if tier.Code == code {
				return tier.Name.ID, tier.Name.EN
			}
		}
	}
	return "", ""
}

// ReasonOf renders why an order that was taken brought the points that it did:
// the rule is asked about what is paid with money, so what is owed, or was paid
// with points, is a reason of the shop's and not of the rule's.
func (l *Loyalty) ReasonOf(placed *Placed) (id, en string) {
	switch order := &placed.Order; {
	case placed.Award.Fault != nil || l.rules.manifest("loyalty") == nil:
	case order.Unearned:
		return "Sebagian dibayar dengan poin, jadi pesanan ini tidak menambah poin.", "Points paid a part of it, so this order earns none."
	case order.Owed() > 0:
		return "Poin dihitung setelah lunas.", "Points are counted once it is paid in full."
	}
	return l.Reason(placed.Award.Rule, placed.Award.Text, placed.Award.Args)
}

// Reason renders the reason of an award or entry in both languages, "" for
// none. rule is the id of the one that gave it: texts are positions in its
// manifest, which is kept also when the rule was removed.
func (l *Loyalty) Reason(rule string, text uint32, args [4]int64) (id, en string) {
	if words := l.rules.wordsOf(rule); words != nil {
		return l.reason(words, text, args)
	}
	return "", ""
}
