package core

import (
	"context"
	"math"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// How much is missing to a tier is asked of the rule itself: about the customer
// as she would be, had she bought for so much by then, come so often or earned so
// many points. So whatever the rule counts
// by, its thresholds stand in it alone.

// TierStanding is a customer's tier, how long she has it, and what is missing.
type TierStanding struct {
	Tier   string // code, "" none
	Since  clock.Day
	Review clock.Day // then it is looked at; 0 never
	Until  clock.Day // the first day on which she may lose it, with the days of grace; 0 never
	Next   Toward    // the tier above
	Keep   Toward    // what keeps this one until then and longer, done before its own day
	Steps  []loyalty.TierStep
	By     loyalty.Tiers // what counts
}

// Toward is what is missing to a tier.
type Toward struct {
	Tier    string // code, "" none
	Missing int64  // by then, of what counts: minor units, points or visits; nothing when she has it
	Known   bool   // false where none reaches it

	From clock.Day // what she does earlier does not count for it; 0 where it counts from today on

	Before clock.Day // of what keeps a tier: done before this day it is enough; 0 where nothing is missing
	Later  int64     // and this much before Until, since by then more of what she did is forgotten; 0 where Missing is enough until then
}

// Standing returns a customer's tier and what is missing to the next, and to
// keep this one.
func (l *Loyalty) Standing(ctx context.Context, customer people.Ordinal) (TierStanding, error) {
	is, err := l.now(ctx, customer)
	if err != nil {
		return TierStanding{}, err
	}
	held := is.held
	found := TierStanding{By: is.by, Steps: is.steps, Tier: l.tierCode(uint32(held.Rank))}
	var now abi.Facts
	err = l.store.View(ctx, func(reader store.Reader) error {
		owed, err := l.unpaid(reader, is.root)
		if err != nil {
			return err
		}
		if now, err = l.paidFacts(reader, is.root, l.Today(), owed, is.by, is.by.From(l.Today())); err != nil {
			return err
		}
		now.Tier = uint32(held.Rank)
		return nil
	})
	if err != nil || l.rules.manifest("loyalty") == nil {
		return found, readable(err)
	}
	if found.Next, err = l.toward(ctx, now, l.Today(), held.Rank+1); err != nil || held.Rank < 2 {
		return found, err
	}
	found.Since, found.Review, found.Until = held.Since, held.Review, held.Review+clock.Day(found.By.Grace)
	return found, l.keeping(&is).keep(ctx, &found)
}

// keeping asks what keeps a tier: from the review of it, or today where that was,
// to the last day on which it can still be earned again.
type keeping struct {
	*Loyalty
	customer     people.Ordinal
	held         loyalty.Held
	by           loyalty.Tiers
	review, last clock.Day
}

func (l *Loyalty) keeping(is *tierNow) *keeping {
	review := max(l.Today(), is.held.Review)
	return &keeping{l, is.root, is.held, is.by, review, max(review, is.held.Review+clock.Day(is.by.Grace)-1)}
}

// on is what is missing on a day to keep the tier, if she does nothing until then.
func (k *keeping) on(ctx context.Context, day clock.Day) (Toward, error) {
	var row abi.Facts
	err := k.store.View(ctx, func(reader store.Reader) error {
		owed, err := k.unpaid(reader, k.customer)
		if err != nil {
			return err
		}
		row, err = k.paidFacts(reader, k.customer, day, owed, k.by, k.by.FromAt(day, k.held.Review))
		return err
	})
	if err != nil {
		return Toward{}, readable(err)
	}
	row.Tier = uint32(k.held.Rank)
	return k.toward(ctx, row, day, k.held.Rank)
}

// keep says what keeps a tier. Who has earned it again by its review keeps it
// until the next one. Who has not needs what is missing then; a part of what she
// did may be forgotten in the days of grace, and from then on she needs more.
func (k *keeping) keep(ctx context.Context, found *TierStanding) (err error) {
	if found.Keep, err = k.on(ctx, k.review); err != nil || !found.Keep.Known {
		return err
	}
	if found.Keep.Missing == 0 {
		found.Until = k.by.ReviewFrom(k.held.Review) + clock.Day(k.by.Grace)
		return nil
	}
	if first := k.by.FromAt(k.review, k.held.Review); first > k.Today() {
		found.Keep.From = first
	}
	return k.enough(ctx, &found.Keep)
}

// enough finds the days on which what is missing at the review is enough.
func (k *keeping) enough(ctx context.Context, least *Toward) error {
	last, err := k.on(ctx, k.last)
	if err != nil {
		return err
	}
	enough, more := k.review, k.last
	if last.Missing <= least.Missing && last.Known {
		enough = k.last
	} else if last.Known {
		least.Later = last.Missing
	}
	for enough < k.last && more-enough > 1 {
		middle := enough + (more-enough)/2
		there, err := k.on(ctx, middle)
		if err != nil {
			return err
		}
		if there.Known && there.Missing <= least.Missing {
			enough = middle
		} else {
			more = middle
		}
	}
	least.Before = enough + 1
	return nil
}

// toward finds the least of what counts that, done by a day, reaches a rank on it.
func (l *Loyalty) toward(ctx context.Context, base abi.Facts, day clock.Day, rank loyalty.Rank) (Toward, error) {
	found := Toward{Tier: l.tierCode(uint32(rank))}
	if found.Tier == "" || base.Kind != abi.KindExternal {
		return Toward{}, nil
	}
	low, high := int64(0), most(base.QualifyingBy)
	for {
		asked := between(low, high)
		rows := make([]abi.Facts, len(asked))
		for i, more := range asked {
			rows[i] = base
			did(&rows[i], more, day)
		}
		ranks, err := l.tiersOf(ctx, rows, day)
		if err != nil {
			return found, unlessSilent(err) // what is missing is not known then
		}
		at := 0
		for at < len(ranks) && ranks[at] < rank {
			at++
		}
		switch {
		case at == len(ranks):
			return found, nil // not for any sum
		case at == 0:
			found.Missing, found.Known = asked[0], true
			return found, nil
		case asked[at]-asked[at-1] <= 1:
			found.Missing, found.Known = asked[at], true
			return found, nil
		}
		low, high = asked[at-1], asked[at]
	}
}

// most is as much as anybody may be asked for.
func most(by uint32) int64 {
	if by == abi.QualifyingVisits {
		return math.MaxInt16
	}
	return int64(sale.MaxTotal)
}

// sums is how many sums a rule is asked about at once.
const sums = 64

// between returns sums from low to high, both among them, evenly apart.
func between(low, high int64) []int64 {
	list := []int64{low}
	step := max(1, (high-low)/sums)
	for amount := low + step; amount < high; amount += step {
		list = append(list, amount)
	}
	return append(list, high)
}

// did makes a row that of a customer who has done so much more of what counts
// on the day that it is as of. Nothing bought is no visit.
func did(row *abi.Facts, more int64, day clock.Day) {
	if more == 0 {
		return
	}
	row.Qualifying += more
	visits := uint32(1)
	switch row.QualifyingBy {
	case abi.QualifyingVisits:
		visits = uint32(more)
	case abi.QualifyingSpending:
		for _, net := range []*int64{&row.Net, &row.Net365, &row.NetTotal} {
			*net += more
		}
	}
	row.Orders, row.OrdersTotal = row.Orders+visits, row.OrdersTotal+visits
	if clock.Day(row.LastOrderDay) != day || row.QualifyingBy == abi.QualifyingVisits {
		row.Visits, row.VisitsTotal, row.Visits180 = row.Visits+visits, row.VisitsTotal+visits, row.Visits180+visits
	}
	row.LastOrderDay, row.LastVisitDay = int32(day), int32(day)
}
