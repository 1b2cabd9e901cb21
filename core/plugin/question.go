package plugin

import (
	"fmt"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// question is a batch on its way to one hook: what the rule may see of it and
// how many rows it must answer.
type question struct {
	hook        abi.Hook
	batch       *abi.Batch
	view        *view
	settings    []abi.Config
	events      events
	rows        int // facts rows
	total       int // rows to be answered, by all calls together
	from, part  int // the ones of this call
	least, most int // output rows of this call
}

// newQuestion refuses a batch that could not be answered. Its errors are
// mistakes of the caller, never of the rule.
func newQuestion(hook abi.Hook, in *abi.Batch, r *Rule) (*question, error) {
	q := &question{hook: hook, batch: in, view: r.view, rows: in.FactsCount()}
	q.events = eventsOf(hook, in, r.view)
	q.settings = r.form.Rows(currencyOf(in.Header.Currency), in.Config)
	if err := q.check(); err != nil {
		return nil, fault.Internal("ask rule %s about %s: %s", r.manifest.ID, hook.Name, err).Because(err)
	}
	q.total = q.rows
	if q.events.count > 0 {
		q.total = q.events.count
	}
	return q, nil
}

// free reports whether an answer may have any number of rows.
func (q *question) free() bool { return q.hook.Code == abi.HookAfterHours }

func (q *question) done() bool { return q.from >= q.total }

// take makes the next call one about at most so many rows.
func (q *question) take(rows int) {
	q.part = min(rows, q.total-q.from)
	q.least, q.most = q.part, q.part
	if q.free() {
		q.least, q.most = 0, abi.MaxOptions
	}
}

// narrow makes the call one about count rows from a row of it on.
func (q *question) narrow(from, count int) {
	q.from, q.part = q.from+from, count
	if !q.free() {
		q.least, q.most = count, count
	}
}

// factsRows returns which facts rows this call carries: all of them where
// events point at them, else its own part.
func (q *question) factsRows() (from, count int) {
	if q.events.count > 0 {
		return 0, q.rows
	}
	return q.from, q.part
}

// eventRows returns which events this call carries.
func (q *question) eventRows() (from, count int) {
	if q.events.count > 0 {
		return q.from, q.part
	}
	return 0, 0
}

func (q *question) check() error {
	stride := q.batch.FactsStride()
	switch {
	case stride < abi.FactsSize || stride%8 != 0:
		return fmt.Errorf("facts rows of %d bytes, want a multiple of 8 from %d", stride, abi.FactsSize)
	case q.rows > abi.MaxRows || q.events.count > abi.MaxRows:
		return fmt.Errorf("%d facts rows and %d events, the most is %d", q.rows, q.events.count, abi.MaxRows)
	case q.hook.Code == abi.HookAfterHours && q.events.count != 1:
		return fmt.Errorf("%d visits, want one", q.events.count)
	}
	for n, page := range q.batch.Facts {
		if len(page)%stride != 0 {
			return fmt.Errorf("page %d has %d bytes, which is no whole number of rows of %d", n, len(page), stride)
		}
	}
	return q.events.check(q.rows, len(q.batch.Lines))
}

func currencyOf(packed uint32) string {
	if packed == 0 {
		return ""
	}
	return string([]byte{byte(packed), byte(packed >> 8), byte(packed >> 16)})
}
