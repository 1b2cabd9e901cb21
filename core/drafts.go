package core

import (
	"context"
	"encoding/json"
	"errors"
	"regexp"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Drafts is the chapter of what was typed into a form and is not saved yet, so
// that it outlives the window. A draft is no change of the shop: neither the
// journal nor undo knows of it.
type Drafts struct{ *shop }

// Draft is what stands in one form.
type Draft struct {
	Form string    `cbor:"1,keyasint"` // which form, and about whom: order.C-00012
	Text string    `cbor:"2,keyasint"` // the fields as they were typed: an object in JSON
	At   time.Time `cbor:"3,keyasint"` // when
}

// Limits of drafts. Older ones, and those beyond the newest, are forgotten when
// another form is begun: what somebody did not come back to is nobody's.
const (
	MaxDraft  = 32 << 10 // bytes of a text
	MaxDrafts = 50
	DraftAge  = 7 * 24 * time.Hour
)

var formName = regexp.MustCompile(`^[A-Za-z0-9.-]{1,80}$`)

func draftKey(form string) record.Key { return record.In(record.Meta).Text("draft").Text(form) }

// Keep puts what was typed in the place of what was kept of the form before.
func (d *Drafts) Keep(ctx context.Context, form, text string) (Draft, error) {
	kept := Draft{Form: form, Text: text, At: d.clock.Now()}
	if err := kept.check(); err != nil {
		return kept, err
	}
	return kept, readable(d.store.Update(ctx, nil, func(txn store.Txn) error {
		_, err := txn.Get(draftKey(form))
		begun := errors.Is(err, store.ErrNotFound)
		if err != nil && !begun {
			return err
		}
		if err := d.codec.Put(txn, draftKey(form), &kept); err != nil || !begun {
			return err
		}
		return d.forget(txn, kept.At)
	}))
}

func (d *Draft) check() error {
	switch {
	case !formName.MatchString(d.Form):
		return fault.Invalid("form", "%.90q is not the name of a form; it has at most 80 letters, digits, dots and dashes", d.Form)
	case len(d.Text) > MaxDraft:
		return fault.Invalid("text", "has %d bytes, more than %d; shorten what is typed", len(d.Text), MaxDraft)
	case !utf8.ValidString(d.Text) || d.Text == "" || d.Text[0] != '{' || !json.Valid([]byte(d.Text)):
		return fault.Invalid("text", "is not the fields of a form; send them as an object in JSON")
	}
	return nil
}

// Find returns what was typed into a form and not saved, and false when there
// is nothing, or nothing that is young enough.
func (d *Drafts) Find(ctx context.Context, form string) (Draft, bool, error) {
	var kept Draft
	err := d.store.View(ctx, func(reader store.Reader) error { return d.codec.Get(reader, draftKey(form), &kept) })
	if errors.Is(err, store.ErrNotFound) || err == nil && kept.old(d.clock.Now()) {
		return Draft{}, false, nil
	}
	return kept, err == nil, readable(err)
}

// Drop forgets what was typed into a form: it was saved, or thrown away.
func (d *Drafts) Drop(ctx context.Context, form string) error {
	return readable(d.store.Update(ctx, nil, func(txn store.Txn) error {
		if err := txn.Delete(draftKey(form)); err != nil {
			return err
		}
		return d.forget(txn, d.clock.Now())
	}))
}

func (d *Draft) old(now time.Time) bool { return now.Sub(d.At) > DraftAge }

// forget drops what is too old, and the oldest of what is too much.
func (d *Drafts) forget(txn store.Txn, now time.Time) error {
	kept, err := d.all(txn)
	if err != nil {
		return err
	}
	slices.SortStableFunc(kept, func(a, b Draft) int { return b.At.Compare(a.At) })
	for i, one := range kept {
		if i < MaxDrafts && !one.old(now) {
			continue
		}
		if err := txn.Delete(draftKey(one.Form)); err != nil {
			return err
		}
	}
	return nil
}

func (d *Drafts) all(reader store.Reader) (kept []Draft, err error) {
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Meta).Text("draft")}) {
		if err != nil {
			return nil, err
		}
		var one Draft
		if err := d.codec.Unmarshal(kv.Key, kv.Value, &one); err != nil {
			return nil, err
		}
		kept = append(kept, one)
	}
	return kept, nil
}
