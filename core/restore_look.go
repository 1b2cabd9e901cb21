package core

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/checkpoint"
)

// contents is what the records of a backup say, while they pass by: whose it
// is and how much is in it. Each record's seal is tried.
type contents struct {
	codec    *record.Codec
	business Business
	known    counters
	origin   int64
	trail    []uint64 // prints of the journal's entries, in order
}

func newContents() (*contents, error) {
	codec, err := record.NewCodec()
	return &contents{codec: codec}, err
}

func (c *contents) take(key, sealed []byte, gone bool) error {
	if gone || len(sealed) == 0 {
		return nil
	}
	_, err := record.Open(key, sealed)
	if place := journal.PlaceOf(key); err == nil && place == uint64(len(c.trail))+1 {
		c.trail = append(c.trail, journal.Print(sealed))
	}
	switch {
	case err != nil:
	case bytes.Equal(key, businessKey()):
		err = c.codec.Unmarshal(key, sealed, &c.business)
	case bytes.Equal(key, countersKey()):
		err = c.codec.Unmarshal(key, sealed, &c.known)
	case bytes.Equal(key, journal.Key(1)):
		c.origin = originOf(sealed)
	}
	if errors.Is(err, record.ErrNewer) {
		return fmt.Errorf("%w: %w", checkpoint.ErrNewer, err)
	}
	if err != nil {
		return fmt.Errorf("%w: checkpoint: a record in it is not as it was written: %w", err, store.ErrCorrupt)
	}
	return nil
}

// tell gives the figures to a backup, in place of those in its head.
func (c *contents) tell(b *Backup) error {
	if c.business.Name == "" || c.origin == 0 {
		return fault.Invalid("file", "%s cannot be used: there is no shop in it", b.File)
	}
	b.Shop, b.Origin = people.Tidy(shortName(c.business.Name)), c.origin
	b.Customers, b.Orders, b.Entries = int(c.known.Customers), int(c.known.Orders), int(c.known.Journal.Seq)
	b.trail = c.trail
	return nil
}

// lookOver opens a shop that was just restored, checks it, and finishes and releases its folder. The figures are then the shop's own.
func (f *folder) lookOver(ctx context.Context, secret string, made *Restored) error {
	engine, err := assemble(f, Business{}, Config{Secret: secret}.complete())
	if err != nil {
		return errors.Join(err, f.release())
	}
	err = engine.lookOver(ctx, made)
	if err == nil {
		err = f.finish()
	}
	return errors.Join(err, engine.Close(), os.RemoveAll(f.join(cacheName)))
}

func (e *Engine) lookOver(ctx context.Context, made *Restored) error {
	if kept, can := e.kept().(*badger.DB); can {
		if err := kept.Writable(); err != nil {
			return fullAt("data", folderOf(e.folder.path), err)
		}
	}
	err := e.readBusiness(ctx)
	if err == nil {
		err = e.Health.renewIndexes(ctx)
	}
	if err != nil {
		return err
	}
	// It is not mended: indexes made anew of what is left would hide what is
	// missing.
	report, err := e.Health.check(ctx, nil)
	if err != nil {
		return err
	}
	made.Findings = amiss(report)
	made.Customers, made.Orders, made.Entries = report.Customers, report.Orders, report.Entries
	return nil
}

// amiss is what a check found beside packages of rules, which a backup may be
// without.
func amiss(report Report) []Finding {
	return slices.DeleteFunc(slices.Clone(report.Findings), func(f Finding) bool { return f.Rule != "" })
}
