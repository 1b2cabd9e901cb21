package core

import (
	"context"
	"fmt"
	"slices"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// A review asks the rule which tier a customer earns by what she did up to the
// day of the review, and not up to the day on which the computer was on again.

// ReviewTiers looks at the tiers whose day has come and says how many changed.
// It costs one look at a list when none is due, and does up to limit customers,
// 0 for all.
func (l *Loyalty) ReviewTiers(ctx context.Context, limit int) (changed int, err error) {
	for {
		due, err := l.due(ctx, limit)
		if err != nil || len(due) == 0 {
			return changed, err
		}
		more, err := l.review(ctx, due)
		if changed += more; err != nil || limit > 0 {
			return changed, err
		}
	}
}

// dueTier is a tier that is looked at on a day.
type dueTier struct {
	customer people.Ordinal
	day      clock.Day
	review   clock.Day    // since which she has to earn it again
	rank     loyalty.Rank // that she has
}

// due are the tiers to be looked at until today, the oldest day first.
func (l *Loyalty) due(ctx context.Context, limit int) ([]dueTier, error) {
	var found []dueTier
	if limit == 0 || limit > abi.MaxRows {
		limit = abi.MaxRows
	}
	err := l.store.View(ctx, func(reader store.Reader) error {
		found = nil
		picked := store.Range{Prefix: inList(listReviews), To: reviewsOn(l.Today() + 1), KeyOnly: true, Limit: limit}
		for kv, err := range reader.Range(picked) {
			if err != nil {
				return err
			}
			customer := people.Ordinal(record.Tail64(kv.Key))
			known, err := l.standings.read(l.shop, reader, uint64(customer))
			if err != nil {
				return err
			}
			found = append(found, dueTier{customer, known.Look, known.Review, l.rankOf(known.Tier)})
		}
		return nil
	})
	return found, readable(err)
}

// review asks the rule about each on her day, a batch for each day, and moves
// the tiers.
func (l *Loyalty) review(ctx context.Context, due []dueTier) (changed int, err error) {
	for len(due) > 0 {
		day := due[0].day
		some := slices.Clone(due[:0])
		for len(due) > 0 && due[0].day == day {
			some, due = append(some, due[0]), due[1:]
		}
		earned, err := l.earnedOn(ctx, some, day)
		if err != nil {
			return changed, err
		}
		for slice := range slices.Chunk(some, membersAtOnce) {
			more, err := l.reviewSome(ctx, slice, day, earned[:len(slice)])
			if changed += more; err != nil {
				return changed, err
			}
			earned = earned[len(slice):]
		}
	}
	return changed, nil
}

// earnedOn asks the rule which tier each customer earns by what she did up to a
// day. Who is refused, or was merged into another, keeps hers.
func (l *Loyalty) earnedOn(ctx context.Context, all []dueTier, day clock.Day) ([]loyalty.Rank, error) {
	rows := make([]abi.Facts, len(all))
	err := l.store.View(ctx, func(reader store.Reader) error {
		program, err := l.program(reader)
		if err != nil {
			return err
		}
		by := program.Keeps()
		for i, one := range all {
			owed, err := l.unpaid(reader, one.customer)
			if err != nil {
				return err
			}
			if rows[i], err = l.paidFacts(reader, one.customer, day, owed, by, by.FromAt(day, one.review)); err != nil {
				return err
			}
			if one.rank != 0 {
				rows[i].Tier = uint32(one.rank)
			}
		}
		return nil
	})
	if err != nil {
		return nil, readable(err)
	}
	return l.tiersOf(ctx, rows, day)
}

// tiersOf asks the rule for the tier of each row, with no order.
func (s *shop) tiersOf(ctx context.Context, rows []abi.Facts, day clock.Day) ([]loyalty.Rank, error) {
	rule, err := s.rules.answering(ctx, "loyalty")
	if err != nil {
		return nil, err
	}
	page := make([]byte, len(rows)*abi.FactsSize)
	for i := range rows {
		rows[i].Put(page[i*abi.FactsSize:])
	}
	answer, err := rule.Loyalty(ctx, &abi.Batch{Header: s.header(int32(day), s.business.Window), Facts: [][]byte{page}, Config: rule.config})
	if err != nil {
		return nil, err
	}
	ranks := make([]loyalty.Rank, len(rows))
	for i, row := range answer.Rows {
		ranks[i] = loyalty.Rank(row.Tier)
	}
	for _, refused := range answer.Refused {
		ranks[refused.Row] = loyalty.Rank(rows[refused.Row].Tier)
	}
	return ranks, nil
}

func (l *Loyalty) reviewSome(ctx context.Context, some []dueTier, day clock.Day, earned []loyalty.Rank) (changed int, err error) {
	err = l.update(ctx, "loyalty.review", func(t *tx) error {
		changed = 0
		t.entry.Subject = fmt.Sprint(len(some), " tiers")
		for i, one := range some {
			moved, err := t.reviewOne(one, day, earned[i])
			if err != nil {
				return err
			}
			if moved {
				changed++
			}
		}
		return nil
	})
	return changed, err
}

func (t *tx) reviewOne(one dueTier, day clock.Day, earned loyalty.Rank) (bool, error) {
	known, err := t.standings.read(t.shop, t, uint64(one.customer))
	if err != nil || known.Look != day {
		return false, err // somebody was here before
	}
	program, err := t.programme()
	if err != nil {
		return false, err
	}
	by := program.Keeps()
	was, steps, err := t.held(t, one.customer, by)
	if err != nil {
		return false, err
	}
	return t.holdOn(one.customer, was, was.On(day, min(earned, was.Rank), 0, by), steps, by, day)
}

// holdOn is hold for a change that belongs to a day that is past.
func (t *tx) holdOn(customer people.Ordinal, was, is loyalty.Held, steps []loyalty.TierStep, by loyalty.Tiers, day clock.Day) (bool, error) {
	if err := t.hold(customer, was, is, steps, by, loyalty.WhyReviewed, 0); err != nil {
		return false, err
	}
	known, err := t.standings.read(t.shop, t, uint64(customer))
	if err != nil {
		return false, err
	}
	known.Look = 0
	if is.Rank >= 2 {
		known.Look = is.Look(day, by)
	}
	if was.Rank != is.Rank {
		known.Steps[0].Day = day
	}
	if !is.Same(was) && len(known.Was) > 0 {
		known.Was[0].Day = day
	}
	return was.Rank != is.Rank, t.standings.putUnnoted(t, &known)
}

// reviewHer looks at a customer's tier, where its day has come, before
// something else happens to it.
func (s *shop) reviewHer(ctx context.Context, customer people.Ordinal) error {
	l := &Loyalty{s}
	for {
		due, back, err := l.dueOf(ctx, customer)
		switch {
		case err != nil:
			return unlessAbsent(err) // who is not there is told by what follows
		case back:
			err = l.turnBackSome(ctx, []people.Ordinal{due.customer})
		case due.day == 0:
			return nil
		default:
			_, err = l.review(ctx, []dueTier{due})
		}
		if err != nil {
			return unlessSilent(err) // the review waits for its next day
		}
	}
}

// dueOf is a customer's tier where its day has come; back says that it was
// changed on a day that is yet to come.
func (l *Loyalty) dueOf(ctx context.Context, customer people.Ordinal) (due dueTier, back bool, err error) {
	err = l.store.View(ctx, func(reader store.Reader) error {
		due, back = dueTier{}, false
		root, err := l.currently(reader, customer)
		if err != nil {
			return err
		}
		due.customer = root
		known, err := l.standings.read(l.shop, reader, uint64(root))
		if err != nil {
			return err
		}
		ahead, err := l.isAhead(reader)
		if back = ahead && known.Rewind(l.Today()); back || err != nil {
			return err
		}
		if known.Look != 0 && known.Look <= l.Today() {
			due = dueTier{root, known.Look, known.Review, l.rankOf(known.Tier)}
		}
		return nil
	})
	return due, back, readable(err)
}
