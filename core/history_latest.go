package core

import (
	"context"

	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/store"
)

// Latest returns the last journal entry of an action such as hours.set that
// stands, 0 when none of the last thousand does. With it what the owner decided
// about the shop is undone: it has no code of its own.
func (h *History) Latest(ctx context.Context, action string) (seq uint64, err error) {
	err = h.store.View(ctx, func(reader store.Reader) error {
		seq = 0
		var known counters
		if err := h.codec.Get(reader, countersKey(), &known); err != nil {
			return err
		}
		last := known.Journal.Seq
		for at := last; at > 0 && at+maxLookBack > last; at-- {
			entry, err := journal.Read(reader, h.codec, at)
			if err != nil {
				return err
			}
			if entry.Action != action {
				continue
			}
			by, err := undoneBy(reader, at)
			if err != nil {
				return err
			}
			if by == 0 {
				seq = at
				return nil
			}
		}
		return nil
	})
	return seq, readable(err)
}
