package core

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
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

// piece is what one unit of work took back.
type piece struct {
	removed, customers, restored int
	stays                        []Stay
	gone                         []sale.Number
	restoredWho                  []people.Ordinal
	review                       []people.Ordinal
	staff                        map[people.Ordinal]string // internal customers, once they were read
	lists                        map[byte]bool             // which lists name nothing at all
	wrote                        bool
}

// none reports whether the list that a key is of names nothing at all: most
// shops use few of them.
func (p *piece) none(reader store.Reader, key record.Key) (bool, error) {
	if record.Space(key[0]) != record.Lists {
		return false, nil
	}
	if none, asked := p.lists[key[1]]; asked {
		return none, nil
	}
	none := true
	for _, err := range reader.Range(store.Range{Prefix: key[:2], KeyOnly: true, Limit: 1}) {
		if err != nil {
			return false, err
		}
		none = false
	}
	if p.lists == nil {
		p.lists = map[byte]bool{}
	}
	p.lists[key[1]] = none
	return none, nil
}

// pieceSize is how many records one unit of work takes back.
const pieceSize = 64

// inPieces takes records back, some in a unit of work; one that is too large is
// halved. A dry run only looks.
func inPieces[T any](ctx context.Context, u *unimport, all []T, take func(store.Reader, *tx, T, *piece) error) error {
	for len(all) > 0 {
		some := all[:min(pieceSize, len(all))]
		for {
			err := onePiece(ctx, u, some, take)
			if errors.Is(err, store.ErrTooLarge) && len(some) > 1 {
				some = some[:len(some)/2]
				continue
			}
			if err != nil {
				return err
			}
			break
		}
		all = all[len(some):]
		u.at += len(some)
		if u.options.Progress != nil {
			u.options.Progress(min(u.at, u.total), u.total)
		}
	}
	return nil
}

func onePiece[T any](ctx context.Context, u *unimport, some []T, take func(store.Reader, *tx, T, *piece) error) error {
	var did piece
	each := func(reader store.Reader, t *tx) error {
		did = piece{}
		for _, one := range some {
			if err := take(reader, t, one, &did); err != nil {
				return err
			}
		}
		return ctx.Err()
	}
	var err error
	if u.options.DryRun {
		err = readable(u.store.View(ctx, func(reader store.Reader) error { return each(reader, nil) }))
	} else {
		err = u.update(ctx, actionUnimport, func(t *tx) error {
			t.entry.Subject, t.entry.Undoes = u.batch.Name(), u.opened
			if err := each(t, t); err != nil {
				return err
			}
			if !did.wrote {
				return errNothingNew
			}
			return u.note(t, did.onto(*u.batch.Undo))
		})
	}
	if err != nil && !errors.Is(err, errNothingNew) {
		return err
	}
	u.count(&did)
	return nil
}

// onto adds what a piece did to what was done before it.
func (p *piece) onto(undo BatchUndo) BatchUndo {
	undo.Removed += p.removed
	undo.Customers += p.customers
	undo.Restored += p.restored
	return undo
}

func (u *unimport) count(did *piece) {
	undo := did.onto(*u.batch.Undo)
	u.batch.Undo = &undo
	u.done.Staying += len(did.stays)
	u.done.Stays = append(u.done.Stays, did.stays[:min(len(did.stays), maxSamples-len(u.done.Stays))]...)
	for _, number := range did.gone {
		u.would.orders.Add(uint32(number))
	}
	for _, who := range did.restoredWho {
		u.restored[who] = true
	}
	u.review = append(u.review, did.review...)
}

// busy is which imports are being taken in, or back, in this process.
type busy struct {
	mu      sync.Mutex
	batches map[uint64]string // number to what is said to who comes second
}

// take returns what another one does with an import, or "" and has it.
func (b *busy) take(number uint64, doing string) string {
	b.mu.Lock()
	defer b.mu.Unlock()
	if why := b.batches[number]; why != "" {
		return why
	}
	b.batches[number] = doing
	return ""
}

func (b *busy) free(number uint64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.batches, number)
}

func newBusy() *busy { return &busy{batches: map[uint64]string{}} }

// doneOn is when an import was taken back, in words.
func (u *unimport) doneOn() string {
	return fmt.Sprintf("%s was undone already, on %s", u.batch.Name(), u.batch.Undo.At.In(u.zone).Format("2006-01-02 15:04"))
}
