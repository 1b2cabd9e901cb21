package core

import (
	"context"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/knowledge"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/staff"
)

// Checklists is the chapter of what is gone through when the shop opens and
// closes, and of every time it was.
type Checklists struct{ *shop }

func checklistShelf() *shelf[knowledge.Checklist] {
	return &shelf[knowledge.Checklist]{
		space: record.Checklists, word: "checklist", mark: "CL-", digits: 3,
		number: func(c *knowledge.Checklist) uint64 { return uint64(c.Number) },
		give:   func(c *knowledge.Checklist, number uint64) { c.Number = knowledge.ChecklistNumber(number) },
		check:  (*knowledge.Checklist).Check,
		free: func(t *tx, gone *knowledge.Checklist) error {
			return t.checklists.refuseNeeded(t, uint64(gone.Number), "runs", runsOf(gone.Number))
		},
	}
}

func runShelf() *shelf[knowledge.Run] {
	return &shelf[knowledge.Run]{
		space: record.ChecklistRuns, word: "run", mark: "CR-", digits: 5,
		number: func(r *knowledge.Run) uint64 { return uint64(r.Number) },
		check:  (*knowledge.Run).Check,
		keys: func(r *knowledge.Run) []record.Key {
			return []record.Key{runsOf(r.Checklist).TimeDescending(r.Began).Uint64(uint64(r.Number))}
		},
	}
}

func runsOf(checklist knowledge.ChecklistNumber) record.Key {
	return inList(listRuns).Uint64(uint64(checklist))
}

// Add makes a checklist.
func (c *Checklists) Add(ctx context.Context, given knowledge.Checklist) (knowledge.Checklist, error) {
	if err := given.Check(); err != nil {
		return given, err
	}
	made := given
	err := c.update(ctx, "checklist.add", func(t *tx) error {
		made = given
		return t.checklists.addNext(t, &made)
	})
	return made, err
}

// Edit changes a checklist; runs that began keep their steps.
func (c *Checklists) Edit(ctx context.Context, number knowledge.ChecklistNumber, edit func(*knowledge.Checklist) error) (knowledge.Checklist, error) {
	return editOne(ctx, c.shop, c.checklists, "checklist.edit", uint64(number), edit)
}

// List returns the checklists in use.
func (c *Checklists) List(ctx context.Context) ([]knowledge.Checklist, error) {
	all, err := allOf(ctx, c.shop, c.checklists)
	return slices.DeleteFunc(all, func(one knowledge.Checklist) bool { return one.Gone }), err
}

// Begin begins to go through a checklist.
func (c *Checklists) Begin(ctx context.Context, number knowledge.ChecklistNumber, by staff.Number) (knowledge.Run, error) {
	var made knowledge.Run
	err := c.update(ctx, "checklist.begin", func(t *tx) error {
		if err := t.working("by", by); err != nil {
			return err
		}
		list, err := t.checklists.read(t.shop, t, uint64(number))
		if err != nil {
			return err
		}
		if list.Gone {
			return fault.Conflict("checklist", "%s is used no more", list.Name)
		}
		run, err := t.runs.next(t)
		if err != nil {
			return err
		}
		made = knowledge.Run{Number: knowledge.RunNumber(run), Checklist: number, Name: list.Name, By: by, Began: t.clock.Now()}
		for _, step := range list.Steps {
			made.Steps = append(made.Steps, knowledge.Step{Text: step})
		}
		t.entry.Subject = t.runs.code(run)
		return t.runs.add(t, &made)
	})
	return made, err
}

// Tick notes that a step was done; positions count from 1.
func (c *Checklists) Tick(ctx context.Context, run knowledge.RunNumber, position int, by staff.Number, note string) (knowledge.Run, error) {
	return editOneBy(ctx, c.shop, c.runs, "checklist.tick", uint64(run), by, func(one *knowledge.Run) error {
		return one.Tick(position, by, note, c.clock.Now())
	})
}

// Skip notes why a step is left out.
func (c *Checklists) Skip(ctx context.Context, run knowledge.RunNumber, position int, why string) (knowledge.Run, error) {
	return editOne(ctx, c.shop, c.runs, "checklist.skip", uint64(run), func(one *knowledge.Run) error { return one.Skip(position, why) })
}

// Finish ends a run; a step that was neither done nor left out with a reason
// is named.
func (c *Checklists) Finish(ctx context.Context, run knowledge.RunNumber) (knowledge.Run, error) {
	return editOne(ctx, c.shop, c.runs, "checklist.finish", uint64(run), func(one *knowledge.Run) error { return one.Finish(c.clock.Now()) })
}

// Runs returns up to limit runs of a checklist behind a cursor, newest first.
func (c *Checklists) Runs(ctx context.Context, number knowledge.ChecklistNumber, after string, limit int) ([]knowledge.Run, string, error) {
	return pageOf(ctx, c.shop, c.runs, runsOf(number), page{After: after, Limit: limit})
}
