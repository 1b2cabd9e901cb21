package core

import (
	"context"
	"errors"
	"slices"

	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// uniqueRow knows again a row of customers that has no reference of its own:
// source, content → ordinal.
const uniqueRow byte = 5

// rowKey is where the customer of a row without a reference is found again.
func rowKey(source string, digest intake.Digest) record.Key {
	return record.In(record.Unique).Byte(uniqueRow).Text(source).Text(string(digest[:]))
}

// allCustomers takes the file's customers slice by slice.
func (r *run) allCustomers(ctx context.Context) error {
	var slice []intake.Entry
	for {
		entry, ok, err := r.next(ctx)
		if err != nil {
			return err
		}
		if ok {
			slice = append(slice, entry)
		}
		if len(slice) > 0 && (!ok || len(slice) == sliceRows) {
			if err := r.takeCustomers(ctx, slice); err != nil {
				return err
			}
			slice = slice[:0]
			r.progress()
		}
		if !ok {
			return nil
		}
	}
}

// outcome is what became of one row.
type outcome struct {
	created, updated *people.Customer
	rejected         error
}

// takeCustomers writes a slice in one transaction. A slice too large for one
// is halved.
func (r *run) takeCustomers(ctx context.Context, slice []intake.Entry) error {
	var outcomes []outcome
	if r.options.DryRun {
		err := r.store.View(ctx, func(reader store.Reader) (err error) {
			outcomes, err = r.dryCustomers(reader, slice)
			return err
		})
		if err != nil {
			return readable(err)
		}
		return r.countCustomers(slice, outcomes)
	}
	err := r.update(ctx, actionSlice, func(t *tx) error {
		outcomes = outcomes[:0]
		t.entry.Subject, t.batch = r.batch.Name(), r.batch.Number
		for i := range slice {
			made, err := r.takeCustomer(t, &slice[i])
			if err != nil {
				return err
			}
			outcomes = append(outcomes, made)
		}
		after := r.batch
		for i := range outcomes {
			after.countCustomer(&outcomes[i])
		}
		return r.remember(t, after)
	})
	if errors.Is(err, store.ErrTooLarge) && len(slice) > 1 {
		half := len(slice) / 2
		if err := r.takeCustomers(ctx, slice[:half]); err != nil {
			return err
		}
		return r.takeCustomers(ctx, slice[half:])
	}
	if err != nil {
		return err
	}
	return r.countCustomers(slice, outcomes)
}

func (r *run) countCustomers(slice []intake.Entry, outcomes []outcome) error {
	for i, made := range outcomes {
		if made.rejected == nil {
			r.batch.countCustomer(&made)
			continue
		}
		if err := r.reject(slice[i].Line, slice[i].Cells, made.rejected); err != nil {
			return err
		}
	}
	return nil
}

// countCustomer counts what became of one row; what was rejected counts when
// it is told.
func (b *Batch) countCustomer(made *outcome) {
	switch {
	case made.rejected != nil:
		return
	case made.created != nil:
		b.Created++
		b.CustomersCreated++
	case made.updated != nil:
		b.Updated++
	default:
		b.Unchanged++
	}
	b.Rows++
}

// takeCustomer creates, updates or leaves the customer of a row.
func (r *run) takeCustomer(t *tx, entry *intake.Entry) (outcome, error) {
	made, err := r.decideCustomer(t, entry)
	switch {
	case err != nil:
	case made.updated != nil:
		err = t.customers.put(t, made.updated)
	case made.created != nil:
		if err = t.addCustomer(made.created, t.customers.addUnnoted); err != nil {
			break
		}
		if row := r.ownKey(entry); row != nil {
			err = t.codec.Put(t, row, made.created.Ordinal)
		}
	}
	return made, err
}

// decideCustomer says what becomes of a row. Who was merged into somebody
// counts as her: what the row says new of her is added there, and what stands
// there already stays, since the merge chose it.
func (r *run) decideCustomer(reader store.Reader, entry *intake.Entry) (outcome, error) {
	named, err := r.same(reader, entry)
	if err != nil {
		return outcome{}, err
	}
	if named == 0 {
		return r.createCustomer(entry), nil
	}
	root, err := r.currently(reader, named)
	if err != nil {
		return outcome{}, err
	}
	known, err := r.standing(reader, root)
	if err != nil {
		return outcome{}, err
	}
	person := entry.Person
	if root != named {
		person = lacking(&known, person)
	}
	changed, err := r.mergeInto(known, &person)
	return outcome{updated: changed, rejected: err}, nil
}

// lacking is what a row says and a customer lacks.
func lacking(known *people.Customer, person intake.Person) intake.Person {
	person.Name, person.Kind = "", ""
	if known.CallName != "" {
		person.CallName = ""
	}
	if known.Honorific != "" {
		person.Honorific = ""
	}
	if known.Email != "" {
		person.Email = ""
	}
	return person
}

func (r *run) createCustomer(entry *intake.Entry) outcome {
	customer, err := r.draft(r.given(&entry.Person))
	if err != nil {
		return outcome{rejected: err}
	}
	customer.Batch = r.batch.Number
	return outcome{created: &customer}
}

// ownKey is where the customer of a row without a reference is found again,
// nil for one that has a reference.
func (r *run) ownKey(entry *intake.Entry) record.Key {
	if entry.Person.Ref != "" {
		return nil
	}
	return rowKey(r.options.Source, entry.Digest)
}

func (r *run) given(person *intake.Person) NewCustomer {
	given := NewCustomer{
		Name: person.Name, CallName: person.CallName, Honorific: people.Honorific(person.Honorific),
		Kind: person.Kind, Email: person.Email, Tags: person.Tags,
	}
	if person.Phone != "" {
		given.Phones = []string{person.Phone}
	}
	if person.Ref != "" {
		given.Refs = []people.Ref{{Source: r.options.Source, Ref: person.Ref}}
	}
	return given
}

// same returns the customer that a row means: the one with its reference, the
// one that this very row made before, or one of the same name and phone; 0
// for nobody.
func (r *run) same(reader store.Reader, entry *intake.Entry) (people.Ordinal, error) {
	if entry.Person.Ref != "" {
		return r.buyer(reader, &entry.Person)
	}
	found, err := r.keyed(reader, r.ownKey(entry))
	if err != nil || found != 0 {
		return found, err
	}
	return r.namesake(reader, &entry.Person)
}

// mergeInto returns the customer with what the row says of her, or nil when
// it says nothing new. An empty cell takes nothing away, and phones and tags
// are only added.
func (r *run) mergeInto(known people.Customer, person *intake.Person) (*people.Customer, error) {
	before := known
	before.Phones, before.Tags = slices.Clone(known.Phones), slices.Clone(known.Tags)
	set(&known.Name, person.Name)
	set(&known.CallName, person.CallName)
	set(&known.Email, person.Email)
	set(&known.Honorific, people.Honorific(person.Honorific))
	set(&known.Kind, person.Kind)
	for _, number := range r.readPhones(person.Phone) {
		if !slices.ContainsFunc(known.Phones, func(p people.Phone) bool {
			return p.Raw == number.Raw || (p.E164 != "" && p.E164 == number.E164)
		}) {
			known.Phones = append(known.Phones, number)
		}
	}
	for _, tag := range person.Tags {
		if !slices.Contains(known.Tags, tag) {
			known.Tags = append(known.Tags, tag)
		}
	}
	if err := known.Check(); err != nil {
		return nil, err
	}
	if sameCustomer(&before, &known) {
		return nil, nil
	}
	known.UpdatedAt = r.clock.Now()
	return &known, nil
}

func set[T ~string](field *T, value T) {
	if value != "" {
		*field = value
	}
}

func sameCustomer(a, b *people.Customer) bool {
	return a.Name == b.Name && a.CallName == b.CallName && a.Email == b.Email && a.Honorific == b.Honorific &&
		a.Kind == b.Kind && slices.Equal(a.Phones, b.Phones) && slices.Equal(a.Tags, b.Tags)
}
