package core

import (
	"context"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

func programKey() record.Key { return record.In(record.Meta).Text("loyalty") }

// Program returns what the owner decided about points, and what is usual where
// she decided nothing.
func (l *Loyalty) Program(ctx context.Context) (loyalty.Program, error) {
	var known loyalty.Program
	err := l.store.View(ctx, func(reader store.Reader) (err error) {
		known, err = l.program(reader)
		return err
	})
	by := known.Keeps()
	known.Tiers = &by
	return known, readable(err)
}

func (s *shop) program(reader store.Reader) (loyalty.Program, error) {
	known, _, err := setting[loyalty.Program](s, reader, programKey())
	return known, err
}

// programme is the programme as the transaction found it.
func (t *tx) programme() (*loyalty.Program, error) {
	if t.points == nil {
		known, err := t.program(t)
		if err != nil {
			return nil, err
		}
		t.points = &known
	}
	return t.points, nil
}

// SetProgram replaces what the owner decided about points. Those that were
// earned keep their days; the tiers are decided anew where something else counts
// for them.
func (l *Loyalty) SetProgram(ctx context.Context, given loyalty.Program) error {
	if err := given.Check(); err != nil {
		return err
	}
	before, err := l.Program(ctx)
	if err != nil {
		return err
	}
	by := given.Keeps()
	if err := l.countable(by); err != nil {
		return err
	}
	if by == loyalty.UsualTiers() {
		given.Tiers = nil // it is Raja's, and stays so
	}
	err = l.update(ctx, "loyalty.set", func(t *tx) error {
		was, err := t.programme()
		if err != nil {
			return err
		}
		if was.Birthday == 0 && given.Birthday != 0 {
			if err := t.greetsFrom(t.Today()); err != nil {
				return err
			}
		}
		next := given.After(was, t.clock.Now())
		return t.putSetting(programKey(), "loyalty", &next)
	})
	if err != nil {
		return err
	}
	return l.recount(ctx, before.Keeps(), by)
}

// countable refuses what the rule that decides tiers does not ask for.
func (l *Loyalty) countable(by loyalty.Tiers) error {
	rule := l.rules.manifest("loyalty")
	if inFacts(by) || rule == nil || rule.ReadsQualifying() {
		return nil
	}
	return fault.Conflict("tiers.by", "the rule %s decides tiers by figures of its own; it does not read what the shop counts", rule.ID)
}

// recount decides the tiers anew where something else counts for them than
// before; where the rule cannot be asked they wait for the next order or review.
func (l *Loyalty) recount(ctx context.Context, before, after loyalty.Tiers) error {
	same := before.By == after.By && before.Window == after.Window
	if same || l.rules.manifest("loyalty") == nil {
		return nil
	}
	_, err := l.Recalculate(ctx)
	return unlessSilent(err)
}
