package core

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journal"
)

// errBulk says that an entry is part of a change of many, which is taken back
// as a whole.
var errBulk = errors.New("a change of many")

// bulkOf is the change of many that a journal entry is part of.
func (t *tx) bulkOf(entry *journal.Entry) (Bulk, error) {
	number, err := (&Bulks{shop: t.shop}).Number(entry.Subject)
	if err != nil {
		return Bulk{}, err
	}
	return t.bulk(t, number)
}

// refuseBulk says why a change of many is not taken back by one of its entries:
// only the one that began it stands for all.
func (t *tx) refuseBulk(entry *journal.Entry) error {
	known, err := t.bulkOf(entry)
	switch {
	case err != nil:
		return err
	case known.Undo != nil && known.Undo.Done:
		return fault.Conflict("entry", "%d is part of %s, which was undone; make the change again to have it back", entry.Seq, known.Name())
	case entry.Action != actionBulk:
		return fault.Forbidden("entry", "%d is part of a change of many customers, which is undone as a whole: raja customer undo %s", entry.Seq, known.Name())
	case known.Changed == 0:
		return fault.Forbidden("entry", "%d (%s) changed no record", entry.Seq, entry.Action)
	}
	return nil
}

// unbulk takes back the change of many that an entry is part of.
func (h *History) unbulk(ctx context.Context, entry *journal.Entry) (Undone, error) {
	bulks := &Bulks{shop: h.shop}
	number, err := bulks.Number(entry.Subject)
	if err != nil {
		return Undone{}, err
	}
	many, err := bulks.Undo(ctx, number, UndoOptions{})
	if err != nil {
		return Undone{}, err
	}
	return Undone{Entry: many.Bulk.First, By: many.By, Action: actionBulk, Subject: many.Bulk.Name(), Many: &many}, nil
}
