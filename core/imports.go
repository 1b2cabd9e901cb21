package core

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Imports is the chapter of tables that come in. A row is known again by the
// source's own number, else by its content and its occurrence, so that a
// second import of a file changes nothing.
type Imports struct{ *shop }

// ImportOptions say how a file is read. Empty fields are detected.
type ImportOptions struct {
	Kind       intake.Kind
	Dialect    exchange.Dialect
	Columns    []string // fields in the order of columns; nil reads the header
	DateFormat string   // "DD/MM/YYYY" or Go's "02/01/2006"
	Decimal    money.Decimal
	Currency   string                 // must be the shop's own
	Source     string                 // where the table comes from; "" is "import"
	DryRun     bool                   // decide everything, write nothing
	Rejects    func(Reject) error     // is given every row not taken; may be nil
	Progress   func(read, size int64) // bytes; may be nil
}

// Batch is an import as it is remembered.
type Batch struct {
	Number           uint64           `cbor:"1,keyasint"`
	Kind             intake.Kind      `cbor:"2,keyasint"`
	Source           string           `cbor:"3,keyasint"`
	At               time.Time        `cbor:"4,keyasint"`
	Rows             int              `cbor:"5,keyasint"` // created + updated + unchanged + rejected
	Created          int              `cbor:"6,keyasint"`
	Updated          int              `cbor:"7,keyasint"`
	Unchanged        int              `cbor:"8,keyasint"`
	Rejected         int              `cbor:"9,keyasint"`
	CustomersCreated int              `cbor:"10,keyasint"`
	Reasons          map[string]int   `cbor:"11,keyasint,omitempty"`
	Done             bool             `cbor:"12,keyasint"` // false while it runs, and after it was cut off
	Behind           Reached          `cbor:"13,keyasint,omitzero"`
	Undo             *BatchUndo       `cbor:"14,keyasint,omitempty"` // how far it was taken back; nil for never
	DryRun           bool             `cbor:"-"`
	Samples          []Reject         `cbor:"-"` // the first rows not taken
	Columns          []Column         `cbor:"-"` // how the file was understood
	Sums             Sums             `cbor:"-"` // of orders
	Looks            exchange.Dialect `cbor:"-"` // what the file seems to be written in, when it was read otherwise and nearly no row was taken
}

// Reached are the last numbers that were given out when an import began: what
// it made lies behind them.
type Reached struct {
	Customers people.Ordinal `cbor:"1,keyasint,omitempty"`
	Orders    sale.Number    `cbor:"2,keyasint,omitempty"`
	Journal   uint64         `cbor:"3,keyasint,omitempty"` // entry
}

// Reject is a row that was not taken, with the reason in words.
type Reject struct {
	Line      int
	Reason    intake.Reason
	Message   string // in English
	MessageID string // in Indonesian where Raja has the words, else as Message
	Cells     []string
}

// maxSource is the longest name of a source, in bytes: it stands in every key
// by which the source's rows are known again.
const maxSource = 100

// maxSamples is how many rejects a Batch carries.
const maxSamples = 100

// Name returns what people call a batch: "I-00007".
func (b *Batch) Name() string { return fmt.Sprintf("I-%05d", b.Number) }

// What the journal calls the parts of an import behind its beginning.
const (
	actionSlice    = "import.slice"
	actionImported = "import.done"
)

func batchKey(number uint64) record.Key { return record.In(record.Imports).Uint64(number) }

// run is one import on its way.
type run struct {
	*Imports
	options ImportOptions
	reader  intake.Reader
	rows    exchange.Rows
	batch   Batch
	first   bool
	seen    *roaring.Bitmap     // orders, or customers, that a row of this file already stands for
	coming  map[[32]byte]bool   // numbered orders about to be written; all of them in a dry run
	would   map[people.Ref]bool // customers that a dry run would have created
	works   bool                // the loyalty rule answered about the latest orders
	size    int64

	foreseen *foresight // what a dry run of customers would have written; nil where it writes
}

// Run imports a table. A row that cannot be taken is rejected and never stops
// the rest; an error ends the import, and what was written before stays: the
// same import run again goes on from there.
func (i *Imports) Run(ctx context.Context, file io.ReadSeeker, options ImportOptions) (Batch, error) {
	r, err := i.begin(file, options)
	if err != nil {
		return Batch{}, err
	}
	defer exchange.Close(r.rows)
	if err := r.layout(); err != nil {
		return Batch{}, r.misread(file, err)
	}
	if err := r.open(ctx); err != nil {
		return Batch{}, err
	}
	defer r.busy.free(r.batch.Number)
	if err := r.all(ctx); err != nil {
		return r.batch, r.interrupted(ctx, err)
	}
	slices.SortStableFunc(r.batch.Samples, func(a, b Reject) int { return a.Line - b.Line })
	if r.batch.Rows == 0 {
		return r.batch, fault.Invalid("file", "holds no rows")
	}
	if r.batch.Rejected*10 >= r.batch.Rows*9 {
		r.batch.Looks, _ = r.looks(file)
	}
	if r.works {
		r.retryByTheWay(ctx)
	}
	return r.batch, r.close(ctx)
}

// interrupted says of an import that was cut off what is there already.
func (r *run) interrupted(ctx context.Context, err error) error {
	if ctx.Err() == nil {
		return err
	}
	return fault.Unavailable("", "was cancelled; %d rows are in, and the same import run again goes on from there",
		r.batch.Created+r.batch.Updated+r.batch.Unchanged).Because(err)
}

func (i *Imports) begin(file io.ReadSeeker, options ImportOptions) (*run, error) {
	if options.Source == "" {
		options.Source = "import"
	}
	options.Source = people.Tidy(options.Source)
	if len(options.Source) > maxSource {
		return nil, fault.Invalid("source", "is longer than %d bytes", maxSource)
	}
	if options.Kind != intake.Orders && options.Kind != intake.Customers {
		return nil, fault.Invalid("kind", "%q is neither customers nor orders", options.Kind)
	}
	if options.Currency != "" && options.Currency != i.business.Currency.Code {
		return nil, fault.Invalid("currency", "%s is not the shop's currency, %s", options.Currency, i.business.Currency.Code)
	}
	dates, err := intake.ReadDates(options.DateFormat)
	if err != nil {
		return nil, err
	}
	size, err := file.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = file.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, fault.Invalid("file", "cannot be read from its start").Because(err)
	}
	if options.Dialect, err = exchange.Sniff(file, options.Dialect); err != nil {
		return nil, err
	}
	rows, err := exchange.Open(file, options.Dialect)
	if err != nil {
		return nil, err
	}
	var foreseen *foresight
	if options.DryRun && options.Kind == intake.Customers {
		foreseen = newForesight()
	}
	return &run{
		Imports: i, foreseen: foreseen, options: options, rows: rows, size: size, first: true, seen: roaring.New(),
		coming: map[[32]byte]bool{}, would: map[people.Ref]bool{},
		reader: intake.Reader{
			Kind: options.Kind, Dates: dates, Decimal: options.Decimal,
			Currency: i.business.Currency, Zone: i.zone,
		},
		batch: Batch{Kind: options.Kind, Source: options.Source, At: i.clock.Now(), Reasons: map[string]int{}, DryRun: options.DryRun},
	}, nil
}

// layout takes the columns that were named, else those of the first row.
func (r *run) layout() error {
	if r.options.Columns != nil {
		layout, err := intake.ReadLayout(r.options.Kind, r.options.Columns)
		r.reader.Layout, r.batch.Columns = layout, columnsOf(nil, layout)
		return err
	}
	header, ok, err := r.rows.Next()
	if err != nil {
		return err
	}
	if !ok || header.Problem != "" {
		return fault.Invalid("file", "has no header row that can be read")
	}
	r.first = false
	r.reader.Layout = intake.Guess(r.options.Kind, header.Cells)
	r.batch.Columns = columnsOf(header.Cells, r.reader.Layout)
	return hinted(r.reader.Layout, r.options.Kind)
}

// open writes the batch, so that an import that is cut off is remembered.
func (r *run) open(ctx context.Context) error {
	if r.options.DryRun {
		return nil
	}
	return r.update(ctx, "import."+string(r.options.Kind), func(t *tx) error {
		r.busy.free(r.batch.Number) // of an attempt that was not written
		r.batch.Behind = Reached{t.counters.Customers, t.counters.Orders, t.counters.Journal.Seq}
		t.counters.Imports++
		r.batch.Number = t.counters.Imports
		r.busy.take(r.batch.Number, "is still being taken in; wait for it, or stop it first")
		t.entry.Subject = r.batch.Name()
		return t.codec.Put(t, batchKey(r.batch.Number), &r.batch)
	})
}

func (r *run) close(ctx context.Context) error {
	if r.options.DryRun {
		return nil
	}
	r.batch.Done = true
	return r.update(ctx, actionImported, func(t *tx) error {
		t.entry.Subject = r.batch.Name()
		return t.codec.Put(t, batchKey(r.batch.Number), &r.batch)
	})
}

// next returns the next row that was understood, or false at the end. Rows
// that were not are rejected on the way.
func (r *run) next(ctx context.Context) (intake.Entry, bool, error) {
	for {
		if err := ctx.Err(); err != nil {
			return intake.Entry{}, false, readable(err)
		}
		row, ok, err := r.rows.Next()
		if err != nil || !ok {
			return intake.Entry{}, false, err
		}
		first := r.first
		r.first = false
		entry, err := r.understand(row)
		if err == nil {
			return entry, true, nil
		}
		if first {
			continue // the header, which is no row
		}
		if err := r.reject(row.Line, row.Cells, err); err != nil {
			return intake.Entry{}, false, err
		}
	}
}

func (r *run) understand(row exchange.Row) (intake.Entry, error) {
	if row.Problem != "" {
		return intake.Entry{}, &intake.Problem{Reason: intake.Unreadable, Text: row.Problem}
	}
	return r.reader.Read(row.Line, row.Cells)
}

// reject counts a row that was not taken and hands it on.
func (r *run) reject(line int, cells []string, why error) error {
	reject := Reject{Line: line, Reason: intake.BreaksRule, Message: why.Error(), MessageID: why.Error(), Cells: append([]string(nil), cells...)}
	var problem *intake.Problem
	if errors.As(why, &problem) {
		reject.Reason, reject.MessageID = problem.Reason, problem.Sentence("id")
	}
	r.batch.Rows++
	r.batch.Rejected++
	r.batch.Reasons[string(reject.Reason)]++
	if len(r.batch.Samples) < maxSamples {
		r.batch.Samples = append(r.batch.Samples, reject)
	}
	if r.options.Rejects == nil {
		return nil
	}
	return r.options.Rejects(reject)
}

func (r *run) progress() {
	if r.options.Progress != nil {
		r.options.Progress(r.rows.Read(), r.size)
	}
}

// List returns every import, newest first.
func (i *Imports) List(ctx context.Context) ([]Batch, error) {
	var list []Batch
	err := i.store.View(ctx, func(reader store.Reader) error {
		for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Imports), Reverse: true}) {
			if err != nil {
				return err
			}
			if len(kv.Key) != len(batchKey(0)) {
				continue // how it found somebody's tier
			}
			var batch Batch
			if err := i.codec.Unmarshal(kv.Key, kv.Value, &batch); err != nil {
				return err
			}
			list = append(list, batch)
		}
		return nil
	})
	return list, readable(err)
}
