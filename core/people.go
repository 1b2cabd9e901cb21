package core

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/raja-crm/raja/core/clock"
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
		if err := t.addCustomer(&added); err != nil {
			return err
		}
		t.entry.Subject = Code(added.Ordinal)
		return t.noteCustomer(&added)
	})
	if err == nil {
		p.names.add(&added)
	}
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

// addCustomer gives the customer an ordinal and writes her with every index,
// set and fact that follows from her.
func (t *tx) addCustomer(customer *people.Customer) error {
	t.counters.Customers++
	customer.Ordinal = t.counters.Customers
	if err := t.codec.Put(t, customerKey(customer.Ordinal), customer); err != nil {
		return err
	}
	for _, key := range customerIndex(customer) {
		if err := t.setIndex(key, customer.Ordinal); err != nil {
			return err
		}
	}
	if err := t.addTo(everyone, customer.Ordinal); err != nil {
		return err
	}
	return t.addFacts(customer)
}

// noteCustomer puts the new record into the journal entry. Imports do not:
// their batch names the records.
func (t *tx) noteCustomer(customer *people.Customer) error {
	key := customerKey(customer.Ordinal)
	after, err := t.Get(key)
	if err == nil {
		t.entry.Changes = append(t.entry.Changes, change(key, nil, after))
	}
	return err
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
	if customer.Email != "" {
		keys = append(keys, lookupKey(lookupEmail, fold(customer.Email)).Uint32(uint32(customer.Ordinal)))
	}
	return keys
}

// setIndex writes an index key; one that is taken by somebody else is a bug
// of the caller, who checks first.
func (t *tx) setIndex(key record.Key, ordinal people.Ordinal) error {
	if record.Space(key[0]) == record.Lookup {
		return t.Set(key, nil)
	}
	taken, err := t.Get(key)
	if err == nil {
		return fmt.Errorf("index %x is taken by %x", key, taken)
	}
	if !errors.Is(err, store.ErrNotFound) {
		return err
	}
	return t.codec.Put(t, key, ordinal)
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
