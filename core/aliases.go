package core

import (
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// A merge moves nothing. The customer who is given up becomes an alias: her
// record stays and names the one who is kept, and what lies under her ordinal
// counts as the other's from then on. So a merge is one small unit of work
// however much she bought, old links and notas go on leading somewhere, and
// taking it back is exact. Whatever lies under an ordinal is therefore read
// through selves and currently.

// maxAliases bounds chains of merges: A into B into C.
const maxAliases = 1000

// currently returns the customer as whom an ordinal counts: herself, or the
// one with whom she was merged.
func (s *shop) currently(reader store.Reader, ordinal people.Ordinal) (people.Ordinal, error) {
	for range maxAliases {
		var known struct {
			Into people.Ordinal `cbor:"15,keyasint"`
		}
		if err := s.codec.Get(reader, customerKey(ordinal), &known); err != nil {
			return ordinal, unlessAbsent(err)
		}
		if known.Into == 0 {
			return ordinal, nil
		}
		ordinal = known.Into
	}
	return ordinal, store.ErrCorrupt
}

// selves returns every ordinal that counts as a customer: her own first, then
// those of who were merged into her.
func (s *shop) selves(reader store.Reader, ordinal people.Ordinal) ([]people.Ordinal, error) {
	all := []people.Ordinal{ordinal}
	for at := 0; at < len(all) && len(all) < maxAliases; at++ {
		for kv, err := range reader.Range(store.Range{Prefix: aliasesOf(all[at]), KeyOnly: true}) {
			if err != nil {
				return nil, err
			}
			all = append(all, people.Ordinal(record.Tail64(kv.Key)))
		}
	}
	return all, nil
}

func aliasesOf(keep people.Ordinal) record.Key { return inList(listAliases).Uint32(uint32(keep)) }

// each gives what lies under every ordinal that counts as a customer.
func (s *shop) each(reader store.Reader, ordinal people.Ordinal, under listOf, give func(store.KV) error) error {
	all, err := s.selves(reader, ordinal)
	if err != nil {
		return err
	}
	for _, one := range all {
		for kv, err := range reader.Range(store.Range{Prefix: under(one)}) {
			if err == nil {
				err = give(kv)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}
