package knowledge

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// ChecklistNumber is a checklist's dense number, from 1.
type ChecklistNumber uint64

// RunNumber is the dense number of one time that a checklist was gone through,
// from 1.
type RunNumber uint64

// Moment is when a checklist is gone through.
type Moment string

// Moments lists when a checklist may be gone through.
func Moments() []Moment { return []Moment{"opening", "closing", "any"} }

// Checklist is steps to go through.
type Checklist struct {
	Number ChecklistNumber `cbor:"1,keyasint"`           // the same as in the key
	Name   string          `cbor:"2,keyasint"`           // what it is called
	Moment Moment          `cbor:"3,keyasint"`           // `opening`, `closing` or `any`
	Steps  []string        `cbor:"4,keyasint"`           // what to do, in order
	Gone   bool            `cbor:"5,keyasint,omitempty"` // it is used no more
}

// Check tidies the texts and refuses what breaks a rule.
func (c *Checklist) Check() error {
	c.Name = people.Tidy(c.Name)
	switch {
	case c.Name == "" || len(c.Name) > people.MaxName:
		return fault.Invalid("name", "is empty or longer than %d bytes", people.MaxName)
	case !slices.Contains(Moments(), c.Moment):
		return fault.Invalid("moment", "%q is not one of %v", c.Moment, Moments())
	case len(c.Steps) == 0 || len(c.Steps) > MaxSteps:
		return fault.Invalid("step", "a checklist has from 1 to %d steps", MaxSteps)
	}
	for i, step := range c.Steps {
		if c.Steps[i] = people.Tidy(step); c.Steps[i] == "" || len(c.Steps[i]) > people.MaxNote {
			return fault.Invalid("step", "%d is empty or longer than %d bytes", i+1, people.MaxNote)
		}
	}
	return nil
}

// Run is one time that a checklist was gone through.
type Run struct {
	Number    RunNumber       `cbor:"1,keyasint"`           // the same as in the key
	Checklist ChecklistNumber `cbor:"2,keyasint"`           // which one
	Name      string          `cbor:"3,keyasint"`           // as it was called then
	Steps     []Step          `cbor:"4,keyasint"`           // as they were then
	By        staff.Number    `cbor:"5,keyasint,omitempty"` // who began it
	Began     time.Time       `cbor:"6,keyasint"`           // when
	Ended     time.Time       `cbor:"7,keyasint"`           // when it was finished; none before
}

// Step is one step of a run.
type Step struct {
	Text string       `cbor:"1,keyasint" json:"text"`           // what to do
	Done time.Time    `cbor:"2,keyasint" json:"done"`           // when it was done; none before
	By   staff.Number `cbor:"3,keyasint,omitempty" json:"-"`    // by whom
	Note string       `cbor:"4,keyasint,omitempty" json:"note"` // what was seen, or why it was left out
}

// Check refuses what breaks a rule.
func (r *Run) Check() error {
	for i := range r.Steps {
		r.Steps[i].Note = people.Tidy(r.Steps[i].Note)
		if len(r.Steps[i].Note) > people.MaxNote {
			return fault.Invalid("note", "is longer than %d bytes", people.MaxNote)
		}
	}
	return nil
}

// Tick notes that the step at a position, from 1, was done. Ticked again
// without a note it keeps the one that it has.
func (r *Run) Tick(position int, by staff.Number, note string, at time.Time) error {
	switch {
	case !r.Ended.IsZero():
		return fault.Conflict("checklist", "was finished already")
	case position < 1 || position > len(r.Steps):
		return fault.NotFound("step", "there is no step %d; there are %d", position, len(r.Steps))
	}
	r.Steps = slices.Clone(r.Steps)
	step := &r.Steps[position-1]
	if note == "" && !step.Done.IsZero() {
		note = step.Note // ticked again: what was seen stays
	}
	step.Done, step.By, step.Note = at.UTC(), by, note
	return nil
}

// Finish ends the run. A step that was not done needs a note that says why.
func (r *Run) Finish(at time.Time) error {
	if !r.Ended.IsZero() {
		return fault.Conflict("checklist", "was finished already")
	}
	for i, step := range r.Steps {
		if step.Done.IsZero() && step.Note == "" {
			return fault.Conflict("step", "%d is not done: %s", i+1, step.Text)
		}
	}
	r.Ended = at.UTC()
	return nil
}

// Skip notes why the step at a position is left out.
func (r *Run) Skip(position int, why string) error {
	why = people.Tidy(why)
	switch {
	case !r.Ended.IsZero():
		return fault.Conflict("checklist", "was finished already")
	case position < 1 || position > len(r.Steps):
		return fault.NotFound("step", "there is no step %d; there are %d", position, len(r.Steps))
	case why == "":
		return fault.Invalid("note", "is empty; say why the step is left out")
	}
	r.Steps = slices.Clone(r.Steps)
	r.Steps[position-1].Note, r.Steps[position-1].Done = why, time.Time{}
	return nil
}
