package core

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/RoaringBitmap/roaring/v2"

	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/phone"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Exports is the chapter of lists that go out. Each leaves an entry in the
// journal: who, when, how many, which columns, masked how, what for, and the
// file's hash; never a customer's data.
type Exports struct {
	*shop
	people   *People
	segments *Segments
	data     string // the data folder, which no export goes into
}

// ExportOptions say what is exported and how.
type ExportOptions struct {
	Format   exchange.Format
	Columns  []string      // keys; nil takes those that suit the format
	Segment  string        // only members of this segment; "" everybody
	Only     *Selection    // only these of them; nil is all
	Mask     phone.Masking // "" is none
	Purpose  string        // what the list is for, kept in the journal
	Lang     string        // of headings and numbers: "id" or "en"
	Progress func(done, total int)
}

// Exported is what an export wrote.
type Exported struct {
	Rows   int
	File   string // path, or the name of a file that is handed over
	SHA256 string // of the file, in hex
	Audit  uint64 // the journal entry's number
}

// ToFile writes customers to a file that appears only when it is whole: a
// cancelled or failed export leaves nothing but its journal entry.
func (e *Exports) ToFile(ctx context.Context, path string, options ExportOptions) (Exported, error) {
	if err := RefuseTarget("out", e.data, path); err != nil {
		return Exported{}, err
	}
	file, err := CreateWhole("out", path)
	if err != nil {
		return Exported{}, err
	}
	done, err := e.To(ctx, file, filepath.Base(path), options)
	if err != nil {
		return Exported{}, errors.Join(err, file.Drop())
	}
	done.File = path
	return done, file.Keep()
}

// To writes customers to w and the journal entry. name is what the journal
// calls the file.
func (e *Exports) To(ctx context.Context, w io.Writer, name string, options ExportOptions) (Exported, error) {
	columns, members, err := e.plan(ctx, &options)
	if err != nil {
		return Exported{}, err
	}
	sum := &summing{to: w, hash: sha256.New()}
	rows, err := e.write(ctx, sum, columns, members, options)
	done := Exported{Rows: rows, File: name, SHA256: sum.hex()}
	audit, failed := e.audit(context.WithoutCancel(ctx), done, columns, options, err)
	done.Audit = audit
	return done, errors.Join(err, failed)
}

// Check refuses options that an export cannot have, before one is begun.
func (e *Exports) Check(ctx context.Context, options ExportOptions) error {
	_, _, err := e.plan(ctx, &options)
	return err
}

// plan fills in the options and returns what an export holds of whom.
func (e *Exports) plan(ctx context.Context, options *ExportOptions) ([]exportColumn, *roaring.Bitmap, error) {
	columns, err := exportLayout(options.Columns, options.Format)
	if err != nil {
		return nil, nil, err
	}
	if options.Mask, err = phone.ParseMasking(string(options.Mask)); err != nil {
		return nil, nil, err
	}
	if err := e.rules.tell(columns); err != nil {
		return nil, nil, err
	}
	members, err := e.people.members(ctx, Pick{Segment: options.Segment})
	if err == nil && options.Only != nil {
		var only *roaring.Bitmap
		if only, err = e.people.Select(ctx, *options.Only); err == nil {
			members.And(only)
		}
	}
	return columns, members, err
}

// write streams the members, all of one moment, in the order they came.
func (e *Exports) write(ctx context.Context, w io.Writer, columns []exportColumn, members *roaring.Bitmap, options ExportOptions) (rows int, err error) {
	total := int(members.GetCardinality())
	locale := exchange.Locale{Lang: options.Lang, Currency: e.business.Currency}
	table, err := exchange.NewWriter(w, options.Format, headings(columns, options.Lang), locale, e.about(total, options))
	if err != nil {
		return 0, err
	}
	defer exchange.Close(table)
	cells := make([]exchange.Cell, len(columns))
	err = e.store.View(ctx, func(reader store.Reader) error {
		listing := e.listing(reader, e.Today())
		for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Customers)}) {
			if err == nil {
				err = ctx.Err()
			}
			if err != nil {
				return err
			}
			ordinal := people.Ordinal(record.Tail32(kv.Key))
			if !members.Contains(uint32(ordinal)) {
				continue
			}
			var customer people.Customer
			if err := e.codec.Unmarshal(kv.Key, kv.Value, &customer); err != nil {
				return err
			}
			row, err := listing.of(customer)
			if err != nil {
				return err
			}
			for i, column := range columns {
				cells[i] = column.cell(&row, options.Mask)
			}
			if err := table.Write(cells); err != nil {
				return fmt.Errorf("write row %d: %w", rows+1, err)
			}
			if rows++; options.Progress != nil && rows%256 == 0 {
				options.Progress(rows, total)
			}
		}
		return nil
	})
	if err != nil {
		return rows, readable(err)
	}
	return rows, table.Close()
}

// about is what an XLSX says of itself.
func (e *Exports) about(total int, options ExportOptions) [][2]string {
	return [][2]string{
		{"Raja", e.called()},
		{"At", e.clock.Now().In(e.zone).Format("2006-01-02 15:04")},
		{"By", e.actor},
		{"Segment", options.Segment},
		{"Rows", strconv.Itoa(total)},
		{"Mask", string(options.Mask)},
		{"Purpose", options.Purpose},
	}
}

// audit writes the journal entry of an export, also of one that failed.
func (e *Exports) audit(ctx context.Context, done Exported, columns []exportColumn, options ExportOptions, failed error) (uint64, error) {
	keys := make([]string, len(columns))
	for i, column := range columns {
		keys[i] = column.key
	}
	result := "done"
	if failed != nil {
		result = "failed: " + fault.As(failed).Message
	}
	var seq uint64
	err := e.update(ctx, "export.customers", func(t *tx) error {
		t.entry.Subject = done.File
		t.entry.Notes = map[string]string{
			"rows": strconv.Itoa(done.Rows), "sha256": done.SHA256, "format": string(options.Format),
			"columns": strings.Join(keys, ","), "segment": options.Segment, "mask": string(options.Mask),
			"purpose": people.Tidy(options.Purpose), "result": result,
		}
		if options.Only != nil {
			t.entry.Notes["only"] = options.Only.said()
		}
		seq = t.counters.Journal.Seq + 1
		return nil
	})
	return seq, err
}

// summing hashes what goes through it.
type summing struct {
	to   io.Writer
	hash hash.Hash
}

func (s *summing) Write(p []byte) (int, error) {
	n, err := s.to.Write(p)
	s.hash.Write(p[:n])
	return n, err
}

func (s *summing) hex() string { return hex.EncodeToString(s.hash.Sum(nil)) }
