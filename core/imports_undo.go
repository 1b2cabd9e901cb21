package core

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Taking an import back goes in pieces, each a unit of work with whole records,
// and each looks anew at what is there. So it may be cut off anywhere: taken up
// again it finds the rest. What it changed goes back first, newest first; then
// the orders that it made go, then the customers who have nothing left.

// actionUnimport is how the journal calls taking an import back.
const actionUnimport = "import.undo"

// BatchUndo is how far an import was taken back.
type BatchUndo struct {
	At        time.Time `cbor:"1,keyasint"`
	Done      bool      `cbor:"2,keyasint,omitempty"` // false: cut off, or going on
	Removed   int       `cbor:"3,keyasint,omitempty"` // orders, or customers of an import of those
	Customers int       `cbor:"4,keyasint,omitempty"` // removed
	Restored  int       `cbor:"5,keyasint,omitempty"` // records that it had changed
	Staying   int       `cbor:"6,keyasint,omitempty"` // records and fields
}

// UndoOptions say how an import is taken back.
type UndoOptions struct {
	DryRun   bool                  // decide everything, write nothing
	Progress func(done, total int) // records; may be nil
}

// Unimported is what taking an import back did, or would do.
type Unimported struct {
	BatchUndo
	Batch  Batch
	DryRun bool
	Stays  []Stay // the first of what stays
}

// unimport is one import on its way back.
type unimport struct {
	*Imports
	options UndoOptions
	batch   Batch
	opened  uint64                          // the journal entry that began it
	changes []uint64                        // entries that changed what was there, newest first
	sales   []sale.Number                   // that it made, newest first
	comers  []people.Ordinal                // customers that it made, newest first
	rows    map[people.Ordinal][]record.Key // by which rows of customers are known again
	review  []people.Ordinal                // whose tier is to be asked about anew
	done    Unimported
	at      int // records looked at
	total   int

	restored map[people.Ordinal]bool // customers who count as restored
	would    would
}

// would is what a dry run has taken back: what it decides next goes by that.
type would struct {
	orders  *roaring.Bitmap
	entries map[loyalty.EntryNumber]loyalty.Entry // as they would be, those that go without moves
	lots    map[people.Ordinal]loyalty.Lots
	people  map[people.Ordinal]people.Customer
}

// Batch returns the number of an import from its name, "I-00007" or "7".
func (i *Imports) Batch(name string) (uint64, error) {
	text := strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(name)), "I-")
	number, err := strconv.ParseUint(text, 10, 64)
	if err != nil || number == 0 {
		return 0, fault.Invalid("batch", "%q is no import; they are called I-00007, see raja import list", name)
	}
	return number, nil
}

// Undo takes an import back: it removes the customers and orders that it made,
// and gives what it changed the values of before. What the shop used or changed
// since stays, and is named. Cut off, it goes on when it is called again; done
// once, it is a conflict.
func (i *Imports) Undo(ctx context.Context, number uint64, options UndoOptions) (Unimported, error) {
	u := &unimport{
		Imports: i, options: options,
		rows: map[people.Ordinal][]record.Key{}, restored: map[people.Ordinal]bool{},
		would: would{roaring.New(), map[loyalty.EntryNumber]loyalty.Entry{}, map[people.Ordinal]loyalty.Lots{}, map[people.Ordinal]people.Customer{}},
	}
	u.batch.Number = number
	if !options.DryRun {
		if why := i.busy.take(number, "is being taken back already"); why != "" {
			return u.done, fault.Conflict("batch", "%s %s", u.batch.Name(), why)
		}
		defer i.busy.free(number)
	}
	if err := readable(i.store.View(ctx, func(reader store.Reader) error { return u.look(ctx, reader) })); err != nil {
		return u.done, err
	}
	if u.batch.Undo == nil {
		u.batch.Undo = &BatchUndo{}
	}
	err := u.all(ctx)
	u.done.Batch, u.done.DryRun = u.batch, options.DryRun
	staying := u.done.Staying
	u.done.BatchUndo = *u.batch.Undo
	u.done.Staying = staying
	return u.done, u.interrupted(ctx, err)
}

// all takes everything back, step by step.
func (u *unimport) all(ctx context.Context) error {
	u.total = len(u.sales) + len(u.comers)
	for _, step := range []func(context.Context) error{u.begin, u.changed, u.removeOrders, u.removeCustomers, u.tiers, u.end} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (u *unimport) interrupted(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil {
		return err
	}
	return fault.Unavailable("", "was cancelled; %s is taken back in part, and undoing it again goes on from there", u.batch.Name()).Because(err)
}

// begin notes that an import is being taken back.
func (u *unimport) begin(ctx context.Context) error {
	return u.mark(ctx, false)
}

// end notes that it was, and what stays.
func (u *unimport) end(ctx context.Context) error {
	return u.mark(ctx, true)
}

func (u *unimport) mark(ctx context.Context, done bool) error {
	if u.options.DryRun {
		return nil
	}
	undo := *u.batch.Undo
	undo.At, undo.Done = u.clock.Now(), done
	if done {
		undo.Staying = u.done.Staying
	}
	err := u.update(ctx, actionUnimport, func(t *tx) error {
		t.entry.Subject, t.entry.Undoes = u.batch.Name(), u.opened
		if done {
			t.entry.Notes = map[string]string{"removed": strconv.Itoa(undo.Removed), "customers": strconv.Itoa(undo.Customers), "restored": strconv.Itoa(undo.Restored), "stays": strconv.Itoa(undo.Staying)}
		}
		return u.note(t, undo)
	})
	if err == nil {
		u.batch.Undo = &undo
	}
	return err
}

// note keeps with the batch how far it was taken back.
func (u *unimport) note(t *tx, undo BatchUndo) error {
	batch := u.batch
	batch.Undo = &undo
	return t.codec.Put(t, batchKey(batch.Number), &batch)
}

// doneOn is when an import was taken back, in words.
func (u *unimport) doneOn() string {
	return fmt.Sprintf("%s was undone already, on %s", u.batch.Name(), u.batch.Undo.At.In(u.zone).Format("2006-01-02 15:04"))
}
