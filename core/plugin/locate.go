package plugin

import (
	"context"
	"errors"
	"runtime"

	"github.com/raja-crm/raja/core/fault"
)

// fell reports whether a call ended without a word of the rule: in a trap, or
// by ending itself. Where a rule said that no row is meant, none is looked for.
func fell(err error) bool {
	var thrown failure
	return err != nil && !errors.As(err, &thrown) && !errors.As(err, new(*fault.Error)) && !errors.Is(err, errSpent)
}

// locate finds the row at which a call fell, by asking its halves again and
// then theirs, each in a fresh instance: rows do not depend on each other. It
// returns -1 where no row alone is to blame. All of it together may do as much
// work as one call, and it is the same rows on every machine.
func (r *Rule) locate(ctx context.Context, q *question) int {
	left := r.manifest.Limits.Units
	part, sure := *q, q.part == 1
	for part.part > 1 && ctx.Err() == nil {
		half := part.part / 2
		first := part.cut(part.from, half)
		if sure = r.falls(ctx, &first, &left); sure {
			part = first
			continue
		}
		part = part.cut(part.from+half, part.part-half)
	}
	if part.part > 1 || !sure && !r.falls(ctx, &part, &left) {
		return -1
	}
	return part.from
}

// cut is the question of rows from on, and of no more than so many.
func (q *question) cut(from, rows int) question {
	part := *q
	part.from = from
	part.take(rows)
	return part
}

// falls asks a fresh instance and reports whether it falls, too.
func (r *Rule) falls(ctx context.Context, q *question, left *int64) bool {
	if *left <= 0 {
		return false
	}
	i, err := r.start(ctx)
	if err != nil {
		return false
	}
	defer i.close(ctx)
	runtime.Gosched()
	_, err = i.ask(ctx, q, *left)
	*left -= max(1, i.spent)
	return fell(err)
}
