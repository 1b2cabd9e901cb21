package core

import (
	"math"
	"slices"

	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// foresight is what a dry run of customers would have written by now, so that
// a later row finds whom it would find: however far apart the two rows lie,
// they are one customer. An import that writes has none.
type foresight struct {
	free   people.Ordinal // that the next who would be new gets: they count down from the last that there can be
	people map[people.Ordinal]people.Customer
	rows   map[string]people.Ordinal   // by reference, or by content
	phones map[string][]people.Ordinal // by E.164
}

func newForesight() *foresight {
	return &foresight{free: math.MaxUint32, people: map[people.Ordinal]people.Customer{}, rows: map[string]people.Ordinal{}, phones: map[string][]people.Ordinal{}}
}

// see notes what a row would have done.
func (f *foresight) see(made *outcome, row record.Key, refs []record.Key) {
	changed := made.updated
	if made.created != nil {
		changed = made.created
		changed.Ordinal = f.free
		f.free--
		for _, key := range append(refs, row) {
			if key != nil {
				f.rows[string(key)] = changed.Ordinal
			}
		}
	}
	if changed == nil {
		return
	}
	f.people[changed.Ordinal] = *changed
	for _, number := range changed.Phones {
		if owners := f.phones[number.E164]; number.E164 != "" && !slices.Contains(owners, changed.Ordinal) {
			f.phones[number.E164] = append(owners, changed.Ordinal)
		}
	}
}

// keyed returns whom a key of the exact index names, or would name.
func (r *run) keyed(reader store.Reader, key record.Key) (people.Ordinal, error) {
	if r.foreseen != nil {
		if found := r.foreseen.rows[string(key)]; found != 0 {
			return found, nil
		}
	}
	found, err := r.unique(reader, key)
	return append(found, 0)[0], err
}

// owners returns who has a phone, or would have it: those who are there first,
// then those who would be new, each oldest first.
func (r *run) owners(reader store.Reader, e164 string) ([]people.Ordinal, error) {
	there, err := r.lookup(reader, lookupPhone, e164)
	if err != nil || r.foreseen == nil {
		return there, err
	}
	var fresh []people.Ordinal
	for _, one := range r.foreseen.phones[e164] {
		if one > r.foreseen.free {
			fresh = append(fresh, one)
		} else if !slices.Contains(there, one) {
			there = append(there, one)
		}
	}
	slices.Sort(there)
	return append(there, fresh...), nil
}

// standing returns a customer as she is, or would be.
func (r *run) standing(reader store.Reader, ordinal people.Ordinal) (people.Customer, error) {
	if r.foreseen != nil {
		if would, changed := r.foreseen.people[ordinal]; changed {
			would.Phones, would.Tags = slices.Clone(would.Phones), slices.Clone(would.Tags)
			return would, nil
		}
	}
	return r.read(reader, ordinal)
}

// dryCustomers decides about a slice and writes nothing.
func (r *run) dryCustomers(reader store.Reader, slice []intake.Entry) ([]outcome, error) {
	outcomes := make([]outcome, len(slice))
	for i := range slice {
		made, err := r.decideCustomer(reader, &slice[i])
		if err != nil {
			return nil, err
		}
		var refs []record.Key
		if made.created != nil {
			for _, ref := range made.created.Refs {
				refs = append(refs, refKey(ref))
			}
		}
		r.foreseen.see(&made, r.ownKey(&slice[i]), refs)
		outcomes[i] = made
	}
	return outcomes, nil
}
