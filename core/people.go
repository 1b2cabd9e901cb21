package core

import (
	"context"
	"fmt"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/id"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/phone"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// People is the chapter of customers: adding, finding, showing.
type People struct{ *shop }

// NewCustomer is what is known of somebody who is added. Name is required.
type NewCustomer struct {
	Name, CallName string
	Honorific      people.Honorific
	Kind           people.Kind // "" is external
	Phones         []string    // as written; one text may hold several
	Email          string
	Tags           []string
	Refs           []people.Ref
}

// The fields of the unique and lookup indexes. They are on disk: append only.
const (
	uniqueID    byte = 1 // customer id → ordinal
	uniqueRef   byte = 2 // source, reference → ordinal
	uniqueOrder byte = 3 // import key → order number
	uniqueSale  byte = 4 // order id → order number

	lookupPhone byte = 1 // E.164 → ordinal
	lookupEmail byte = 2 // address in lower case → ordinal
	lookupName  byte = 3 // what spellings of a name share → ordinal
)

func customerKey(ordinal people.Ordinal) record.Key {
	return record.In(record.Customers).Uint32(uint32(ordinal))
}

func idKey(customer people.ID) record.Key {
	return record.In(record.Unique).Byte(uniqueID).Text(string(customer[:]))
}

func refKey(ref people.Ref) record.Key {
	return record.In(record.Unique).Byte(uniqueRef).Text(ref.Source).Text(ref.Ref)
}

func lookupKey(field byte, value string) record.Key {
	return record.In(record.Lookup).Byte(field).Text(value)
}

// Add records a new customer and returns her with those who may be the same
// person. It never refuses because of a shared phone: families share one.
func (p *People) Add(ctx context.Context, given NewCustomer) (people.Customer, []Duplicate, error) {
	var (
		added people.Customer
		twins []Duplicate
	)
	made, err := p.draft(given)
	if err == nil {
		err = p.Warm(ctx)
	}
	if err != nil {
		return added, nil, err
	}
	err = p.update(ctx, "customer.add", func(t *tx) error {
		added = made
		if twins, err = p.duplicates(t, &added); err != nil {
			return err
		}
		if err := t.addCustomer(&added, t.customers.add); err != nil {
			return err
		}
		t.entry.Subject = Code(added.Ordinal)
		return nil
	})
	return added, twins, err
}

// draft makes a checked customer that has no ordinal yet.
func (s *shop) draft(given NewCustomer) (people.Customer, error) {
	at := s.clock.Now()
	made, err := id.New(at, s.entropy)
	if err != nil {
		return people.Customer{}, err
	}
	customer := people.Customer{
		ID: people.ID(made), Name: given.Name, CallName: given.CallName, Honorific: given.Honorific,
		Kind: given.Kind, Email: given.Email, Tags: given.Tags, Refs: given.Refs,
		CreatedAt: at, UpdatedAt: at,
	}
	for _, raw := range given.Phones {
		customer.Phones = append(customer.Phones, s.readPhones(raw)...)
	}
	return customer, customer.Check()
}

// readPhones reads every number in a text, keeping what it cannot read.
func (s *shop) readPhones(raw string) []people.Phone {
	var phones []people.Phone
	for _, number := range phone.Parse(raw, s.business.Region) {
		phones = append(phones, people.Phone{Raw: number.Raw, E164: number.E164, Kind: string(number.Kind), Valid: number.Valid})
	}
	return phones
}

// customerShelf is where customers lie: their facts and their place among
// everybody follow from them.
func customerShelf() *shelf[people.Customer] {
	return &shelf[people.Customer]{
		space: record.Customers, word: "customer", mark: "C-", digits: 5,
		number: func(c *people.Customer) uint64 { return uint64(c.Ordinal) },
		keys:   customerIndex,
		check:  (*people.Customer).Check,
		follow: (*tx).followCustomer,
		free:   (*tx).freeCustomer,
	}
}

// addCustomer gives the customer an ordinal and writes her with every index,
// set and fact that follows from her. Imports do not note her: their batch
// names the records.
func (t *tx) addCustomer(customer *people.Customer, add func(*tx, *people.Customer) error) error {
	t.counters.Customers++
	customer.Ordinal = t.counters.Customers
	return add(t, customer)
}

// followCustomer keeps search, facts and the set of everybody in step with a
// customer.
func (t *tx) followCustomer(before, after *people.Customer) error {
	if after == nil {
		return t.forgetCustomer(before)
	}
	if err := t.rename(after); err != nil {
		return err
	}
	switch {
	case before != nil && before.Into != after.Into:
		return t.followAlias(before, after)
	case after.Into != 0:
		return nil
	case before == nil:
		if err := t.addTo(everyone, after.Ordinal); err != nil {
			return err
		}
		return t.addFacts(after)
	}
	return t.editFacts(after.Ordinal, func(row *abi.Facts) {
		fresh := identity(after, t.zone)
		row.Kind, row.MemberSinceDay = fresh.Kind, fresh.MemberSinceDay
		row.Flags = row.Flags&^uint32(people.Loyal|people.Blocked) | fresh.Flags
	})
}

// freeCustomer refuses to let go of somebody who has a past here.
func (t *tx) freeCustomer(gone *people.Customer) error {
	prefixes := []record.Key{ordersOf(gone.Ordinal), ledgerOf(gone.Ordinal), t.profiles.key(uint64(gone.Ordinal))}
	for _, list := range listsOfCustomers() {
		prefixes = append(prefixes, inList(list).Uint32(uint32(gone.Ordinal)))
	}
	for _, prefix := range prefixes {
		for _, err := range t.Range(store.Range{Prefix: prefix, KeyOnly: true, Limit: 1}) {
			if err != nil {
				return err
			}
			return fault.Conflict("customer", "%s has orders, points or other records by now, and stays", Code(gone.Ordinal))
		}
	}
	return t.freeFromStaff(gone)
}

// freeFromStaff refuses to let go of somebody who is the internal customer of a
// member of staff.
func (t *tx) freeFromStaff(gone *people.Customer) error {
	internals, err := t.internals(t)
	if code := internals[gone.Ordinal]; code != "" {
		return fault.Conflict("customer", "%s is %s of the staff, and stays", Code(gone.Ordinal), code)
	}
	return err
}

// forgetCustomer takes a customer who was added by mistake out of every set,
// and leaves her row empty.
func (t *tx) forgetCustomer(gone *people.Customer) error {
	t.renamed[gone.Ordinal] = ""
	if err := t.hideRow(gone.Ordinal); err != nil {
		return err
	}
	if err := t.forgetDecisions(gone.Ordinal); err != nil {
		return err
	}
	return t.editFacts(gone.Ordinal, func(row *abi.Facts) { *row = abi.Facts{} })
}

// customerIndex derives every index key of a customer. A lookup key ends in
// her ordinal; a unique key holds it.
func customerIndex(customer *people.Customer) []record.Key {
	keys := []record.Key{idKey(customer.ID)}
	for _, ref := range customer.Refs {
		keys = append(keys, refKey(ref))
	}
	for _, number := range customer.Phones {
		if number.E164 != "" {
			keys = append(keys, lookupKey(lookupPhone, number.E164).Uint32(uint32(customer.Ordinal)))
		}
	}
	if block := people.NameBlock(customer.Name); block != "" {
		keys = append(keys, lookupKey(lookupName, block).Uint32(uint32(customer.Ordinal)))
	}
	if customer.Into != 0 {
		keys = append(keys, aliasesOf(customer.Into).Uint64(uint64(customer.Ordinal)))
	}
	if customer.Email != "" {
		keys = append(keys, lookupKey(lookupEmail, fold(customer.Email)).Uint32(uint32(customer.Ordinal)))
	}
	return keys
}

// identity starts the facts row of a customer.
func identity(customer *people.Customer, zone *time.Location) abi.Facts {
	row := abi.Facts{
		Ordinal: uint32(customer.Ordinal), Kind: abi.KindExternal, Flags: uint32(customer.Flags),
		MemberSinceDay: int32(clock.DayOf(customer.CreatedAt, zone)),
	}
	if customer.Kind == people.Internal {
		row.Kind = abi.KindInternal
	}
	return row
}

// Code returns the short code that people use for a customer: "C-00123".
func Code(ordinal people.Ordinal) string { return fmt.Sprintf("C-%05d", ordinal) }
