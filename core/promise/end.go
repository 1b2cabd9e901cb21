package promise

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/hours"
)

// Keep notes that it was done. After the time that counts it is broken, though
// done; so it is when that time was seen to pass and the clock was set back
// since.
func (p *Promise) Keep(calendar hours.Calendar, outcome string, at time.Time) error {
	p.Resume(calendar, at)
	status := Kept
	if p.Missed(at) {
		status = Broken
	}
	return p.end(status, outcome, at)
}

// Break gives a promise up.
func (p *Promise) Break(calendar hours.Calendar, outcome string, at time.Time) error {
	p.Resume(calendar, at)
	if err := p.end(Broken, outcome, at); err != nil {
		return err
	}
	p.GivenUp = true
	return nil
}

// Withdraw notes that the customer wants it no more.
func (p *Promise) Withdraw(calendar hours.Calendar, outcome string, at time.Time) error {
	p.Resume(calendar, at)
	return p.end(Withdrawn, outcome, at)
}

func (p *Promise) end(status Status, outcome string, at time.Time) error {
	if p.Status != Open {
		return fault.Conflict("promise", "is %s already", p.Status)
	}
	p.Status, p.ClosedAt, p.Outcome = status, at.UTC(), outcome
	p.Timer.End(at)
	return nil
}

// Missed says whether the time by which it is judged had passed by a moment,
// or was seen to pass.
func (p *Promise) Missed(at time.Time) bool {
	return at.After(p.Agreed) || (!p.MissedAt.IsZero() && !p.MissedAt.Before(p.Agreed))
}

// Late is by how much it was done after the time by which it is judged, or how
// long that has passed by now; 0 of what was done in time, given up before,
// or withdrawn. While the shop waits no time passes.
func (p *Promise) Late(now time.Time) time.Duration {
	if p.Status == Kept || p.Status == Withdrawn {
		return 0
	}
	if p.Status == Broken {
		now = p.ClosedAt
	}
	return max(0, p.Stood(now).Sub(p.Agreed))
}

// Overdue reports whether it is open though the time that she knows of has
// passed: the last that she was told, also when she was told too late for it
// to be judged by.
func (p *Promise) Overdue(now time.Time) bool {
	return p.Status == Open && p.Stood(now).After(p.told())
}

// told is the last time that she was told.
func (p *Promise) told() time.Time {
	if n := len(p.Revisions); n > 0 && !p.Revisions[n-1].Informed.IsZero() {
		return p.Due
	}
	return p.Agreed
}

// WasOverdue is Overdue of a moment that may have passed, also of what ended
// since.
func (p *Promise) WasOverdue(at time.Time) bool {
	if p.Status == Open {
		return p.Overdue(at)
	}
	return p.ClosedAt.After(at) && at.After(p.told())
}

// Lost reports whether it is open and will count as broken whatever comes,
// though it is not overdue: she was told of another time when the one before
// had passed.
func (p *Promise) Lost(now time.Time) bool {
	return p.Status == Open && !p.Overdue(now) && p.Missed(p.Stood(now))
}

// Renegotiated reports whether it was changed and she was told in time.
func (p *Promise) Renegotiated() bool {
	return slices.ContainsFunc(p.Revisions, func(r Revision) bool { return r.InTime })
}
