package core

import (
	"context"
	"errors"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/index"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// dryOrders counts what would be written.
func (r *run) dryOrders(ctx context.Context, fresh []incoming) error {
	return r.store.View(ctx, func(reader store.Reader) error {
		for i := range fresh {
			buyer, err := r.buyer(reader, &fresh[i].entries[0].Person)
			if err != nil {
				return err
			}
			r.countWritten(&r.batch, &fresh[i], buyer == 0 && r.firstSight(&fresh[i].entries[0].Person))
		}
		return nil
	})
}

// firstSight remembers whom a dry run would have created. Who has no reference
// is known again by her name and phone, as buyer knows her.
func (r *run) firstSight(person *intake.Person) bool {
	same := []people.Ref{}
	for _, number := range r.readPhones(person.Phone) {
		if number.Valid {
			same = append(same, people.Ref{Ref: index.Normalize(person.Name) + "\n" + number.E164})
		}
	}
	ref := r.sourceRef(person)
	known := r.would[ref] || (person.Ref == "" && slices.ContainsFunc(same, func(one people.Ref) bool { return r.would[one] }))
	if known {
		return false
	}
	for _, one := range append(same, ref) {
		r.would[one] = true
	}
	return true
}

// writeOrders asks the loyalty rule about a slice and writes it in one
// transaction. A slice too large for one is halved; it is asked about again when
// another order came between.
func (r *run) writeOrders(ctx context.Context, fresh []incoming) error {
	err := r.writeSlice(ctx, fresh, r.awards)
	for n := 1; errors.Is(err, errOvertaken); n++ {
		ask := r.awards
		if n == overtakings {
			ask = allOvertaken
		}
		err = r.writeSlice(ctx, fresh, ask)
	}
	return err
}

// allOvertaken makes the orders of a slice wait for their points.
func allOvertaken(_ context.Context, fresh []incoming) ([]Award, error) {
	awards := make([]Award, len(fresh))
	for i := range awards {
		awards[i].Fault = errOvertaken
	}
	return awards, nil
}

func (r *run) writeSlice(ctx context.Context, fresh []incoming, ask func(context.Context, []incoming) ([]Award, error)) error {
	awards, err := ask(ctx, fresh)
	if err != nil {
		return err
	}
	var after Batch
	err = r.update(ctx, actionSlice, func(t *tx) error {
		after = r.batch
		t.entry.Subject, t.batch = r.batch.Name(), r.batch.Number
		for i := range fresh {
			newcomer, err := r.writeOrder(t, &fresh[i], awards[i])
			if err != nil {
				return err
			}
			r.countWritten(&after, &fresh[i], newcomer)
		}
		return r.remember(t, after)
	})
	if errors.Is(err, store.ErrTooLarge) && len(fresh) > 1 {
		half := len(fresh) / 2
		if err := r.writeOrders(ctx, fresh[:half]); err != nil {
			return err
		}
		return r.writeOrders(ctx, fresh[half:])
	}
	if err != nil {
		return err
	}
	r.batch, r.works = after, awards[len(awards)-1].Fault == nil
	for i := range fresh {
		r.seen.Add(uint32(fresh[i].order.Number))
	}
	return nil
}

// writeOrder writes one order and its customer, and reports whether she is
// new.
func (r *run) writeOrder(t *tx, one *incoming, given Award) (newcomer bool, err error) {
	person := &one.entries[0].Person
	buyer, err := r.buyer(t, person)
	if err != nil {
		return false, err
	}
	if newcomer = buyer == 0; newcomer {
		made, err := r.create(t, person)
		if err != nil {
			return true, err
		}
		buyer = made.Ordinal
	}
	one.order.Customer = buyer
	if one.known != nil {
		return newcomer, r.rewriteOrder(t, one, given)
	}
	err = t.addOrder(&one.order, t.orders.addUnnoted)
	if err == nil {
		err = t.reward(&one.order, given, true)
	}
	return newcomer, err
}

// rewriteOrder writes a changed order with what it earns now, and notes all of
// it, so that it can be taken back.
func (r *run) rewriteOrder(t *tx, one *incoming, given Award) error {
	t.rewrites = true
	defer func() { t.rewrites = false }()
	if err := t.replaceOrder(one.known, &one.order); err != nil {
		return err
	}
	if err := unlessAbsent(t.drop(retryKey(one.order.Number))); err != nil { // what waited is answered by this
		return err
	}
	return t.reward(&one.order, given, false)
}

// create adds the customer that a row names.
func (r *run) create(t *tx, person *intake.Person) (*people.Customer, error) {
	customer, err := r.newcomer(person)
	if err != nil {
		return nil, err
	}
	return customer, t.addCustomer(customer, t.customers.addUnnoted)
}

// newcomer drafts a customer. A field that would break a rule of hers is left
// out, so that her order is not lost for it; without a name or a reference
// there is nobody, and the error says so.
func (r *run) newcomer(person *intake.Person) (*people.Customer, error) {
	given := NewCustomer{
		Name: cut(person.Name), CallName: cut(person.CallName), Honorific: people.Honorific(person.Honorific),
		Kind: person.Kind, Email: person.Email, Tags: person.Tags, Refs: []people.Ref{r.sourceRef(person)},
	}
	if person.Phone != "" {
		given.Phones = []string{person.Phone}
	}
	customer, err := r.draft(given)
	for err != nil && given.without(fault.As(err).Field) {
		customer, err = r.draft(given)
	}
	customer.Batch = r.batch.Number
	return &customer, err
}

// without empties the field of a fault and reports whether it held anything
// that a customer can do without.
func (n *NewCustomer) without(field string) bool {
	held := n.CallName != "" || n.Honorific != "" || n.Kind != "" || n.Email != "" || len(n.Phones)+len(n.Tags) > 0
	switch field {
	case "call_name":
		n.CallName = ""
	case "honorific":
		n.Honorific = ""
	case "kind":
		n.Kind = ""
	case "email":
		n.Email = ""
	case "phone":
		n.Phones = nil
	case "tag":
		n.Tags = nil
	default:
		return false
	}
	return held
}

// cut shortens a text to what a name may hold.
func cut(text string) string {
	runes := []rune(text)
	return string(runes[:min(len(runes), people.MaxName)])
}

// awards asks the loyalty rule about a slice, each order with its customer's
// facts as they will be. A rule that faults gives no points: the orders are
// taken all the same.
func (r *run) awards(ctx context.Context, fresh []incoming) ([]Award, error) {
	question := newQuestion(r.shop)
	err := r.store.View(ctx, func(reader store.Reader) error {
		next, err := question.next(reader)
		if err != nil {
			return err
		}
		for i := range fresh {
			if err := r.askAbout(reader, question, &fresh[i], &next); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, readable(err)
	}
	awards, fault := question.ask(ctx)
	if fault != nil {
		awards = make([]Award, len(fresh))
		for i := range awards {
			awards[i] = Award{Fault: fault, asked: question.about[i].Number}
		}
	}
	return awards, nil
}

// askAbout asks about an order under the number that it has, or will get: next
// is the one of the next order that is new.
func (r *run) askAbout(reader store.Reader, question *question, one *incoming, next *sale.Number) error {
	person := &one.entries[0].Person
	asked := one.order
	if one.known != nil {
		asked.Number = one.known.Number
	} else {
		asked.Number, *next = *next, *next+1
	}
	buyer, err := r.buyer(reader, person)
	if err != nil {
		return err
	}
	if buyer != 0 {
		err := question.addKnown(reader, buyer, &asked)
		if err == nil && one.known != nil {
			question.without(one.known)
		}
		return err
	}
	newcomer, err := r.newcomer(person)
	if err != nil {
		return err
	}
	return question.addNewcomer(reader, r.sourceRef(person).Ref, identity(newcomer, r.zone), &asked)
}
