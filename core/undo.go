package core

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Undone is a change that was taken back.
type Undone struct {
	Entry   uint64    // that was taken back
	By      uint64    // that takes it back
	Action  string    // what was done then
	Subject string    // to whom or what
	Final   bool      // By moved money or points back, and cannot be undone in turn
	Parted  Parted    // of a merge
	Many    *Unbulked // of a change of many customers, which cannot be undone in turn; nil of all else
}

// maxLookBack is how many entries Undo looks through for the last change.
const maxLookBack = 1000

// Undo takes back every change of a journal entry, 0 for the last change, as a
// new entry. It returns a conflict when a record was changed again since, and
// forbidden for what is taken back in another way: the last change is never
// passed over for an older one. A change of many customers is taken back as a
// whole, in many entries, but for what was changed again since.
func (h *History) Undo(ctx context.Context, seq uint64) (Undone, error) {
	var done Undone
	var entry journal.Entry
	err := h.update(ctx, "undo", func(t *tx) (err error) {
		if entry, err = h.undoable(t, seq); err != nil {
			return err
		}
		if strings.HasPrefix(entry.Action, bulkActions) {
			return errBulk
		}
		if compensations()[entry.Action] != nil {
			return errCompensate
		}
		done = Undone{Entry: entry.Seq, Action: entry.Action, Subject: entry.Subject}
		t.entry.Subject, t.entry.Undoes = entry.Subject, entry.Seq
		done.By = t.counters.Journal.Seq + 1
		if entry.Action == actionMerge {
			done.Parted, err = t.unmerge(&entry)
			return err
		}
		for _, change := range slices.Backward(entry.Changes) {
			if err := t.takeBack(change); err != nil {
				return err
			}
		}
		return nil
	})
	switch {
	case errors.Is(err, errBulk):
		return h.unbulk(ctx, &entry)
	case errors.Is(err, errCompensate):
		return h.compensate(ctx, &entry)
	}
	if err == nil && changes(&entry, businessKey()) {
		err = h.reopen(ctx)
	}
	if err == nil && changes(&entry, programKey()) {
		err = h.recount(ctx, &entry)
	}
	return done, err
}

// recount decides the tiers anew where an undo changed what counts for them.
func (h *History) recount(ctx context.Context, undone *journal.Entry) error {
	var was loyalty.Program
	for _, change := range undone.Changes {
		if bytes.Equal(change.Key, programKey()) && change.After != nil {
			if err := h.codec.Unmarshal(change.Key, change.After, &was); err != nil {
				return err
			}
		}
	}
	members := &Loyalty{h.shop}
	now, err := members.Program(ctx)
	if err != nil {
		return err
	}
	return members.recount(ctx, was.Keeps(), now.Keeps())
}

func changes(entry *journal.Entry, key record.Key) bool {
	return slices.ContainsFunc(entry.Changes, func(change journal.Change) bool { return bytes.Equal(change.Key, key) })
}

// undoable returns the entry with a sequence, or the last that can be undone.
func (h *History) undoable(t *tx, seq uint64) (journal.Entry, error) {
	if seq != 0 {
		entry, err := journal.Read(t, t.codec, seq)
		if errors.Is(err, store.ErrNotFound) {
			return entry, fault.NotFound("entry", "there is no journal entry %d", seq)
		}
		if err != nil {
			return entry, err
		}
		return entry, t.refuseUndo(&entry)
	}
	last := backward{t: t}
	for at := t.counters.Journal.Seq; at > 0 && last.looked < maxLookBack; at-- {
		entry, err := journal.Read(t, t.codec, at)
		if err != nil {
			return entry, err
		}
		if entry.Action == actionCreate {
			break
		}
		over, err := last.passesOver(&entry)
		if err != nil {
			return entry, err
		}
		if over {
			continue
		}
		if strings.HasPrefix(entry.Action, bulkActions) {
			return entry, nil // whichever of its entries it is
		}
		if why := t.refuseUndo(&entry); why != nil {
			return entry, fault.Forbidden("entry", "the last change, %d (%s), stays: %s; an earlier one is undone by its number, see raja history", entry.Seq, entry.Action, fault.As(why).Message)
		}
		return entry, nil
	}
	return journal.Entry{}, fault.NotFound("entry", "there is nothing to undo")
}

// backward looks for the last change. The many entries of an import, or of a
// change of many, that was taken back count as one.
type backward struct {
	t      *tx
	looked int
	batch  string // the last import, or change of many, that was met
	gone   bool   // it was taken back
}

func (l *backward) passesOver(entry *journal.Entry) (bool, error) {
	if !ofMany(entry) {
		l.looked++
		return l.t.passedOver(entry)
	}
	if entry.Subject != l.batch {
		gone, err := l.t.takenBack(entry)
		if err != nil {
			return false, err
		}
		l.looked++
		l.batch, l.gone = entry.Subject, gone
	}
	return l.gone, nil
}

// ofMany reports whether an entry is one of many that belong together.
func ofMany(entry *journal.Entry) bool {
	return strings.HasPrefix(entry.Action, "import.") || strings.HasPrefix(entry.Action, bulkActions)
}

// takenBack reports whether what an entry of many belongs to was undone, or
// changed nobody.
func (t *tx) takenBack(entry *journal.Entry) (bool, error) {
	if !strings.HasPrefix(entry.Action, bulkActions) {
		known, err := t.batchOf(entry)
		return known.Undo != nil && known.Undo.Done, err
	}
	known, err := t.bulkOf(entry)
	return known.Changed == 0 || known.Undo != nil && known.Undo.Done, err
}

// batchOf is the import that a journal entry is part of.
func (t *tx) batchOf(entry *journal.Entry) (Batch, error) {
	var known Batch
	number, err := (&Imports{t.shop}).Batch(entry.Subject)
	if err == nil {
		err = t.codec.Get(t, batchKey(number), &known)
	}
	return known, err
}

// passedOver reports whether an entry is no last change to anybody: it was
// undone, is an undo itself, drew a code that was told since, dropped pictures whose
// time had run, or is bookkeeping
// that changed no record. What
// somebody did and nothing can take back is not passed over: what lies before
// it is not what she means.
func (t *tx) passedOver(entry *journal.Entry) (bool, error) {
	by, err := undoneBy(t, entry.Seq)
	if err != nil || by != 0 || entry.Undoes != 0 || entry.Action == actionIssue || entry.Action == actionTidy {
		return true, err
	}
	did := len(entry.Changes) > 0 || strings.HasPrefix(entry.Action, "import.") || entry.Action == actionRun
	return !did, nil
}

// refuseUndo says why an entry cannot be taken back, nil when it can.
func (t *tx) refuseUndo(entry *journal.Entry) error {
	if strings.HasPrefix(entry.Action, bulkActions) {
		return t.refuseBulk(entry)
	}
	by, err := undoneBy(t, entry.Seq)
	if err != nil {
		return err
	}
	if by != 0 {
		return fault.Conflict("entry", "%d was undone already, by entry %d", entry.Seq, by)
	}
	if entry.Action == actionCreate {
		return fault.Forbidden("entry", "%d began the shop", entry.Seq)
	}
	if strings.HasPrefix(entry.Action, "import.") {
		return t.refusePart(entry)
	}
	if advice := finalActions()[entry.Action]; advice != "" {
		return fault.Forbidden("entry", "%d cannot be undone; %s", entry.Seq, advice)
	}
	if len(entry.Changes) > 0 && compensations()[entry.Action] != nil {
		return nil
	}
	for _, change := range entry.Changes {
		if t.shelfOf(record.Space(change.Key[0])) == nil && !settable(change.Key) {
			return fault.Forbidden("entry", "%d (%s) is not undone here; change it again instead", entry.Seq, entry.Action)
		}
	}
	if len(entry.Changes) == 0 {
		return fault.Forbidden("entry", "%d (%s) changed no record", entry.Seq, entry.Action)
	}
	return nil
}

// refusePart says of a part of an import, or of taking one back, what to do.
func (t *tx) refusePart(entry *journal.Entry) error {
	known, err := t.batchOf(entry)
	if err != nil {
		return err
	}
	if known.Undo != nil && known.Undo.Done {
		return fault.Forbidden("entry", "%d is part of import %s, which was undone; import the file again to have it back", entry.Seq, entry.Subject)
	}
	return fault.Forbidden("entry", "%d is part of an import, which is undone as a whole: raja import undo %s", entry.Seq, entry.Subject)
}

// takeBack writes a record as it was before a change, if it is still as the
// change left it.
func (t *tx) takeBack(change journal.Change) error {
	now, err := t.Get(change.Key)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	same, shelf := bytes.Equal(now, change.After), t.shelfOf(record.Space(change.Key[0]))
	if shelf == nil {
		if !same {
			return fault.Conflict("entry", "the settings were changed again since; undo that first")
		}
		return t.unset(change.Key, now, change.Before)
	}
	_, code := shelf.name(numberIn(shelf.in(), change.Key))
	if !same {
		return fault.Conflict("entry", "%s was changed again since; undo that first, see raja history %s", code, code)
	}
	return shelf.restore(t, change.Key, change.Before)
}

// RestoreField gives one field of the record with a code the value that it had
// before a journal entry changed it.
func (h *History) RestoreField(ctx context.Context, code, field string, seq uint64) error {
	shelves, number, err := h.parse(code)
	if err != nil {
		return err
	}
	return h.update(ctx, "field.restore", func(t *tx) error {
		t.entry.Subject = code
		entry, err := journal.Read(t, t.codec, seq)
		if errors.Is(err, store.ErrNotFound) {
			return fault.NotFound("entry", "there is no journal entry %d", seq)
		}
		if err != nil {
			return err
		}
		for _, shelf := range shelves {
			key := shelf.keyOf(number)
			at := slices.IndexFunc(entry.Changes, func(c journal.Change) bool { return bytes.Equal(c.Key, key) && c.Before != nil })
			if at >= 0 {
				return shelf.restoreField(t, key, entry.Changes[at].Before, field)
			}
		}
		return fault.Invalid("entry", "%d did not change %s", seq, code)
	})
}
