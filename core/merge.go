package core

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
)

// unmergeFor is how long a merge can be taken back.
const unmergeFor = 90 * 24 * time.Hour

// actionMerge is how the journal calls a merge.
const actionMerge = "customer.merge"

// Merged is what a merge does, or would do.
type Merged struct {
	Keep, Lose     people.Customer // as they were
	Customer       people.Customer // who is left
	Profile        people.Profile
	Moved                  // of the one who is given up
	Score          float64 // how likely the two are one person
	Reasons        []string
	ConsentRefused bool // the one who is left is allowed less than one of them was
}

// errDry discards a transaction whose only purpose was to see what it does.
var errDry = errors.New("dry run")

// Merge makes lose an alias of keep. Orders, points with their dates, promises
// and all else under lose count as keep's; lists are joined, the strictest
// consent counts, and keep's own fields stay but for those of the choice. A
// dry run changes nothing. It returns a conflict when the two are one already.
func (p *People) Merge(ctx context.Context, keep, lose people.Ordinal, choice people.Choice, dry bool) (Merged, error) {
	var done Merged
	if err := checkChoice(choice); err != nil {
		return done, err
	}
	err := p.update(ctx, actionMerge, func(t *tx) (err error) {
		t.entry.Subject = Code(keep) + " " + Code(lose)
		if done, err = t.merge(keep, lose, choice); err == nil && dry {
			err = errDry
		}
		return err
	})
	if errors.Is(err, errDry) {
		err = nil
	}
	return done, err
}

func checkChoice(choice people.Choice) error {
	for _, field := range choice {
		if !slices.Contains(people.Choices(), field) {
			return fault.Invalid("choose", "%q is not one of %v", field, people.Choices())
		}
	}
	return nil
}

func (t *tx) merge(keep, lose people.Ordinal, choice people.Choice) (Merged, error) {
	done, err := t.pair(keep, lose)
	if err != nil {
		return done, err
	}
	before, err := t.profile(t, keep)
	if err != nil {
		return done, err
	}
	other, err := t.profile(t, lose)
	if err != nil {
		return done, err
	}
	done.Score, done.Reasons = people.Score(people.Suspect{Customer: &done.Keep, Profile: &before}, people.Suspect{Customer: &done.Lose, Profile: &other})
	if done.Moved, err = t.moved(lose); err != nil {
		return done, err
	}
	if err := t.refersAsOne(keep, lose); err != nil {
		return done, err
	}
	alias := done.Lose
	alias.Into, alias.UpdatedAt = keep, t.clock.Now()
	if err := t.customers.put(t, &alias); err != nil {
		return done, err
	}
	done.Customer = done.Keep
	done.Customer.Absorb(&done.Lose, choice)
	done.Customer.UpdatedAt = t.clock.Now()
	if err := done.Customer.Check(); err != nil {
		return done, err
	}
	if err := t.customers.put(t, &done.Customer); err != nil {
		return done, err
	}
	return done, t.mergeProfiles(&done, before, &other)
}

func (t *tx) mergeProfiles(done *Merged, before people.Profile, other *people.Profile) error {
	done.Profile = before
	if other.Empty() && before.Empty() {
		return nil
	}
	done.Profile.Absorb(other, t.clock.Now())
	if err := t.dropReferrer(&done.Profile); err != nil {
		return err
	}
	done.ConsentRefused = len(done.Profile.Consents) > len(before.Consents)+len(other.Consents)
	done.Profile.Edition, done.Profile.UpdatedAt = before.Edition+1, t.clock.Now()
	if err := done.Profile.Check(); err != nil {
		return err
	}
	return t.profiles.put(t, &done.Profile)
}

// pair reads two customers who may be merged.
func (t *tx) pair(keep, lose people.Ordinal) (Merged, error) {
	var done Merged
	if keep == lose {
		return done, fault.Conflict("lose", "is %s already: both name one customer", Code(keep))
	}
	var err error
	if done.Keep, err = t.read(t, keep); err != nil {
		return done, err
	}
	if done.Lose, err = t.read(t, lose); err != nil {
		return done, err
	}
	for _, one := range []people.Customer{done.Keep, done.Lose} {
		if one.Into != 0 {
			return done, fault.Conflict("lose", "%s was merged into %s already", Code(one.Ordinal), Code(one.Into))
		}
	}
	if done.Keep.Kind != done.Lose.Kind {
		return done, fault.Conflict("kind", "%s is %s and %s %s; make them the same first", Code(keep), done.Keep.Kind, Code(lose), done.Lose.Kind)
	}
	return done, nil
}

// followAlias keeps pasts, facts and sets in step when a customer becomes an
// alias, or is one no more.
func (t *tx) followAlias(before, after *people.Customer) error {
	for _, into := range []people.Ordinal{before.Into, after.Into} {
		if into == 0 {
			continue
		}
		root, err := t.currently(t, into)
		if err != nil {
			return err
		}
		if err := t.rebuildFacts(root); err != nil {
			return err
		}
	}
	if err := t.rebuildFacts(after.Ordinal); err != nil {
		return err
	}
	return t.placeInSets(after.Ordinal)
}

// hideRow takes an alias out of every set and makes her row that of nobody.
// What rules decided about her stays in it, for the day on which the merge is
// taken back.
func (t *tx) hideRow(ordinal people.Ordinal) error {
	if err := t.placeInSets(ordinal); err != nil {
		return err
	}
	delete(t.pasts, ordinal)
	if err := t.Delete(pastKey(ordinal)); err != nil {
		return err
	}
	return t.editFacts(ordinal, func(row *abi.Facts) {
		var nobody abi.Facts
		keepDecisions(&nobody, row)
		*row = nobody
	})
}

// unmerge takes a merge back: the alias is a customer again, with what lay
// under her ordinal. What was done to the other one since stays hers; points that
// were spent as one are taken from whose they were.
func (t *tx) unmerge(entry *journal.Entry) (Parted, error) {
	if t.clock.Now().Sub(entry.At) > unmergeFor {
		return Parted{}, fault.Forbidden("entry", "%d is a merge of more than 90 days ago", entry.Seq)
	}
	for _, change := range entry.Changes {
		var err error
		switch record.Space(change.Key[0]) {
		case record.Customers:
			err = t.unmergeCustomer(&change)
		case record.Profiles:
			err = t.unmergeProfile(&change)
		}
		if err != nil {
			return Parted{}, err
		}
	}
	if err := t.walletsHold(entry); err != nil {
		return Parted{}, err
	}
	return t.partPoints(entry)
}

func (t *tx) unmergeCustomer(change *journal.Change) error {
	var before, merged, now people.Customer
	if err := t.editions(change, &before, &merged, &now); err != nil {
		return err
	}
	if merged.Into != 0 {
		now.Into = 0
	} else {
		now.Release(&before, &merged)
	}
	now.UpdatedAt = t.clock.Now()
	return t.customers.put(t, &now)
}

func (t *tx) unmergeProfile(change *journal.Change) error {
	var before, merged, now people.Profile
	if err := t.editions(change, &before, &merged, &now); err != nil {
		return err
	}
	now.Release(&before, &merged)
	if err := t.dropReferrer(&now); err != nil {
		return err
	}
	now.Edition, now.UpdatedAt = now.Edition+1, t.clock.Now()
	return t.profiles.put(t, &now)
}

// editions reads a record before a change, after it, and as it is now.
func (t *tx) editions(change *journal.Change, before, after, now any) error {
	if change.Before != nil {
		if err := t.codec.Unmarshal(change.Key, change.Before, before); err != nil {
			return err
		}
	}
	if err := t.codec.Unmarshal(change.Key, change.After, after); err != nil {
		return err
	}
	return t.codec.Get(t, change.Key, now)
}
