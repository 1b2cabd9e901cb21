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
	Keep   Toward    // what keeps this one until then and longer, done before Until
	Steps  []loyalty.TierStep
	By     loyalty.Tiers // what counts
}

// Toward is what is missing to a tier.
type Toward struct {
	Tier    string // code, "" none
	Missing int64  // by then, of what counts: minor units, points or visits; nothing when she has it
	Known   bool   // false where none reaches it

	From clock.Day // what she does earlier does not count for it; 0 where it counts from today on
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
	var (
		now   abi.Facts
		keeps keeping
	)
	err = l.store.View(ctx, func(reader store.Reader) error {
		owed, err := l.unpaid(reader, is.root)
		if err != nil {
			return err
		}
		if now, err = l.paidFacts(reader, is.root, l.Today(), owed, is.by, is.by.From(l.Today())); err != nil {
			return err
		}
		now.Tier = uint32(held.Rank)
		keeps, err = l.keeping(reader, is.root, owed, held, is.by)
		return err
	})
	if err != nil || l.rules.manifest("loyalty") == nil {
		return found, readable(err)
	}
	if found.Next, err = l.toward(ctx, now, l.Today(), held.Rank+1); err != nil || held.Rank < 2 {
		return found, err
	}
	found.Since, found.Review, found.Until = held.Since, held.Review, held.Review+clock.Day(found.By.Grace)
	return found, l.keep(ctx, &found, keeps, held)
}

// keeping is a customer as she will be at the review of her tier, and on the last
// day on which she can still earn it again, if she does nothing until then.
type keeping struct {
	review, last     clock.Day
	atReview, atLast abi.Facts
}

func (s *shop) keeping(reader store.Reader, customer people.Ordinal, owed []sale.Order, held loyalty.Held, by loyalty.Tiers) (found keeping, err error) {
	found.review = max(s.Today(), held.Review)
	found.last = max(found.review, held.Review+clock.Day(by.Grace)-1)
	if found.atReview, err = s.paidFacts(reader, customer, found.review, owed, by, by.FromAt(found.review, held.Review)); err != nil {
		return found, err
	}
	found.atLast, err = s.paidFacts(reader, customer, found.last, owed, by, by.FromAt(found.last, held.Review))
	found.atReview.Tier, found.atLast.Tier = uint32(held.Rank), uint32(held.Rank)
	return found, err
}

// keep says what keeps a tier. Who has earned it again by its review keeps it
// until the next one. Of who has not, more may be forgotten until her last day:
// what is enough then is enough on any day before.
func (l *Loyalty) keep(ctx context.Context, found *TierStanding, at keeping, held loyalty.Held) (err error) {
	if found.Keep, err = l.toward(ctx, at.atReview, at.review, held.Rank); err != nil || !found.Keep.Known {
		return err
	}
	if found.Keep.Missing == 0 {
		found.Until = found.By.ReviewFrom(held.Review) + clock.Day(found.By.Grace)
		return nil
	}
	if found.Keep, err = l.toward(ctx, at.atLast, at.last, held.Rank); err != nil {
		return err
	}
	if first := found.By.FromAt(at.review, held.Review); first > l.Today() {
		found.Keep.From = first
	}
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
