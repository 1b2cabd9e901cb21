package promise

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/hours"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/staff"
)

// Revise changes until when. A reason is needed, and informed says when the
// customer was told, none when she was not. A promise that waits goes on
// waiting; what it waited for already is not added to the new time.
func (p *Promise) Revise(calendar hours.Calendar, to time.Time, reason string, informed, at time.Time, by staff.Number) error {
	reason = people.Tidy(reason)
	switch {
	case p.Status != Open:
		return fault.Conflict("promise", "is %s; make a new one", p.Status)
	case reason == "" || len(reason) > people.MaxNote:
		return fault.Invalid("reason", "is empty or longer than %d bytes; a promise is not changed without a reason", people.MaxNote)
	case !to.After(at):
		return fault.Invalid("due", "is in the past")
	case informed.After(at):
		return fault.Invalid("informed", "is in the future")
	case len(p.Revisions) >= MaxRevisions:
		return fault.Conflict("promise", "was changed %d times", MaxRevisions)
	}
	if what := p.Timer.Paused(); what != "" {
		p.Resume(calendar, at)
		if err := p.Timer.Pause(what, at); err != nil {
			return err
		}
	}
	p.Revisions = append(slices.Clone(p.Revisions), Revision{At: at.UTC(), By: by, From: p.Due, To: to.UTC(), Reason: reason})
	p.Due, p.Warned, p.Unseen = to.UTC(), 0, false
	if !informed.IsZero() {
		p.tell(informed)
	}
	return nil
}

// Inform notes that the customer was told of the last change.
func (p *Promise) Inform(at time.Time) error {
	n := len(p.Revisions)
	if n == 0 {
		return fault.Conflict("promise", "was not changed: there is nothing to tell")
	}
	if p.Revisions[n-1].Informed.IsZero() {
		p.Revisions = slices.Clone(p.Revisions)
		p.tell(at)
	}
	return nil
}

// tell notes when she was told of the last change. What she knew of counts no
// more when it had not passed by then; told later, the change is an apology.
func (p *Promise) tell(at time.Time) {
	last := &p.Revisions[len(p.Revisions)-1]
	last.Informed = at.UTC()
	if p.Status == Open && !p.Missed(p.Stood(at)) {
		p.Agreed, last.InTime = p.Due, true
	}
}

// Pause lets its time stand still while the shop waits for something, one of
// Waits; one that waits for something else waits for this from now on.
func (p *Promise) Pause(calendar hours.Calendar, what string, at time.Time) error {
	if p.Timer.Paused() == what {
		return p.Timer.Pause(what, at)
	}
	waited := *p
	waited.Resume(calendar, at)
	if err := waited.Timer.Pause(what, at); err != nil {
		return err
	}
	*p = waited
	return nil
}

// Resume lets its time run again: it is due after the open time that was left
// when the pause began. One that runs goes on running.
func (p *Promise) Resume(calendar hours.Calendar, at time.Time) {
	if p.Timer.Paused() == "" {
		return
	}
	from, to := p.Timer.Pauses[len(p.Timer.Pauses)-1].From, p.Timer.notBefore(at)
	for _, due := range []*time.Time{&p.Due, &p.Agreed} {
		if due.After(from) && due.After(p.MissedAt) {
			*due = moved(calendar, *due, from, to)
		}
	}
	p.Timer.Resume(at)
}

// moved is when the open time from one moment to due has run from another on;
// where the shop does not open meanwhile, it is due as much later by the clock.
func moved(calendar hours.Calendar, due, from, to time.Time) time.Time {
	if left := calendar.Elapsed(from, due); left > 0 {
		if at, ever := calendar.Due(to, left); ever {
			return later(due, at)
		}
	}
	return due.Add(to.Sub(from))
}

// Given is the open time that the shop has for it in all, pauses left out.
func (p *Promise) Given(calendar hours.Calendar) time.Duration {
	given := p.Timer.Elapsed(calendar, p.Due)
	if p.Timer.Paused() != "" {
		given += max(0, calendar.Elapsed(p.Stood(p.Due), p.Due))
	}
	return given
}

// Stood is the moment at which its time stands: at, or since it waits the
// beginning of the pause.
func (p *Promise) Stood(at time.Time) time.Time {
	if p.Timer.Paused() == "" {
		return at
	}
	if from := p.Timer.Pauses[len(p.Timer.Pauses)-1].From; from.Before(at) {
		return from
	}
	return at
}
