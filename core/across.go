package core

import (
	"bytes"
	"slices"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// across reads a list that lies under several prefixes as one: the rest of a
// key behind its prefix gives the order. A cursor is such a rest.
func (p page) across(reader store.Reader, prefixes []record.Key) (numbers []uint64, next string, err error) {
	after, err := cursor(p.After)
	if err != nil {
		return nil, "", err
	}
	var rests [][]byte
	for _, prefix := range prefixes {
		picked := store.Range{Prefix: prefix, KeyOnly: true, Limit: p.Limit + 1}
		if len(after) > 0 {
			picked.From = append(slices.Clone(prefix), after...)
		}
		for kv, err := range reader.Range(picked) {
			if err != nil {
				return nil, "", err
			}
			rests = append(rests, slices.Clone(kv.Key[len(prefix):]))
		}
	}
	slices.SortFunc(rests, bytes.Compare)
	rests = slices.CompactFunc(rests, bytes.Equal)
	for _, rest := range rests {
		if len(numbers) == p.Limit {
			return numbers, cursorText(rest), nil
		}
		numbers = append(numbers, record.Tail64(rest))
	}
	return numbers, "", nil
}

// listOf is where a list of what a customer has begins.
type listOf func(people.Ordinal) record.Key

// ofCustomer reads a list of what a customer has, under every ordinal that
// counts as her.
func (s *shop) ofCustomer(reader store.Reader, customer people.Ordinal, under listOf, wanted page) ([]uint64, string, error) {
	all, err := s.selves(reader, customer)
	if err != nil {
		return nil, "", err
	}
	prefixes := make([]record.Key, len(all))
	for i, one := range all {
		prefixes[i] = under(one)
	}
	return wanted.across(reader, prefixes)
}
