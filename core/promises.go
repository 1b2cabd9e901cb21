package core

import (
	"context"
	"time"

	"github.com/raja-crm/raja/core/hours"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/staff"
)

// Promises is the chapter of what the shop promised to whom, until when, and
// whether it kept its word.
type Promises struct{ *shop }

func promiseShelf() *shelf[promise.Promise] {
	return &shelf[promise.Promise]{
		space: record.Promises, word: "promise", mark: "P-", digits: 5,
		number: func(p *promise.Promise) uint64 { return uint64(p.Number) },
		check:  (*promise.Promise).Check,
		keys:   promiseKeys,
	}
}

func promisesTo(customer people.Ordinal) record.Key {
	return inList(listPromises).Uint32(uint32(customer))
}

func promisesAbout(code string) record.Key { return inList(listPromisesAbout).Text(code) }

func promisesDue() record.Key { return inList(listPromisesDue) }

func promisesDone(kind promise.Kind) record.Key { return inList(listPromisesDone).Text(string(kind)) }

func promiseKeys(one *promise.Promise) []record.Key {
	number := uint64(one.Number)
	var keys []record.Key
	if one.Customer != 0 {
		keys = append(keys, promisesTo(one.Customer).TimeDescending(one.MadeAt).Uint64(number))
	}
	if one.About != "" {
		keys = append(keys, promisesAbout(one.About).Uint64(number))
	}
	if one.Status == promise.Open {
		return append(keys, promisesDue().Time(one.Due).Uint64(number))
	}
	return append(keys, promisesDone(one.Kind).TimeDescending(one.ClosedAt).Uint64(number))
}

// NewPromise is a promise as it is made. Customer, Kind, Text and Due are
// required.
type NewPromise struct {
	Customer   people.Ordinal
	Department staff.DepartmentNumber // instead of a customer, of promise.Internal
	Kind       promise.Kind
	Text       string
	About      string // code of the record that it is about, "" nothing
	Due        time.Time
	By         staff.Number
	Why        string // needed when the due time looks amber or red
}

// Made is a promise with what the shop's own past says about it.
type Made struct {
	Promise  promise.Promise
	Feasible promise.Feasible
}

// Make records a promise. One that the shop's past says will hardly be kept
// needs a reason.
func (p *Promises) Make(ctx context.Context, given NewPromise) (Made, error) {
	var made Made
	err := p.update(ctx, "promise.make", func(t *tx) (err error) {
		made, err = t.makePromise(given)
		return err
	})
	return made, err
}

func (t *tx) makePromise(given NewPromise) (Made, error) {
	if given.Kind != promise.Internal {
		if _, err := t.read(t, given.Customer); err != nil {
			return Made{}, err
		}
	}
	if err := t.working("by", given.By); err != nil {
		return Made{}, err
	}
	now := t.clock.Now()
	made := promise.Promise{
		Customer: given.Customer, Department: given.Department, Kind: given.Kind, Text: given.Text, About: given.About, Due: given.Due.UTC(), FirstDue: given.Due.UTC(), Agreed: given.Due.UTC(),
		MadeAt: now, By: given.By, Why: given.Why, Status: promise.Open, Timer: promise.StartAt(now),
	}
	if err := made.Check(); err != nil {
		return Made{}, err
	}
	if err := t.checkDepartment("department", made.Department); err != nil {
		return Made{}, err
	}
	var err error
	if made.About, err = t.about(t, made.About); err != nil {
		return Made{}, err
	}
	judged, err := t.judge(t, given.Kind, now, given.Due)
	if err != nil {
		return Made{}, err
	}
	if err := needsReason(judged, made.Why); err != nil {
		return Made{Feasible: judged}, err
	}
	number, err := t.promises.next(t)
	if err != nil {
		return Made{}, err
	}
	made.Number = promise.Number(number)
	t.entry.Subject = t.promises.code(number)
	return Made{made, judged}, t.promises.add(t, &made)
}

// Get returns a promise.
func (p *Promises) Get(ctx context.Context, number promise.Number) (promise.Promise, error) {
	return readOne(ctx, p.shop, p.promises, uint64(number))
}

// Revise changes until when a promise holds. informed is when the customer was
// told, zero when she was not.
func (p *Promises) Revise(ctx context.Context, number promise.Number, to time.Time, reason string, informed time.Time, by staff.Number) (promise.Promise, error) {
	return p.edit(ctx, "promise.revise", number, by, func(one *promise.Promise, calendar hours.Calendar, now time.Time) error {
		return one.Revise(calendar, to, reason, informed, now, by)
	})
}

// Inform notes that the customer was told of the last change.
func (p *Promises) Inform(ctx context.Context, number promise.Number) (promise.Promise, error) {
	return p.edit(ctx, "promise.inform", number, 0, func(one *promise.Promise, _ hours.Calendar, now time.Time) error { return one.Inform(now) })
}

// Keep notes that what was promised is done.
func (p *Promises) Keep(ctx context.Context, number promise.Number, outcome string) (promise.Promise, error) {
	return p.ended(ctx, "promise.keep", number, outcome, (*promise.Promise).Keep)
}

// Break gives a promise up.
func (p *Promises) Break(ctx context.Context, number promise.Number, outcome string) (promise.Promise, error) {
	return p.ended(ctx, "promise.break", number, outcome, (*promise.Promise).Break)
}

// Withdraw notes that the customer wants it no more.
func (p *Promises) Withdraw(ctx context.Context, number promise.Number, outcome string) (promise.Promise, error) {
	return p.ended(ctx, "promise.withdraw", number, outcome, (*promise.Promise).Withdraw)
}

func (p *Promises) ended(ctx context.Context, action string, number promise.Number, outcome string, end func(*promise.Promise, hours.Calendar, string, time.Time) error) (promise.Promise, error) {
	return p.edit(ctx, action, number, 0, func(one *promise.Promise, calendar hours.Calendar, now time.Time) error {
		return end(one, calendar, outcome, now)
	})
}

// Pause lets a promise's time stand still while the shop waits for something,
// one of promise.Waits, and "" lets it run again: it is due later then by what
// it waited.
func (p *Promises) Pause(ctx context.Context, number promise.Number, what string) (promise.Promise, error) {
	return p.edit(ctx, "promise.pause", number, 0, func(one *promise.Promise, calendar hours.Calendar, now time.Time) error {
		if what == "" {
			one.Resume(calendar, now)
			return nil
		}
		return one.Pause(calendar, what, now)
	})
}

func (p *Promises) edit(ctx context.Context, action string, number promise.Number, by staff.Number, change func(*promise.Promise, hours.Calendar, time.Time) error) (promise.Promise, error) {
	var changed promise.Promise
	err := p.update(ctx, action, func(t *tx) (err error) {
		t.entry.Subject = t.promises.code(uint64(number))
		if err := t.working("by", by); err != nil {
			return err
		}
		if changed, err = t.promises.read(t.shop, t, uint64(number)); err != nil {
			return err
		}
		calendar, err := t.calendar()
		if err != nil {
			return err
		}
		if err := change(&changed, calendar, t.clock.Now()); err != nil {
			return err
		}
		if err := changed.Check(); err != nil {
			return err
		}
		return t.promises.put(t, &changed)
	})
	return changed, err
}

// Board returns up to limit open promises behind a cursor, soonest due first,
// and the cursor of the next page.
func (p *Promises) Board(ctx context.Context, after string, limit int) ([]promise.Promise, string, error) {
	return pageOf(ctx, p.shop, p.promises, promisesDue(), page{After: after, Limit: limit})
}

// To returns up to limit promises to a customer behind a cursor, newest first.
func (p *Promises) To(ctx context.Context, customer people.Ordinal, after string, limit int) ([]promise.Promise, string, error) {
	return pageOfCustomer(ctx, p.shop, p.promises, customer, promisesTo, page{After: after, Limit: limit})
}

// About returns the promises about the record with a code, oldest first.
func (p *Promises) About(ctx context.Context, code string) ([]promise.Promise, error) {
	found, _, err := pageOf(ctx, p.shop, p.promises, promisesAbout(code), page{Limit: maxOfOne})
	return found, err
}
