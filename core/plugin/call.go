package plugin

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// Answer is what a rule said, held to its manifest.
type Answer[Row any] struct {
	// Rows are in the order asked. A row that was refused is zero; of
	// after_hours, whose rows answer nothing in particular, it is left out.
	Rows    []Row
	Refused []Refusal
	Kept    string // the file that Options.OnFault kept the last of them in, "" none
	Units   int64  // work done, the same on every machine
	Dearest int64  // of that, in one call: a question of many rows is several
}

// Refusal is one row of an answer that is not taken: the rest stands.
type Refusal struct {
	Row    int    `json:"row"`
	Reason string `json:"reason"`
}

// Error says which row and why.
func (r Refusal) Error() string { return fmt.Sprintf("row %d is refused: %s", r.Row, r.Reason) }

// reading is how the rows of one hook are read and held to the manifest.
type reading[Row any] struct {
	read  func(*Row, []byte)
	check func(*Row) error
}

// ask puts one question to a rule, in calls short enough that nothing waits
// long behind them, and returns its checked rows. A rule that fails returns
// fault.Unavailable with a *Fault behind it, and the instance it failed in is
// thrown away.
func ask[Row any](ctx context.Context, r *Rule, name string, in *abi.Batch, how reading[Row], answer *Answer[Row]) error {
	*answer = Answer[Row]{Rows: answer.Rows[:0]}
	hook, _ := abi.HookNamed(name)
	if _, declared := r.manifest.Hooks[name]; !declared {
		return fault.Invalid("plugin", "rule %s has no hook %s", r.manifest.ID, name)
	}
	q, err := newQuestion(hook, in, r)
	if err != nil {
		return err
	}
	if err := r.breaker.ready(r.options.Clock.Now()); err != nil {
		return r.paused(err)
	}
	r.asks.RLock()
	defer r.asks.RUnlock()
	if err := r.open(); err != nil {
		return err
	}
	i, err := r.acquire(ctx)
	if err != nil {
		return fmt.Errorf("ask rule %s about %s: %w", r.manifest.ID, name, err)
	}
	sound := false
	defer func() { r.release(ctx, i, sound) }()
	i, err = askAll(ctx, r, i, q, how, answer)
	sound = err == nil
	return err
}

// open returns unavailable once the rule is closed. That is no fault of it.
func (r *Rule) open() error {
	if r.closed.Load() {
		return fault.Unavailable("plugin", "rule %s was taken out of use; ask again", r.manifest.ID)
	}
	return nil
}

// askAll asks part after part. Between two calls others may run. It returns
// the instance that is to be given back.
func askAll[Row any](ctx context.Context, r *Rule, i *instance, q *question, how reading[Row], answer *Answer[Row]) (*instance, error) {
	for !q.done() {
		if err := ctx.Err(); err != nil {
			return i, fmt.Errorf("ask rule %s about %s: %w", r.manifest.ID, q.hook.Name, err)
		}
		if err := r.open(); err != nil {
			return i, err
		}
		q.take(r.pace.rows())
		said, err := r.call(ctx, i, q)
		answer.Units, answer.Dearest = answer.Units+i.spent, max(answer.Dearest, i.spent)
		if errors.Is(err, errSpent) && r.pace.slower(q.part) {
			if i, err = r.renew(ctx, i); err != nil {
				return i, err
			}
			continue
		}
		if err != nil {
			return i, r.blame(ctx, i, q, err)
		}
		r.pace.learn(q.part, i.spent)
		sound := len(answer.Refused)
		how.take(q, said, answer)
		answer.Kept = cmp.Or(r.tell(ctx, i, q, answer.Refused[sound:], how.refused), answer.Kept)
		q.from += q.part
		runtime.Gosched()
	}
	r.breaker.worked(r.options.Clock.Now())
	return i, nil
}

// call is one call into the rule. It is measured when somebody wants to know.
func (r *Rule) call(ctx context.Context, i *instance, q *question) ([]byte, error) {
	if r.options.OnCall != nil {
		defer r.options.OnCall()()
	}
	return i.ask(ctx, q, r.manifest.Limits.Units)
}

// take reads the rows of one call. A row that does not fit the manifest is
// refused, as is one that was asked for and not written.
func (how reading[Row]) take(q *question, said []byte, answer *Answer[Row]) {
	wrote := len(said) / q.hook.RowSize
	rows := slices.Grow(answer.Rows, max(wrote, q.total-len(answer.Rows)))
	for n := range max(wrote, q.least) {
		rows = rows[:len(rows)+1]
		row, err := &rows[len(rows)-1], error(errUnwritten)
		if n < wrote {
			how.read(row, said[n*q.hook.RowSize:])
			err = how.check(row)
		}
		if err == nil {
			continue
		}
		answer.Refused = append(answer.Refused, Refusal{Row: q.from + n, Reason: err.Error()})
		*row = *new(Row)
		if q.free() {
			rows = rows[:len(rows)-1]
		}
	}
	answer.Rows = rows
}

// refused reads the rows of one call for what is refused of them alone.
func (how reading[Row]) refused(q *question, said []byte) []Refusal {
	var again Answer[Row]
	how.take(q, said, &again)
	return again.Refused
}

var errUnwritten = errors.New("it was not answered")
