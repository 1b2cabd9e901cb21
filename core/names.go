package core

import (
	"context"
	"strings"
	"sync"

	"github.com/raja-crm/raja/core/index"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// names is the search table of all customers, filled at first need or by
// Warm. Customers added before it is filled are found by the filling.
type names struct {
	fill   sync.Mutex
	filled bool
	table  index.Table
}

// searched holds the fields of a customer that search looks at; the decoder
// passes over the others.
type searched struct {
	Ordinal  people.Ordinal `cbor:"2,keyasint"`
	Name     string         `cbor:"3,keyasint"`
	CallName string         `cbor:"4,keyasint"`
	Phones   []people.Phone `cbor:"7,keyasint"`
	Refs     []people.Ref   `cbor:"10,keyasint"`
	Into     people.Ordinal `cbor:"15,keyasint"`
}

// tell passes on how customers are found from now on, "" not at all.
func (n *names) tell(renamed map[people.Ordinal]string) {
	if len(renamed) == 0 {
		return
	}
	n.fill.Lock()
	defer n.fill.Unlock()
	if !n.filled {
		return
	}
	for ordinal, text := range renamed {
		n.table.Put(uint32(ordinal), text)
	}
}

// rename notes how a customer is found: by her own names and by those of who
// were merged into her. An alias is found as the one she counts as.
func (t *tx) rename(changed *people.Customer) error {
	root := changed.Ordinal
	if changed.Into != 0 {
		t.renamed[changed.Ordinal] = ""
		var err error
		if root, err = t.currently(t, changed.Into); err != nil {
			return err
		}
	}
	text, err := t.searchText(t, root)
	t.renamed[root] = text
	return err
}

// searchText is what a customer is found by, with all who count as her.
func (s *shop) searchText(reader store.Reader, root people.Ordinal) (string, error) {
	all, err := s.selves(reader, root)
	if err != nil {
		return "", err
	}
	texts := make([]string, len(all))
	for i, one := range all {
		var known searched
		if err := s.codec.Get(reader, customerKey(one), &known); err != nil {
			return "", err
		}
		texts[i] = known.text()
	}
	return strings.Join(texts, "\n"), nil
}

// text is what a customer is found by: each part on a line of its own, phones
// both as they are dialled at home and with the country.
func (s searched) text() string {
	parts := []string{index.Normalize(s.Name), index.Normalize(Code(s.Ordinal))}
	if s.CallName != "" {
		parts = append(parts, index.Normalize(s.CallName))
	}
	for _, phone := range s.Phones {
		parts = append(parts, index.Normalize(phone.Raw))
		if national, ok := strings.CutPrefix(phone.E164, "+62"); ok {
			parts = append(parts, "0"+national)
		}
		if phone.E164 != "" {
			parts = append(parts, index.Normalize(phone.E164))
		}
	}
	for _, ref := range s.Refs {
		if ref.Ref != s.Name {
			parts = append(parts, index.Normalize(ref.Ref))
		}
	}
	return strings.Join(parts, "\n")
}

// Warm fills the search table now, so that the first search is as fast as the
// next. Searches wait for it.
func (s *shop) Warm(ctx context.Context) error {
	n := s.names
	n.fill.Lock()
	defer n.fill.Unlock()
	if n.filled {
		return nil
	}
	merged := map[people.Ordinal]bool{} // who has aliases
	err := s.store.View(ctx, func(reader store.Reader) error {
		for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Customers)}) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			var found searched
			if err := s.codec.Unmarshal(kv.Key, kv.Value, &found); err != nil {
				return err
			}
			if found.Into != 0 {
				merged[found.Into] = true
				continue
			}
			n.table.Put(uint32(found.Ordinal), found.text())
		}
		return s.fillMerged(reader, merged)
	})
	n.filled = err == nil
	return readable(err)
}

// fillMerged adds to those who have aliases what they are found by through
// them.
func (s *shop) fillMerged(reader store.Reader, merged map[people.Ordinal]bool) error {
	for keep := range merged {
		root, err := s.currently(reader, keep)
		if err != nil {
			return err
		}
		text, err := s.searchText(reader, root)
		if err != nil {
			return err
		}
		s.names.table.Put(uint32(root), text)
	}
	return nil
}
