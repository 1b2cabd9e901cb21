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
}

// tell passes on what became of customers, nil for gone.
func (n *names) tell(renamed map[people.Ordinal]*people.Customer) {
	if len(renamed) == 0 {
		return
	}
	n.fill.Lock()
	defer n.fill.Unlock()
	if !n.filled {
		return
	}
	for ordinal, customer := range renamed {
		text := ""
		if customer != nil {
			text = searched{ordinal, customer.Name, customer.CallName, customer.Phones, customer.Refs}.text()
		}
		n.table.Put(uint32(ordinal), text)
	}
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
			n.table.Put(uint32(found.Ordinal), found.text())
		}
		return nil
	})
	n.filled = err == nil
	return readable(err)
}
