package plugin

import (
	"context"
	"runtime"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// keep takes the part of a question that the fault is kept with.
func (f *Fault) keep(part question) { f.Input, f.First = part.capture(), part.from }

// smallest returns as few rows of the last call as still fail in the same way,
// asked as they will be kept: the one row where it is known, else a half of it,
// and a half of that. What fails only as a whole is returned whole. All of it
// together may do as much work as one call; so few rows as a rule is stopped over
// are kept as they are.
func (r *Rule) smallest(ctx context.Context, q *question, row int, same sameness) question {
	left, part := r.manifest.Limits.Units, *q
	if row < 0 && q.part <= fewRows {
		return part
	}
	if row >= q.from && row < q.from+q.part && q.part > 1 {
		if one := q.cut(row, 1); r.again(ctx, &one, &left, same) {
			return one
		}
	}
	for part.part > 1 && ctx.Err() == nil {
		half := part.part / 2
		first, second := part.cut(part.from, half), part.cut(part.from+half, part.part-half)
		switch {
		case r.again(ctx, &first, &left, same):
			part = first
		case r.again(ctx, &second, &left, same):
			part = second
		default:
			return part
		}
	}
	return part
}

// sameness reports whether a call went wrong as the one before it did.
type sameness func(i *instance, q *question, said []byte, err error) bool

// again asks a fresh instance what would be kept of a question, as a replay
// does.
func (r *Rule) again(ctx context.Context, q *question, left *int64, same sameness) bool {
	if *left <= 0 {
		return false
	}
	batch, err := abi.ReadBatch(q.capture())
	if err != nil {
		return false
	}
	kept, err := newQuestion(q.hook, batch, r)
	if err != nil {
		return false
	}
	i, err := r.start(ctx)
	if err != nil {
		return false
	}
	defer i.close(ctx)
	runtime.Gosched()
	kept.take(kept.total)
	said, err := i.ask(ctx, kept, *left)
	*left -= max(1, i.spent)
	return same(i, kept, said, err)
}
