package core

import (
	"time"

	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/money"
)

// Sums are what an owner can compare with her paper: the orders of a file that
// could be taken, new or not.
type Sums struct {
	Orders      int
	Total       money.Amount
	First, Last time.Time // in shop time, zero without orders

	Differ    int          // orders whose stated total is not what their lines come to
	Differing []Difference // the first of them
}

// Difference is an order of a file whose stated total is not what its lines
// come to. What it states is taken; what is less counts as a discount.
type Difference struct {
	Order  string // its number in the file, "" where it has none
	Line   int    // of the file
	Stated money.Amount
	Lines  money.Amount
}

// maxDiffering is how many differences are named.
const maxDiffering = 20

func (s *Sums) differs(one *incoming) {
	first := &one.entries[0]
	if !first.Sale.HasAmount || one.gross == 0 || one.gross == first.Sale.Amount {
		return
	}
	if s.Differ++; len(s.Differing) < maxDiffering {
		s.Differing = append(s.Differing, Difference{Order: first.Sale.Number, Line: first.Line, Stated: first.Sale.Amount, Lines: one.gross})
	}
}

func (s *Sums) add(total money.Amount, at time.Time) {
	s.Orders++
	s.Total += total
	if s.Orders == 1 || at.Before(s.First) {
		s.First = at
	}
	if at.After(s.Last) {
		s.Last = at
	}
}

// Column is how one column of a file was understood.
type Column struct {
	Heading string // "" where the columns were named by hand
	Field   string // key of an intake.Field, "" for a column that was passed over
}

// columnsOf says how the columns of a file are read.
func columnsOf(header []string, layout intake.Layout) []Column {
	columns := make([]Column, len(layout))
	for i, field := range layout {
		columns[i].Field = field
		if i < len(header) {
			columns[i].Heading = header[i]
		}
	}
	return columns
}

// count adds the rows of one order to a figure of a batch.
func (r *run) count(batch *Batch, one *incoming, into *int) {
	*into += len(one.entries)
	batch.Rows += len(one.entries)
	batch.Sums.add(one.order.Total, one.order.At.In(r.zone))
	batch.Sums.differs(one)
}

func (r *run) countWritten(batch *Batch, one *incoming, created bool) {
	if created {
		batch.CustomersCreated++
	}
	if one.known != nil {
		r.count(batch, one, &batch.Updated)
		return
	}
	r.count(batch, one, &batch.Created)
}

// remember writes with a slice how far the import is, the slice included, so
// that one that is cut off is known by what it took in.
func (r *run) remember(t *tx, batch Batch) error {
	return t.codec.Put(t, batchKey(batch.Number), &batch)
}
