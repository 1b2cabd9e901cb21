package plugin

import (
	"context"
	"errors"
	"fmt"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// ask puts one question to a rule and returns its checked rows. A rule that
// fails returns fault.Unavailable with a *Fault behind it, and the instance
// it failed in is thrown away.
func ask[Row any](ctx context.Context, r *Rule, name string, in *abi.Batch, read func(*Row, []byte), check func(*Row) error) ([]Row, error) {
	hook, _ := abi.HookNamed(name)
	if _, declared := r.manifest.Hooks[name]; !declared {
		return nil, fault.Invalid("plugin", "rule %s has no hook %s", r.manifest.ID, name)
	}
	q, err := newQuestion(hook, in, r)
	if err != nil {
		return nil, err
	}
	i, err := r.acquire(ctx)
	if err != nil {
		return nil, fmt.Errorf("ask rule %s about %s: %w", r.manifest.ID, name, err)
	}
	rows, err := askInstance(ctx, r, i, q, read, check)
	r.release(ctx, i, err == nil)
	return rows, err
}

func askInstance[Row any](ctx context.Context, r *Rule, i *instance, q *question, read func(*Row, []byte), check func(*Row) error) ([]Row, error) {
	limited, cancel := bounded(ctx, r.options.CallTimeout)
	defer cancel()
	answer, err := i.ask(limited, q.hook, q)
	if err != nil {
		return nil, r.blame(ctx, i, q.hook.Name, err)
	}
	rows := make([]Row, len(answer)/q.hook.RowSize)
	for n := range rows {
		read(&rows[n], answer[n*q.hook.RowSize:])
		if err := check(&rows[n]); err != nil {
			return nil, r.blame(ctx, i, q.hook.Name, failure{uint32(n), none, err.Error()})
		}
	}
	return rows, nil
}

// blame turns what went wrong in a call into the fault of the rule, unless it
// was the caller who gave up or asked too much.
func (r *Rule) blame(ctx context.Context, i *instance, hook string, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("ask rule %s about %s: %w", r.manifest.ID, hook, ctx.Err())
	}
	if refused := new(fault.Error); errors.As(err, &refused) {
		return refused
	}
	f := &Fault{Rule: r.manifest.ID, Hook: hook, Row: -1, Trace: i.visit.log.String() + i.visit.stderr.String()}
	var thrown failure
	switch {
	case errors.As(err, &thrown):
		f.Message, f.Row, f.Field = thrown.message, thrown.rowNumber(), thrown.fieldName()
	case stopped(err):
		f.Message = fmt.Sprintf("it did not answer within %s and was stopped", r.options.CallTimeout)
	default:
		f.Message = lastWords(i.visit.stderr.String(), err)
	}
	return f.unavailable()
}

// acquire returns a warm instance, or a new one while there is room.
func (r *Rule) acquire(ctx context.Context) (*instance, error) {
	select {
	case i := <-r.idle:
		return i, nil
	default:
	}
	select {
	case i := <-r.idle:
		return i, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case r.slots <- struct{}{}:
	}
	i, err := newInstance(ctx, r.engine, r.code, r.manifest)
	if err != nil {
		<-r.slots
		return nil, fault.Unavailable("plugin", "rule %s does not start: %s", r.manifest.ID, firstLine(err)).Because(err)
	}
	return i, nil
}

// release keeps a sound instance warm. One that failed may hold anything in
// its memory and goes.
func (r *Rule) release(ctx context.Context, i *instance, sound bool) {
	if sound {
		r.idle <- i
		return
	}
	// The instance is closed whatever happens; there is nothing left to save.
	_ = i.module.Close(context.WithoutCancel(ctx))
	<-r.slots
}
