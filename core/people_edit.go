package core

import (
	"context"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

// Edit changes a customer's names, phones, tags and marks. edit is given the
// customer as she stands and may run twice; a phone that it adds is read from
// its Raw. Her id, number and references stay.
func (p *People) Edit(ctx context.Context, ordinal people.Ordinal, edit func(*people.Customer) error) (people.Customer, error) {
	var changed people.Customer
	err := p.update(ctx, "customer.edit", func(t *tx) error {
		t.entry.Subject = Code(ordinal)
		known, err := t.read(t, ordinal)
		if err != nil {
			return err
		}
		if known.Into != 0 {
			return fault.Conflict("customer", "%s was merged into %s; change her instead", Code(ordinal), Code(known.Into))
		}
		changed = known
		if err := edit(&changed); err != nil {
			return err
		}
		changed.ID, changed.Ordinal, changed.CreatedAt, changed.Batch, changed.Into = known.ID, known.Ordinal, known.CreatedAt, known.Batch, 0
		changed.Phones = p.reread(changed.Phones)
		if err := changed.Check(); err != nil {
			return err
		}
		if sameCustomer(&known, &changed) && known.Flags == changed.Flags {
			changed = known
			return nil
		}
		changed.UpdatedAt = t.clock.Now()
		return t.customers.put(t, &changed)
	})
	return changed, err
}

// reread reads the phones of which only what was written is known. A text may
// hold several.
func (s *shop) reread(phones []people.Phone) []people.Phone {
	var read []people.Phone
	for _, number := range phones {
		if number.E164 == "" && !number.Valid {
			read = append(read, s.readPhones(number.Raw)...)
		} else {
			read = append(read, number)
		}
	}
	return read
}
