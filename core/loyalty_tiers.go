package core

import (
	"context"
	"fmt"
	"slices"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// membersAtOnce is how many members one transaction writes.
const membersAtOnce = 1024

// Recalculation is the outcome of deciding every customer's tier anew.
type Recalculation struct {
	Customers int // decided
	Changed   int
	Refused   int // answers that were not taken: these customers keep their tier where the rule has it too
}

// Recalculate asks the loyalty rule for every external customer's tier, with
// no order: points stay as they are. It runs by itself when another rule takes
// over, since tiers are positions in the rule's own list.
func (l *Loyalty) Recalculate(ctx context.Context) (Recalculation, error) {
	return l.recalculate(ctx, l.rules.manifest("loyalty"))
}

// recalculate is Recalculate where tiers are positions in the list of was, nil
// for none.
func (l *Loyalty) recalculate(ctx context.Context, was *plugin.Manifest) (Recalculation, error) {
	var done Recalculation
	rule, err := l.rules.answering(ctx, "loyalty")
	if err != nil {
		return done, err
	}
	moved, err := l.decideTiers(ctx, rule, was, &done)
	if err != nil {
		return done, err
	}
	for slice := range slices.Chunk(moved, membersAtOnce) {
		if err := l.setTiers(ctx, slice); err != nil {
			return done, err
		}
		done.Changed += len(slice)
	}
	return done, nil
}

// moved is a customer whose tier is another than before.
type moved struct {
	ordinal people.Ordinal
	tier    uint32
}

// decideTiers asks about everybody before anything is written, so that a fault
// half way leaves every tier as it was.
func (l *Loyalty) decideTiers(ctx context.Context, rule *asked, was *plugin.Manifest, done *Recalculation) ([]moved, error) {
	counting, err := l.counting(ctx)
	if err != nil {
		return nil, err
	}
	var changes []moved
	header := l.header(int32(l.Today()), l.business.Window)
	for batch, err := range l.batches(ctx, l.Today(), l.business.Window) {
		if err == nil {
			err = counting.complete(ctx, &batch)
		}
		if err != nil {
			return nil, err
		}
		answer, err := rule.Loyalty(ctx, &abi.Batch{Header: header, Facts: [][]byte{batch.bytes}, Config: rule.config})
		if err != nil {
			return nil, batch.blames(err)
		}
		done.Customers, done.Refused = done.Customers+len(answer.Rows), done.Refused+len(answer.Refused)
		for _, refused := range answer.Refused {
			answer.Rows[refused.Row].Tier = sameTier(was, batch.each[refused.Row].Tier, rule.Manifest())
		}
		for i, row := range answer.Rows {
			if row.Tier != batch.each[i].Tier {
				changes = append(changes, moved{people.Ordinal(batch.each[i].Ordinal), row.Tier})
			}
		}
	}
	return changes, nil
}

// sameTier is the position in one rule's list of the tier that stands at a
// position in another's, 0 when it has none of that code.
func sameTier(was *plugin.Manifest, position uint32, is *plugin.Manifest) uint32 {
	if was == nil || is == nil || position == 0 {
		return 0
	}
	return is.TierPosition(was.TierAt(position).Code)
}

func (l *Loyalty) setTiers(ctx context.Context, changes []moved) error {
	return l.update(ctx, "loyalty.recalculate", func(t *tx) error {
		t.entry.Subject = fmt.Sprint(len(changes), " tiers")
		for _, change := range changes {
			if err := t.decideTier(change.ordinal, change.tier); err != nil {
				return err
			}
		}
		return nil
	})
}
