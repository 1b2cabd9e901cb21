package plugin

import (
	"context"
	"errors"
	"strings"
)

// traps are what can stop WebAssembly by itself: the engine's words for it, and
// ours.
func traps() []struct{ engine, plain string } {
	return []struct{ engine, plain string }{
		{"integer divide by zero", "it divided a whole number by zero"},
		{"integer overflow", "a division or conversion gave a number that is too large for its type"},
		{"invalid conversion to integer", "it made a whole number of a fraction that is none (NaN)"},
		{"out of bounds memory access", "it read or wrote beyond its memory"},
		{"unreachable", "it gave up: the code holds an abort or a failed assertion there"},
		{"stack overflow", "its calls went too deep"},
		{"invalid table access", "it called a function that its table does not hold"},
		{"indirect call type mismatch", "it called a function that takes other parameters"},
	}
}

// plainly says what stopped a rule, and in which of its functions, when the
// module still names them.
func plainly(engine error) string {
	first, trace, _ := strings.Cut(engine.Error(), "\n")
	for _, trap := range traps() {
		if strings.Contains(first, trap.engine) {
			return trap.plain + inFunction(trace)
		}
	}
	return first
}

// inFunction names the innermost function of the engine's trace, whose lines
// are a name with the types of what it takes and gives.
func inFunction(trace string) string {
	_, lines, _ := strings.Cut(trace, "\n") // the heading
	line, _, _ := strings.Cut(lines, "\n")
	name, _, called := strings.Cut(strings.TrimSpace(line), "(")
	name = name[strings.LastIndex(name, ".")+1:]
	if !called || name == "" || strings.HasPrefix(name, "$") {
		return ""
	}
	return ", in function " + name
}

// locate finds the one row of a question that stops the rule, -1 when there is
// none that does it alone. It asks about halves, each with a fresh instance: a
// rule decides every row by itself. It returns the instance that is to be given
// back.
func (r *Rule) locate(ctx context.Context, i *instance, q *question, failed error) (*instance, int) {
	if named := new(failure); q.part == 1 || r.simple != nil || errors.As(failed, named) || errors.Is(failed, errSpent) {
		return i, -1
	}
	rest := *q
	for rest.part > 1 {
		half := rest
		half.narrow(0, rest.part/2)
		var fails, asked bool
		if i, fails, asked = r.again(ctx, i, &half); !asked {
			return i, -1
		}
		if !fails {
			half = rest
			half.narrow(rest.part/2, rest.part-rest.part/2)
		}
		rest = half
	}
	i, fails, _ := r.again(ctx, i, &rest)
	if !fails {
		return i, -1
	}
	return i, rest.from
}

// again asks about q on a fresh instance. Without one the old is returned, and
// nothing is asked.
func (r *Rule) again(ctx context.Context, i *instance, q *question) (next *instance, fails, asked bool) {
	if ctx.Err() != nil {
		return i, false, false
	}
	next, err := r.renew(ctx, i)
	if err != nil {
		return i, false, false
	}
	_, err = next.ask(ctx, q, r.manifest.Limits.Units)
	return next, err != nil, true
}
