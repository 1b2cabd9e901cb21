package core

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"slices"
	"sort"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/id"
	"github.com/raja-crm/raja/core/index"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// sliceRows is how many rows one transaction takes: about ten operations
// each, well inside the limit of a transaction.
const sliceRows = 64

// incoming is one order of the file: the rows that share its number, or one
// row without a number.
type incoming struct {
	entries []intake.Entry
	order   sale.Order
	gross   money.Amount // what its lines come to
	known   *sale.Order  // what is there already under its key
}

func (r *run) all(ctx context.Context) error {
	if r.options.Kind == intake.Customers {
		return r.allCustomers(ctx)
	}
	return r.allOrders(ctx)
}

// allOrders takes the file's orders slice by slice.
func (r *run) allOrders(ctx context.Context) error {
	var slice []incoming
	rows := 0
	for {
		entry, ok, err := r.next(ctx)
		if err != nil {
			return err
		}
		starts := !ok || len(slice) == 0 || !slice[len(slice)-1].takes(&entry)
		if starts && (!ok || rows >= sliceRows) && len(slice) > 0 {
			if err := r.takeOrders(ctx, slice); err != nil {
				return err
			}
			slice, rows = nil, 0
			r.progress()
		}
		if !ok {
			return nil
		}
		if starts {
			slice = append(slice, incoming{})
		}
		last := &slice[len(slice)-1]
		last.entries = append(last.entries, entry)
		rows++
	}
}

// takes reports whether the next row belongs to the same order.
func (i *incoming) takes(entry *intake.Entry) bool {
	number := i.entries[0].Sale.Number
	return number != "" && number == entry.Sale.Number && len(i.entries) <= sale.MaxLines
}

// takeOrders decides about a slice and writes what is new.
func (r *run) takeOrders(ctx context.Context, slice []incoming) error {
	var fresh []incoming
	occurrences := map[intake.Digest]uint64{}
	if !r.options.DryRun {
		clear(r.coming)
	}
	err := r.store.View(ctx, func(reader store.Reader) error {
		for _, one := range slice {
			take, err := r.weigh(reader, &one, occurrences)
			if err != nil {
				return err
			}
			if take {
				fresh = append(fresh, one)
			}
		}
		return nil
	})
	if err != nil || len(fresh) == 0 {
		return readable(err)
	}
	if r.options.DryRun {
		return r.dryOrders(ctx, fresh)
	}
	return r.writeOrders(ctx, fresh)
}

// weigh drafts an order and counts it unchanged or rejected; true means that
// it is to be written.
func (r *run) weigh(reader store.Reader, one *incoming, occurrences map[intake.Digest]uint64) (bool, error) {
	err := r.draftOrder(one)
	if err == nil {
		err = r.knowsBuyer(reader, &one.entries[0].Person)
	}
	if fault.KindOf(err) == fault.KindInvalid || errors.As(err, new(*intake.Problem)) {
		return false, r.rejectOrder(one, err)
	}
	if err != nil {
		return false, err
	}
	if number := one.entries[0].Sale.Number; number != "" {
		one.order.Key = append([]byte("n"+r.options.Source+"\x00"), number...)
		known, err := r.orderAt(reader, one.order.Key)
		if err != nil {
			return false, err
		}
		return r.weighNumbered(reader, one, known)
	}
	occurrence, known, err := r.occurrence(reader, one.entries[0].Digest, occurrences[one.entries[0].Digest])
	if err != nil {
		return false, err
	}
	if known != 0 {
		r.seen.Add(uint32(known))
		r.count(&r.batch, one, &r.batch.Unchanged)
		return false, nil
	}
	occurrences[one.entries[0].Digest]++
	one.order.Key = r.contentKey(one.entries[0].Digest, occurrence)
	return true, nil
}

// knowsBuyer refuses a row whose customer is neither there nor can be made.
func (r *run) knowsBuyer(reader store.Reader, person *intake.Person) error {
	buyer, err := r.buyer(reader, person)
	if err == nil && buyer == 0 {
		_, err = r.newcomer(person)
	}
	return err
}

// weighNumbered decides about an order with a number of its own.
func (r *run) weighNumbered(reader store.Reader, one *incoming, known sale.Number) (bool, error) {
	key := sha256.Sum256(one.order.Key)
	if r.coming[key] || (known != 0 && r.seen.Contains(uint32(known))) {
		return false, r.rejectOrder(one, &intake.Problem{Reason: intake.OrderRepeated, Text: one.entries[0].Sale.Number})
	}
	if known == 0 {
		r.coming[key] = true
		return true, nil
	}
	r.seen.Add(uint32(known))
	var stored sale.Order
	if err := r.codec.Get(reader, orderKey(known), &stored); err != nil {
		return false, err
	}
	buyer, err := r.buyer(reader, &one.entries[0].Person)
	if err != nil {
		return false, err
	}
	if buyer == stored.Customer && sameSale(&stored, &one.order) {
		r.count(&r.batch, one, &r.batch.Unchanged)
		return false, nil
	}
	one.known = &stored
	return true, nil
}

// occurrence finds the first order of this content that no earlier row of the
// file stands for: its number when it is there already, else 0 and the
// occurrence to write it under, behind the extra new ones of this slice. Rows
// take orders of one content in turn, so those taken are the first ones, and
// a doubling search finds their end.
func (r *run) occurrence(reader store.Reader, digest intake.Digest, extra uint64) (uint64, sale.Number, error) {
	var failed error
	taken := func(at uint64) bool {
		known, err := r.orderAt(reader, r.contentKey(digest, at))
		failed = errors.Join(failed, err)
		return known != 0 && r.seen.Contains(uint32(known))
	}
	end := uint64(0)
	if taken(0) {
		for end = 1; taken(end) && failed == nil; {
			end *= 2
		}
		half := end / 2 // taken; end is not
		end = half + 1 + uint64(sort.Search(int(end-half-1), func(i int) bool { return !taken(half + 1 + uint64(i)) }))
	}
	if failed != nil {
		return 0, 0, failed
	}
	known, err := r.orderAt(reader, r.contentKey(digest, end))
	if known == 0 {
		end += extra
	}
	return end, known, err
}

func (r *run) contentKey(digest intake.Digest, occurrence uint64) []byte {
	key := append([]byte("c"+r.options.Source+"\x00"), digest[:]...)
	return binary.AppendUvarint(key, occurrence)
}

func (r *run) orderAt(reader store.Reader, key []byte) (sale.Number, error) {
	var number sale.Number
	err := r.codec.Get(reader, importKey(key), &number)
	if errors.Is(err, store.ErrNotFound) {
		return 0, nil
	}
	return number, err
}

func sameSale(a, b *sale.Order) bool {
	return a.At.Equal(b.At) && a.Total == b.Total && a.Discount == b.Discount && slices.Equal(a.Lines, b.Lines)
}

// draftOrder makes an order of an incoming's rows.
func (r *run) draftOrder(one *incoming) error {
	first := one.entries[0]
	order := sale.Order{At: first.Sale.At, DateOnly: first.Sale.DateOnly, Source: r.options.Source, Batch: r.batch.Number}
	var gross money.Amount
	for _, entry := range one.entries {
		if !agrees(&first, &entry) {
			return &intake.Problem{Reason: intake.LinesDisagree, Text: first.Sale.Number}
		}
		line := entry.Sale.Line
		sum, ok := money.Times(line.Price, line.Quantity)
		if gross += sum; !ok || sum > sale.MaxTotal || gross > sale.MaxTotal {
			return &intake.Problem{Reason: intake.BadAmount, Text: "price times quantity is larger than an order can be"}
		}
		order.Lines = append(order.Lines, line)
	}
	one.gross, order.Total = gross, gross
	if first.Sale.HasAmount {
		order.Total = first.Sale.Amount
		order.Discount = max(0, gross-order.Total)
	}
	order.Paid = order.Total
	order.ShareTotal()
	made, err := id.New(order.At, r.entropy)
	if err != nil {
		return err
	}
	order.ID = sale.ID(made)
	one.order = order
	return order.Check()
}

// agrees reports whether a later row of an order says the same of it.
func agrees(first, other *intake.Entry) bool {
	return first.Person.Ref == other.Person.Ref && first.Person.Name == other.Person.Name &&
		first.Sale.At.Equal(other.Sale.At) &&
		first.Sale.HasAmount == other.Sale.HasAmount && first.Sale.Amount == other.Sale.Amount
}

func (r *run) rejectOrder(one *incoming, why error) error {
	for _, entry := range one.entries {
		if err := r.reject(entry.Line, entry.Cells, why); err != nil {
			return err
		}
	}
	return nil
}

// sourceRef is how a customer of this file is known: the source's reference,
// and where there is none the name, with the phone if there is one.
func (r *run) sourceRef(person *intake.Person) people.Ref {
	if person.Ref != "" {
		return people.Ref{Source: r.options.Source, Ref: person.Ref}
	}
	ref := person.Name
	for _, number := range r.readPhones(person.Phone) {
		if number.Valid {
			ref += " " + number.E164 // two of one name are told apart
			break
		}
	}
	return people.Ref{Source: r.options.Source, Ref: ref}
}

// namesake returns the customer who has both the name and a phone of a row,
// or 0 when nobody has.
func (r *run) namesake(reader store.Reader, person *intake.Person) (people.Ordinal, error) {
	for _, number := range r.readPhones(person.Phone) {
		if !number.Valid {
			continue
		}
		owners, err := r.owners(reader, number.E164)
		if err != nil {
			return 0, err
		}
		for _, owner := range owners {
			known, err := r.standing(reader, owner)
			if err != nil || index.Normalize(known.Name) == index.Normalize(person.Name) {
				return owner, err
			}
		}
	}
	return 0, nil
}

// buyer returns the customer that a row means, or 0 when she is new.
func (r *run) buyer(reader store.Reader, person *intake.Person) (people.Ordinal, error) {
	found, err := r.keyed(reader, refKey(r.sourceRef(person)))
	if err != nil || found != 0 || person.Ref != "" {
		return found, err
	}
	return r.namesake(reader, person)
}
