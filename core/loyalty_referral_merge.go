package core

import (
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
)

// Two who turn out to be one were brought once at most: nobody brings herself, and
// who was a customer under one name is not brought under another. What a referral
// paid for that goes with the merge and comes back with their parting.

// broughtUnder is what a referral gave, or nothing, to either side under one of a
// customer's codes.
type broughtUnder struct{ referrer, referred loyalty.Entry }

// referrals are those of everybody as whom two customers were known. A mark stays
// where it was made, also under who was merged into her since.
func (t *tx) referrals(two ...people.Ordinal) ([]broughtUnder, error) {
	var found []broughtUnder
	for _, customer := range two {
		all, err := t.selves(t, customer)
		if err != nil {
			return nil, err
		}
		for _, one := range all {
			var known broughtUnder
			if known.referrer, _, err = t.bonusFor(markReferrer + Code(one)); err != nil {
				return nil, err
			}
			if known.referred, _, err = t.bonusFor(markReferred + Code(one)); err != nil {
				return nil, err
			}
			if known.referrer.Number != 0 || known.referred.Number != 0 {
				found = append(found, known)
			}
		}
	}
	return found, nil
}

// refersAsOne takes back the referrals that two customers would not have had as
// one.
func (t *tx) refersAsOne(a, b people.Ordinal) error {
	found, err := t.referrals(a, b)
	if err != nil || len(found) == 0 {
		return err
	}
	program, err := t.programme()
	if err != nil {
		return err
	}
	first, err := t.oldestBringing(program, a, b)
	if err != nil {
		return err
	}
	for i := range found {
		itself, err := t.bringsItself(&found[i], a, b)
		if err != nil {
			return err
		}
		for _, one := range []*loyalty.Entry{&found[i].referrer, &found[i].referred} {
			if one.Number == 0 || (!itself && one.Order == first.Number) {
				continue
			}
			if _, err := t.takeBackBonus(one); err != nil {
				return err
			}
		}
	}
	return nil
}

// bringsItself reports whether the referrer is one of the two.
func (t *tx) bringsItself(found *broughtUnder, a, b people.Ordinal) (bool, error) {
	if found.referrer.Number == 0 {
		return false, nil // that side got nothing
	}
	by, err := t.currently(t, found.referrer.Customer)
	return by == a || by == b, err
}

// refersParted gives what was taken back when two became one, now that they are
// two again.
func (t *tx) refersParted(a, b people.Ordinal) error {
	for _, root := range []people.Ordinal{a, b} {
		all, err := t.selves(t, root)
		if err != nil {
			return err
		}
		for _, one := range all {
			if err := t.refersAs(one); err != nil {
				return err
			}
		}
	}
	return nil
}

// refersAs gives again what was taken back under one of a customer's codes.
func (t *tx) refersAs(one people.Ordinal) error {
	for _, mark := range []string{markReferrer, markReferred} {
		given, next, err := t.bonusFor(mark + Code(one))
		if err != nil {
			return err
		}
		if given.Number == 0 && next != mark+Code(one) {
			return t.referAgain(one)
		}
	}
	return nil
}
