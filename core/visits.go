package core

import (
	"context"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

func visitShelf() *shelf[care.Visit] {
	return &shelf[care.Visit]{
		space: record.Visits, word: "visit", mark: "V-", digits: 5,
		number: func(v *care.Visit) uint64 { return uint64(v.Number) },
		give:   func(v *care.Visit, number uint64) { v.Number = care.VisitNumber(number) },
		check:  (*care.Visit).Check,
		keys: func(v *care.Visit) []record.Key {
			number := uint64(v.Number)
			keys := []record.Key{inList(listVisits).TimeDescending(v.At).Uint64(number)}
			if v.Customer != 0 {
				keys = append(keys, visitsOf(v.Customer).TimeDescending(v.At).Uint64(number))
			}
			return keys
		},
	}
}

func visitsOf(customer people.Ordinal) record.Key {
	return inList(listVisitsOf).Uint32(uint32(customer))
}

// Taken is what was done about somebody at the door.
type Taken struct {
	Code     string // of an option, or a word of one's own
	Why      string // needed when it is not what was suggested first
	Accepted bool   // she took it
	By       staff.Number
}

// Log asks the rule about a knock once more and notes what was done. It is a
// conflict while the shop is open.
func (a *AfterHours) Log(ctx context.Context, knock Knock, taken Taken) (care.Visit, error) {
	answer, err := a.Ask(ctx, knock)
	if err != nil {
		return care.Visit{}, err
	}
	if answer.Open {
		return care.Visit{}, fault.Conflict("at", "the shop was open then")
	}
	state, err := (&Hours{a.shop}).At(knock.At)
	if err != nil {
		return care.Visit{}, err
	}
	made := visitOf(knock, &answer, state, taken)
	if err := made.Check(); err != nil {
		return made, err
	}
	given := made
	err = a.update(ctx, "visit.log", func(t *tx) error {
		if given.Customer != 0 {
			if _, err := t.read(t, given.Customer); err != nil {
				return err
			}
		}
		if err := t.working("by", given.By); err != nil {
			return err
		}
		made = given
		return t.visits.addNext(t, &made)
	})
	return made, err
}

func visitOf(knock Knock, answer *Answer, state State, taken Taken) care.Visit {
	made := care.Visit{
		Customer: knock.Customer, At: knock.At.UTC(), Minutes: -1, Service: knock.Service, Staff: knock.Staff, Unsafe: knock.Unsafe,
		Rule: answer.Plugin, Taken: taken.Code, Why: taken.Why, Accepted: taken.Accepted, By: taken.By,
	}
	if !state.Closed.IsZero() {
		made.Minutes = int(knock.At.Sub(state.Closed) / time.Minute)
	}
	for _, option := range answer.Options {
		made.Offered = append(made.Offered, option.Code)
	}
	if len(made.Offered) == 0 {
		made.Rule = "" // the owner was to be asked
	}
	return made
}

// Visits returns up to limit visits behind a cursor, newest first.
func (a *AfterHours) Visits(ctx context.Context, after string, limit int) ([]care.Visit, string, error) {
	return pageOf(ctx, a.shop, a.visits, inList(listVisits), page{After: after, Limit: limit})
}

// between returns the visits from an instant up to another, oldest first.
func (a *AfterHours) between(ctx context.Context, from, to time.Time) ([]care.Visit, error) {
	var found []care.Visit
	err := a.store.View(ctx, func(reader store.Reader) error {
		found = nil
		picked := store.Range{
			Prefix: inList(listVisits), KeyOnly: true,
			From: inList(listVisits).TimeDescending(to.Add(-1)), To: inList(listVisits).TimeDescending(from.Add(-1)),
		}
		for kv, err := range reader.Range(picked) {
			if err != nil {
				return err
			}
			one, err := a.visits.read(a.shop, reader, record.Tail64(kv.Key))
			if err != nil {
				return err
			}
			found = append(found, one)
		}
		return nil
	})
	slices.Reverse(found)
	return found, readable(err)
}

// Replayed is a visit beside what the rule would suggest for it now.
type Replayed struct {
	Visit    care.Visit
	Decision string // code of what would be suggested first, or ask_owner
	Changed  bool   // that is something else than what was suggested then
}

// Simulate asks the rule about the visits from an instant up to another, with
// settings in JSON that are tried out, nil for those it has: what a change of
// them would have meant. What is known of a customer is what was known then, as
// far as her visits go.
func (a *AfterHours) Simulate(ctx context.Context, from, to time.Time, settings []byte) ([]Replayed, error) {
	config, err := a.tried(ctx, settings)
	if err != nil {
		return nil, err
	}
	visits, err := a.between(ctx, from, to)
	if err != nil {
		return nil, err
	}
	replayed := make([]Replayed, len(visits))
	for i, visit := range visits {
		answer, err := a.askWith(ctx, Knock{
			At: visit.At.In(a.zone), Customer: visit.Customer, Staff: visit.Staff, Service: visit.Service, Unsafe: visit.Unsafe,
		}, config)
		if err != nil {
			return nil, err
		}
		before := DecisionAskOwner
		if len(visit.Offered) > 0 {
			before = visit.Offered[0]
		}
		replayed[i] = Replayed{Visit: visit, Decision: answer.Decision, Changed: answer.Decision != before}
	}
	return replayed, nil
}

// tried checks settings of the rule that are only tried out.
func (a *AfterHours) tried(ctx context.Context, settings []byte) ([]abi.Config, error) {
	if settings == nil {
		return nil, nil
	}
	rule, err := a.rules.answering(ctx, "after_hours")
	if err != nil {
		return nil, err
	}
	known, err := (&Plugins{shop: a.shop}).Get(ctx, rule.Manifest().ID)
	if err != nil {
		return nil, err
	}
	return a.filledIn(known.Form, settings)
}

// Returns counts, by what was done, who knocked from an instant up to another
// and who bought something within 30 days after.
func (a *AfterHours) Returns(ctx context.Context, from, to time.Time) (map[string]care.Return, error) {
	visits, err := a.between(ctx, from, to)
	if err != nil {
		return nil, err
	}
	counted := map[string]care.Return{}
	err = a.store.View(ctx, func(reader store.Reader) error {
		clear(counted)
		for _, visit := range visits {
			sum := counted[visit.Taken]
			sum.Visits++
			if visit.Customer == 0 {
				sum.Strangers++
			} else {
				back, err := a.cameBack(reader, &visit)
				if err != nil {
					return err
				}
				if back {
					sum.Back++
				}
			}
			counted[visit.Taken] = sum
		}
		return nil
	})
	return counted, readable(err)
}

// cameBack says whether the customer has a day with an order after the visit,
// the day itself not counted.
func (a *AfterHours) cameBack(reader store.Reader, visit *care.Visit) (bool, error) {
	root, err := a.currently(reader, visit.Customer)
	if err != nil {
		return false, err
	}
	known, err := readPast(reader, root)
	if err != nil {
		return false, err
	}
	day := clock.DayOf(visit.At, a.zone)
	return slices.ContainsFunc(known.visits, func(bought sale.Visit) bool {
		return bought.Day > day && bought.Day <= day+care.ReturnDays
	}), nil
}
