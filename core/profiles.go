package core

import (
	"context"
	"errors"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Profiles is the chapter of what is known of customers beside their names:
// addresses, days, tastes, ties, consent.
type Profiles struct{ *shop }

func profileShelf() *shelf[people.Profile] {
	return &shelf[people.Profile]{
		space: record.Profiles, word: "customer", mark: "C-", digits: 5,
		number: func(p *people.Profile) uint64 { return uint64(p.Ordinal) },
		check:  (*people.Profile).Check,
		keys:   profileKeys,
		ties:   (*tx).checkTies,
	}
}

// uniqueMember is the exact index of member numbers.
const uniqueMember byte = 6

func memberKey(member string) record.Key {
	return record.In(record.Unique).Byte(uniqueMember).Text(member)
}

func referredBy(referrer people.Ordinal) record.Key {
	return inList(listReferred).Uint32(uint32(referrer))
}

func relatedTo(other people.Ordinal) record.Key { return inList(listRelated).Uint32(uint32(other)) }

func membersOf(group people.GroupNumber) record.Key { return inList(listMembers).Uint64(uint64(group)) }

func datesOn(month, day int) record.Key { return inList(listDates).Byte(byte(month)).Byte(byte(day)) }

func profileKeys(known *people.Profile) []record.Key {
	number := uint64(known.Ordinal)
	var keys []record.Key
	if known.Member != "" {
		keys = append(keys, memberKey(known.Member))
	}
	if known.Referrer != 0 {
		keys = append(keys, referredBy(known.Referrer).Uint64(number))
	}
	for _, tie := range known.Relations {
		keys = append(keys, relatedTo(tie.To).Uint64(number))
	}
	for _, other := range append([]people.Ordinal{known.Guardian}, known.Apart...) {
		if other != 0 {
			keys = append(keys, relatedTo(other).Uint64(number))
		}
	}
	for _, group := range known.Groups {
		keys = append(keys, membersOf(group).Uint64(number))
	}
	for _, date := range known.Dates {
		keys = append(keys, datesOn(date.Month, date.Day).Uint64(number))
	}
	return keys
}

// Get returns what is known of a customer, an empty profile when nothing is.
func (p *Profiles) Get(ctx context.Context, customer people.Ordinal) (people.Profile, error) {
	var known people.Profile
	err := p.store.View(ctx, func(reader store.Reader) (err error) {
		if _, err = p.read(reader, customer); err != nil {
			return err
		}
		known, err = p.profile(reader, customer)
		return err
	})
	return known, readable(err)
}

// profile reads a profile, an empty one when there is none.
func (s *shop) profile(reader store.Reader, customer people.Ordinal) (people.Profile, error) {
	var known people.Profile
	err := s.codec.Get(reader, s.profiles.key(uint64(customer)), &known)
	if errors.Is(err, store.ErrNotFound) {
		return people.Profile{Ordinal: customer}, nil
	}
	return known, err
}

// Edit changes what is known of a customer. edit is given the profile as it
// stands and may run twice. The customers, groups and fields that it names
// must exist, nobody brings herself along, not over others either, and a
// member number is one customer's.
func (p *Profiles) Edit(ctx context.Context, customer people.Ordinal, edit func(*people.Profile) error) (people.Profile, error) {
	var known people.Profile
	err := p.update(ctx, "profile.edit", func(t *tx) (err error) {
		t.entry.Subject = Code(customer)
		known, err = t.editProfile(customer, edit)
		return err
	})
	return known, err
}

func (t *tx) editProfile(customer people.Ordinal, edit func(*people.Profile) error) (people.Profile, error) {
	who, err := t.read(t, customer)
	if err != nil {
		return people.Profile{}, err
	}
	if who.Into != 0 {
		return people.Profile{}, fault.Conflict("customer", "%s was merged into %s; change her instead", Code(customer), Code(who.Into))
	}
	known, err := t.profile(t, customer)
	if err != nil {
		return known, err
	}
	edition, referrer, born := known.Edition, known.Referrer, known.Birthdays()
	if err := edit(&known); err != nil {
		return known, err
	}
	known.Ordinal, known.Edition, known.UpdatedAt = customer, edition+1, t.clock.Now()
	if err := known.Check(); err != nil {
		return known, err
	}
	if err := known.CheckBirthdays(born, t.clock.Now().In(t.zone)); err != nil {
		return known, err
	}
	if err := t.checkNamed(&known); err != nil {
		return known, err
	}
	if known.Referrer != referrer {
		if err := t.checkReferrer(&known); err != nil {
			return known, err
		}
		if err := t.checkSelf(&who, known.Referrer); err != nil {
			return known, err
		}
	}
	return known, t.profiles.put(t, &known)
}

// checkTies holds what a profile names against what there is.
func (t *tx) checkTies(known *people.Profile) error {
	if err := t.checkNamed(known); err != nil {
		return err
	}
	return t.checkReferrer(known)
}

// checkNamed is checkTies but for who brought her.
func (t *tx) checkNamed(known *people.Profile) error {
	for _, tie := range known.Relations {
		if _, err := t.read(t, tie.To); err != nil {
			return fault.NotFound("relation", "there is no customer %s", Code(tie.To)).Because(err)
		}
	}
	for _, group := range known.Groups {
		if _, err := t.groups.read(t.shop, t, uint64(group)); err != nil {
			return err
		}
	}
	if known.Guardian != 0 {
		if _, err := t.read(t, known.Guardian); err != nil {
			return fault.NotFound("guardian", "there is no customer %s", Code(known.Guardian)).Because(err)
		}
	}
	if err := t.checkMember(known); err != nil {
		return err
	}
	return t.checkFields(known)
}

func (t *tx) checkMember(known *people.Profile) error {
	if known.Member == "" {
		return nil
	}
	taken, err := t.unique(t, memberKey(known.Member))
	if err == nil && len(taken) > 0 && taken[0] != known.Ordinal {
		return fault.Conflict("member", "%s is the number of %s", known.Member, Code(taken[0]))
	}
	return err
}

// maxReferrers is how long a chain of referrers is followed.
const maxReferrers = 1000

// checkReferrer follows who brought whom, as whom they count: the chain must
// not come back.
func (t *tx) checkReferrer(known *people.Profile) error {
	at := known.Referrer
	for range maxReferrers {
		if at == 0 {
			return nil
		}
		var err error
		if at, err = t.currently(t, at); err != nil {
			return err
		}
		if at == known.Ordinal {
			return fault.Invalid("referrer", "was brought by %s herself, over others", Code(known.Ordinal))
		}
		if _, err := t.read(t, at); err != nil {
			return fault.NotFound("referrer", "there is no customer %s", Code(at)).Because(err)
		}
		next, err := t.profile(t, at)
		if err != nil {
			return err
		}
		at = next.Referrer
	}
	return fault.Invalid("referrer", "ends a chain of more than %d referrers", maxReferrers)
}

// checkSelf refuses a referrer who can be called at the same number or address:
// nobody brings herself under another name.
func (t *tx) checkSelf(who *people.Customer, referrer people.Ordinal) error {
	if referrer == 0 {
		return nil
	}
	root, err := t.currently(t, referrer)
	if err != nil {
		return err
	}
	other, err := t.read(t, root)
	if err == nil && who.SharesContact(&other) {
		err = fault.Invalid("referrer", "%s has the same phone number or e-mail as %s; nobody brings herself", Code(root), Code(who.Ordinal))
	}
	return err
}

// dropReferrer forgets who brought somebody where a merge, or taking one back,
// would make her have brought herself.
func (t *tx) dropReferrer(known *people.Profile) error {
	err := t.checkReferrer(known)
	if fault.KindOf(err) == fault.KindInvalid {
		known.Referrer = 0
		return nil
	}
	return err
}

// Referred returns whom a customer brought.
func (p *Profiles) Referred(ctx context.Context, referrer people.Ordinal) ([]people.Customer, error) {
	return p.customersIn(ctx, referredBy(referrer))
}

// Occasion is a day of somebody's that is near.
type Occasion struct {
	Customer people.Customer
	Date     people.Date
	On       time.Time // its noon, in the shop
}

// Occasions returns birthdays and other days from the day of from, in days
// days' time at most, soonest first. 29 February is on the 28th in a year
// without.
func (p *Profiles) Occasions(ctx context.Context, from time.Time, days int) ([]Occasion, error) {
	var found []Occasion
	err := p.store.View(ctx, func(reader store.Reader) error {
		found = nil
		for day := range min(max(days, 1), 366) {
			at := time.Date(from.In(p.zone).Year(), from.In(p.zone).Month(), from.In(p.zone).Day()+day, 12, 0, 0, 0, p.zone)
			here, err := p.occasionsOn(reader, at)
			if err != nil {
				return err
			}
			found = append(found, here...)
		}
		return nil
	})
	return found, readable(err)
}

func (p *Profiles) occasionsOn(reader store.Reader, at time.Time) ([]Occasion, error) {
	var found []Occasion
	for _, day := range people.CelebratedOn(at) {
		numbers, _, err := page{Limit: maxOfOne}.read(reader, datesOn(int(at.Month()), day))
		if err != nil {
			return nil, err
		}
		for _, number := range numbers {
			customer, err := p.read(reader, people.Ordinal(number))
			if err != nil {
				return nil, err
			}
			if customer.Into != 0 {
				continue // her days went to the one as whom she counts
			}
			known, err := p.profile(reader, customer.Ordinal)
			if err != nil {
				return nil, err
			}
			for _, date := range known.Dates {
				if date.Month == int(at.Month()) && date.Day == day {
					found = append(found, Occasion{Customer: customer, Date: date, On: at})
				}
			}
		}
	}
	return found, nil
}
