package core

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// The books of points as a whole: what the shop owes in points, whether what is
// kept agrees with the ledger, and the ledger for another program.

// Liability is what the shop owes its customers in points on a day.
type Liability struct {
	Customers int            // who can spend some
	Points    loyalty.Points // that can be spent
	Pending   loyalty.Points // that will be
	Owed      loyalty.Points // that customers owe
	Worth     money.Amount   // of Points, where a point takes something off
	Beyond    bool           // Worth is more than 64 bits hold; it is 0 then
	Expiring  []Expiry       // of Points, by the month in which they go; those that never do last
}

// Expiry is the points that go in one month.
type Expiry struct {
	Month  string // YYYY-MM, "" never
	Points loyalty.Points
}

// Liability counts what everybody has on the shop's date, but for the shop's own
// people. Points that are more than 64 bits hold are an error.
func (l *Loyalty) Liability(ctx context.Context) (Liability, error) {
	var found Liability
	months, today := map[string]loyalty.Points{}, l.Today()
	program, err := l.Program(ctx)
	if err != nil {
		return found, err
	}
	err = l.eachPast(ctx, func(customer people.Ordinal, reader store.Reader, known *past) error {
		if len(known.lots) == 0 {
			return nil
		}
		row, _, err := readFacts(reader, customer)
		if err != nil || row.Kind != abi.KindExternal {
			return err
		}
		lots := known.lots
		if ahead, err := l.isAhead(reader); err != nil {
			return err
		} else if ahead {
			if lots, err = l.lotsOn(reader, customer, today); err != nil {
				return err
			}
		}
		if !found.add(lots, today, months) {
			return fault.Unavailable("points", "the customers have more points than can be counted; look for awards that are far too large")
		}
		return nil
	})
	worth, fits := money.Times(program.Worth, int64(found.Points))
	if found.Beyond = !fits; fits {
		found.Worth = worth
	}
	for month, points := range months {
		found.Expiring = append(found.Expiring, Expiry{month, points})
	}
	slices.SortFunc(found.Expiring, func(a, b Expiry) int { return cmp.Compare(cmp.Or(a.Month, "9"), cmp.Or(b.Month, "9")) })
	return found, err
}

// add counts the lots of one customer, and reports false once the sums leave 64
// bits: those of months are parts of the whole.
func (f *Liability) add(lots loyalty.Lots, today clock.Day, months map[string]loyalty.Points) bool {
	spendable := loyalty.Points(0)
	for _, lot := range lots {
		switch {
		case lot.Points < 0:
			f.Owed -= lot.Points
		case lot.Earned > today:
			f.Pending += lot.Points
		case lot.Expires == 0 || today < lot.Expires:
			month := ""
			if lot.Expires != 0 {
				month = lot.Expires.String()[:7]
			}
			months[month] += lot.Points
			spendable += lot.Points
		}
		if spendable < 0 || f.Pending < 0 || f.Owed < 0 {
			return false
		}
	}
	f.Points += spendable
	if spendable > 0 {
		f.Customers++
	}
	return f.Points >= 0
}

// eachPast gives what is kept of every customer who has a past, in one
// snapshot.
func (l *Loyalty) eachPast(ctx context.Context, give func(people.Ordinal, store.Reader, *past) error) error {
	return readable(l.store.View(ctx, func(reader store.Reader) error {
		for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Histories)}) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			body, err := record.Open(kv.Key, kv.Value)
			if err != nil {
				return err
			}
			known, err := parsePast(nil, body)
			if err != nil {
				return err
			}
			if err := give(people.Ordinal(record.Tail32(kv.Key)), reader, known); err != nil {
				return err
			}
		}
		return nil
	}))
}

// Proof is what came of computing every balance anew from the ledger.
type Proof struct {
	Customers int
	Entries   int
	Points    loyalty.Points   // in all lots
	Wrong     []people.Ordinal // whose lots are not what the ledger gives
}

// Prove computes everybody's lots from the ledger alone and compares them with
// what is kept.
func (l *Loyalty) Prove(ctx context.Context) (Proof, error) {
	var done Proof
	err := l.eachPast(ctx, func(customer people.Ordinal, reader store.Reader, known *past) error {
		entries, err := l.ledger(reader, customer, forEver)
		if err != nil {
			return err
		}
		lots := loyalty.Fold(entries, l.zone)
		done.Customers, done.Entries, done.Points = done.Customers+1, done.Entries+len(entries), done.Points+lots.Sum()
		if !bytes.Equal(lots.Append(nil), known.lots.Append(nil)) {
			done.Wrong = append(done.Wrong, customer)
		}
		return nil
	})
	return done, err
}

// WriteLedger writes every movement of points until today as a journal that
// hledger and ledger read: accounts are member:C-00001:available and the like, and
// the commodity is P. What expired does so on its day.
func (l *Loyalty) WriteLedger(ctx context.Context, out io.Writer) (entries int, err error) {
	err = l.eachPast(ctx, func(customer people.Ordinal, reader store.Reader, _ *past) error {
		all, err := l.ledger(reader, customer, lastOf(l.Today(), l.zone))
		if err != nil {
			return err
		}
		all = loyalty.OnTheirDays(all, l.Today(), l.zone)
		for i := range all {
			if err := l.writeEntry(out, customer, &all[i]); err != nil {
				return err
			}
		}
		entries += len(all)
		return nil
	})
	return entries, err
}

func (l *Loyalty) writeEntry(out io.Writer, customer people.Ordinal, entry *loyalty.Entry) error {
	sides := entry.Postings(l.zone)
	if len(sides) == 0 {
		return nil
	}
	source := ""
	if entry.Order != 0 {
		source = " " + Nota(entry.Order)
	}
	if _, err := fmt.Fprintf(out, "%s * %s%s\n", clock.DayOf(entry.At, l.zone), entry.Kind, source); err != nil {
		return err
	}
	for _, side := range sides {
		account := "program:" + string(side.Account)
		if !side.Account.Ours() {
			account = "member:" + Code(customer) + ":" + string(side.Account)
		}
		if _, err := fmt.Fprintf(out, "    %s  %d P\n", account, side.Points); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintln(out)
	return err
}
