package core

import (
	"cmp"
	"context"
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// History is the chapter of who changed what: the editions of a record, and
// taking changes back.
type History struct{ *shop }

// Edition is one change of one record.
type Edition struct {
	Entry    uint64 // of the journal
	At       time.Time
	By       string
	Action   string // "customer.edit"
	Undoes   uint64 // the entry that it took back, 0 for none
	UndoneBy uint64 // the entry that took it back, 0 for none
	Fields   []FieldChange
}

// FieldChange is one field of a record before and after, nil where there was
// no record.
type FieldChange struct {
	Name          string // "call_name"
	Before, After any
}

// Of returns up to limit changes of the record with a code such as C-00012 or
// T-00003, newest first, before the entry given, 0 for the newest. What is
// known of a customer beside her names counts as hers.
func (h *History) Of(ctx context.Context, code string, before uint64, limit int) ([]Edition, error) {
	shelves, number, err := h.parse(code)
	if err != nil {
		return nil, err
	}
	var found []Edition
	err = h.store.View(ctx, func(reader store.Reader) error {
		found = nil
		entries, err := h.entriesAbout(reader, shelves, number, before, limit)
		if err != nil {
			return err
		}
		for _, seq := range entries {
			edition, err := h.edition(reader, shelves, number, seq)
			if err != nil {
				return err
			}
			found = append(found, edition)
		}
		return nil
	})
	return found, readable(err)
}

// entriesAbout returns the last journal entries that changed a record on any
// of the shelves, newest first.
func (h *History) entriesAbout(reader store.Reader, shelves []anyShelf, number, before uint64, limit int) ([]uint64, error) {
	var entries []uint64
	for _, shelf := range shelves {
		trail := trailOf(shelf.in(), number)
		picked := store.Range{Prefix: trail, KeyOnly: true, Reverse: true, Limit: limit}
		if before > 0 {
			picked.To = trailOf(shelf.in(), number).Uint64(before)
		}
		for kv, err := range reader.Range(picked) {
			if err != nil {
				return nil, err
			}
			entries = append(entries, record.Tail64(kv.Key))
		}
	}
	slices.SortFunc(entries, func(a, b uint64) int { return cmp.Compare(b, a) })
	entries = slices.Compact(entries)
	return entries[:min(limit, len(entries))], nil
}

// parse reads a code such as C-00012, in any case and with or without zeros,
// and returns the shelves on which what it names lies.
func (s *shop) parse(code string) ([]anyShelf, uint64, error) {
	mark, digits, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(code)), "-")
	number, err := strconv.ParseUint(digits, 10, 64)
	var found []anyShelf
	for _, shelf := range s.every {
		if err == nil && number > 0 && shelf.marked() == mark+"-" {
			found = append(found, shelf)
		}
	}
	if len(found) == 0 {
		return nil, 0, fault.Invalid("code", "%q is not a code like C-00012 or N-000123", code)
	}
	return found, number, nil
}

func (h *History) edition(reader store.Reader, shelves []anyShelf, number, seq uint64) (Edition, error) {
	entry, err := journal.Read(reader, h.codec, seq)
	if err != nil {
		return Edition{}, err
	}
	shown := Edition{Entry: seq, At: entry.At, By: entry.By, Action: entry.Action, Undoes: entry.Undoes}
	if shown.UndoneBy, err = undoneBy(reader, seq); err != nil {
		return shown, err
	}
	for _, change := range entry.Changes {
		at := slices.IndexFunc(shelves, func(shelf anyShelf) bool { return string(shelf.keyOf(number)) == string(change.Key) })
		if at < 0 {
			continue
		}
		fields, err := shelves[at].differences(h.shop, change)
		if err != nil {
			return shown, err
		}
		shown.Fields = append(shown.Fields, fields...)
	}
	return shown, nil
}

// undoneBy returns the entry that took another back, 0 for none.
func undoneBy(reader store.Reader, seq uint64) (uint64, error) {
	for kv, err := range reader.Range(store.Range{Prefix: undoneKey(seq), KeyOnly: true, Reverse: true, Limit: 1}) {
		if err != nil {
			return 0, err
		}
		return record.Tail64(kv.Key), nil
	}
	return 0, nil
}

// differences names the fields that a change of a record on this shelf
// changed.
func (s *shelf[T]) differences(shop *shop, change journal.Change) ([]FieldChange, error) {
	var before, after T
	var err error
	if change.Before != nil {
		err = shop.codec.Unmarshal(change.Key, change.Before, &before)
	}
	if change.After != nil {
		err = errors.Join(err, shop.codec.Unmarshal(change.Key, change.After, &after))
	}
	if err != nil {
		return nil, err
	}
	was, is := reflect.ValueOf(before), reflect.ValueOf(after)
	var fields []FieldChange
	for i := range was.NumField() {
		if reflect.DeepEqual(was.Field(i).Interface(), is.Field(i).Interface()) {
			continue
		}
		shown := FieldChange{Name: snake(was.Type().Field(i).Name)}
		if change.Before != nil {
			shown.Before = was.Field(i).Interface()
		}
		if change.After != nil {
			shown.After = is.Field(i).Interface()
		}
		fields = append(fields, shown)
	}
	return fields, nil
}

// snake is the name of a Go field as people and programs see it: CallName is
// call_name.
func snake(name string) string {
	var text strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		starts := unicode.IsUpper(r) && i > 0 && (!unicode.IsUpper(runes[i-1]) || (i+1 < len(runes) && unicode.IsLower(runes[i+1])))
		if starts {
			text.WriteByte('_')
		}
		text.WriteRune(unicode.ToLower(r))
	}
	return text.String()
}
