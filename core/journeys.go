package core

import (
	"context"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journey"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

// Journeys is the chapter of how far customers have come with the shop. Stages
// follow from what is known of them; only what was set by hand is kept.
type Journeys struct{ *shop }

func journeyShelf() *shelf[journey.Override] {
	return &shelf[journey.Override]{
		space: record.Journeys, word: "journey", mark: "Z-", digits: 5,
		number: func(o *journey.Override) uint64 { return o.Number },
		give:   func(o *journey.Override, number uint64) { o.Number = number },
		check:  (*journey.Override).Check,
		keys: func(o *journey.Override) []record.Key {
			return []record.Key{journeysOf(o.Customer).TimeDescending(o.At).Uint64(o.Number)}
		},
	}
}

func journeysOf(customer people.Ordinal) record.Key {
	return inList(listJourneys).Uint32(uint32(customer))
}

// Set sets a customer's stage by hand, with a reason. It holds until a fact
// takes her further. An internal customer has no stage: it is a conflict.
func (j *Journeys) Set(ctx context.Context, customer people.Ordinal, stage journey.Stage, reason string, by staff.Number) (journey.Override, error) {
	var made journey.Override
	err := j.update(ctx, "journey.set", func(t *tx) error {
		made = journey.Override{Customer: customer, Stage: stage, Reason: reason, At: t.clock.Now(), By: by}
		if err := made.Check(); err != nil {
			return err
		}
		known, err := t.read(t, customer)
		if err != nil {
			return err
		}
		if known.Kind != people.External {
			return fault.Conflict("customer", "%s works here, and has no stage", known.Name)
		}
		if err := t.working("by", by); err != nil {
			return err
		}
		return t.journeys.addNext(t, &made)
	})
	return made, err
}

// Steps returns the stages that a customer came to until today, oldest first;
// none of an internal customer.
func (j *Journeys) Steps(ctx context.Context, customer people.Ordinal) ([]journey.Step, error) {
	var steps []journey.Step
	err := j.store.View(ctx, func(reader store.Reader) error {
		known, err := j.read(reader, customer)
		if err != nil || known.Kind != people.External {
			return err
		}
		seen := firsts{}
		if err := j.seeAll(reader, customer, seen); err != nil {
			return err
		}
		from, err := readPast(reader, known.Ordinal)
		if err != nil {
			return err
		}
		var set []journey.Override
		err = j.each(reader, known.Ordinal, journeysOf, func(kv store.KV) error {
			one, err := j.journeys.read(j.shop, reader, record.Tail64(kv.Key))
			set = append(set, one)
			return err
		})
		steps = j.walk(known.CreatedAt, from, seen, set)
		return err
	})
	return steps, readable(err)
}

// firsts are the first days on which something is known to have been so.
type firsts map[journey.Why]clock.Day

func (f firsts) see(why journey.Why, day clock.Day) {
	if first, seen := f[why]; !seen || day < first {
		f[why] = day
	}
}

// seeAll reads what a customer said, was offered, likes and booked.
func (j *Journeys) seeAll(reader store.Reader, customer people.Ordinal, seen firsts) error {
	for _, under := range []listOf{interactionsWith, quotesFor, appointmentsOf} {
		err := j.each(reader, customer, under, func(kv store.KV) error {
			space := map[byte]record.Space{listInteractions: record.Interactions, listQuotes: record.Quotes, listAppointments: record.Appointments}[kv.Key[1]]
			key := record.In(space).Uint64(record.Tail64(kv.Key))
			raw, err := reader.Get(key)
			if err != nil {
				return err
			}
			_, err = j.see(key, raw, seen)
			return err
		})
		if err != nil {
			return err
		}
	}
	profile, err := j.profile(reader, customer)
	if err == nil {
		j.seeProfile(&profile, seen)
	}
	return err
}

// see notes what one record shows and returns of whom.
func (j *Journeys) see(key record.Key, raw []byte, seen firsts) (people.Ordinal, error) {
	switch record.Space(key[0]) {
	case record.Interactions:
		var one care.Interaction
		if err := j.codec.Unmarshal(key, raw, &one); err != nil {
			return 0, err
		}
		if !one.Outgoing && (one.Kind == "inquiry" || one.Kind == "request") {
			seen.see(journey.Asked, j.dayOf(one.At))
		}
		return one.Customer, nil
	case record.Quotes:
		var one sale.Quote
		if err := j.codec.Unmarshal(key, raw, &one); err != nil {
			return 0, err
		}
		seen.see(journey.Quoted, j.dayOf(one.At))
		return one.Customer, nil
	case record.Appointments:
		var one sale.Appointment
		if err := j.codec.Unmarshal(key, raw, &one); err != nil {
			return 0, err
		}
		if one.Staff != 0 {
			seen.see(journey.ForStaff, j.dayOf(one.MadeAt))
		}
		return one.Customer, nil
	}
	var profile people.Profile
	if err := j.codec.Unmarshal(key, raw, &profile); err != nil {
		return 0, err
	}
	j.seeProfile(&profile, seen)
	return profile.Ordinal, nil
}

func (j *Journeys) seeProfile(profile *people.Profile, seen firsts) {
	for _, one := range profile.Preferences {
		since := one.At
		if since.IsZero() {
			since = profile.UpdatedAt
		}
		if one.Taste == people.Like {
			seen.see(journey.Favourite, j.dayOf(since))
		}
	}
}

func (j *Journeys) dayOf(at time.Time) clock.Day { return clock.DayOf(at, j.zone) }

// walk puts what was seen together with her visits and what was set by hand.
func (j *Journeys) walk(createdAt time.Time, from *past, seen firsts, set []journey.Override) []journey.Step {
	added := j.dayOf(createdAt)
	if len(from.visits) > 0 {
		seen.see(journey.Ordered, from.visits[0].Day)
	}
	if len(from.visits) > 1 {
		seen.see(journey.Returned, from.visits[1].Day)
	}
	for _, day := range seen { // orders of a file may be older than she is here
		added = min(added, day)
	}
	seen.see(journey.Added, added)
	var facts []journey.Fact
	for why, day := range seen {
		facts = append(facts, journey.Fact{Why: why, Day: day})
	}
	for _, one := range set { // who comes after that is taken on from there
		if came := slices.IndexFunc(from.visits, func(v sale.Visit) bool { return v.Day > j.dayOf(one.At) }); came == 0 {
			facts = append(facts, journey.Fact{Why: journey.Ordered, Day: from.visits[0].Day})
		} else if came > 0 {
			facts = append(facts, journey.Fact{Why: journey.Returned, Day: from.visits[came].Day})
		}
	}
	return journey.Walk(facts, set, j.Today(), j.zone)
}

// Funnel counts how far the external customers have come. It reads what was
// said, offered, liked and booked once, and everybody's visits.
func (j *Journeys) Funnel(ctx context.Context, progress func(done, total int)) ([]journey.Level, error) {
	var funnel journey.Funnel
	total, done := int(j.population(ctx)), 0
	err := j.store.View(ctx, func(reader store.Reader) error {
		funnel = journey.Funnel{}
		seen, err := j.seeEverything(ctx, reader)
		if err != nil {
			return err
		}
		set, err := j.setByHand(reader)
		if err != nil {
			return err
		}
		customers, pasts := walkAlong(reader, record.Customers), walkPasts(reader)
		defer customers.stop()
		defer pasts.stop()
		return j.walkFacts(ctx, reader, j.Today(), j.business.Window, func(batch factsBatch) error {
			for _, row := range batch.each {
				ordinal := people.Ordinal(row.Ordinal)
				steps, err := j.stepsOf(ordinal, customers, pasts, seen[ordinal], set[ordinal])
				if err != nil {
					return err
				}
				if len(steps) > 0 {
					funnel.Add(steps)
				}
			}
			if done += len(batch.each); progress != nil {
				progress(done, total)
			}
			return nil
		})
	})
	return funnel.Levels(), readable(err)
}

// stepsOf are the stages of one customer, of whom walks over everybody tell.
func (j *Journeys) stepsOf(ordinal people.Ordinal, customers *along, pasts *pastsAlong, seen firsts, set []journey.Override) ([]journey.Step, error) {
	kv, there, err := customers.of(ordinal)
	if err != nil || !there {
		return nil, err
	}
	var known struct { // of a people.Customer
		CreatedAt time.Time `cbor:"12,keyasint"`
	}
	if err := j.codec.Unmarshal(kv.Key, kv.Value, &known); err != nil {
		return nil, err
	}
	from, err := pasts.past(ordinal)
	if err != nil {
		return nil, err
	}
	if seen == nil {
		seen = firsts{}
	}
	return j.walk(known.CreatedAt, from, seen, set), nil
}

// setByHand are all stages that somebody set, each under the customer as whom she
// counts today.
func (j *Journeys) setByHand(reader store.Reader) (map[people.Ordinal][]journey.Override, error) {
	all := map[people.Ordinal][]journey.Override{}
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Journeys)}) {
		if err != nil {
			return nil, err
		}
		var one journey.Override
		if err := j.codec.Unmarshal(kv.Key, kv.Value, &one); err != nil {
			return nil, err
		}
		root, err := j.currently(reader, one.Customer)
		if err != nil {
			return nil, err
		}
		all[root] = append(all[root], one)
	}
	return all, nil
}

// seeEverything reads what everybody said, was offered, likes and booked, each
// under the customer as whom she counts today.
func (j *Journeys) seeEverything(ctx context.Context, reader store.Reader) (map[people.Ordinal]firsts, error) {
	all := map[people.Ordinal]firsts{}
	for _, space := range []record.Space{record.Interactions, record.Quotes, record.Appointments, record.Profiles} {
		for kv, err := range reader.Range(store.Range{Prefix: record.In(space)}) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return nil, err
			}
			seen := firsts{}
			who, err := j.see(kv.Key, kv.Value, seen)
			if err != nil {
				return nil, err
			}
			if len(seen) == 0 {
				continue
			}
			root, err := j.currently(reader, who)
			if err != nil {
				return nil, err
			}
			if all[root] == nil {
				all[root] = firsts{}
			}
			for why, day := range seen {
				if space != record.Profiles || root == who { // an alias's profile went into the other's
					all[root].see(why, day)
				}
			}
		}
	}
	return all, nil
}
