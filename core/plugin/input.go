package plugin

import (
	"context"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// Input returns the bytes that the rule would be given for a question, when it
// is asked in one call: for tools, and for tests of other hosts.
func (r *Rule) Input(_ context.Context, hook string, in *abi.Batch) ([]byte, error) {
	known, ok := abi.HookNamed(hook)
	if !ok {
		return nil, fault.Invalid("hook", "%q is unknown", hook)
	}
	q, err := newQuestion(known, in, r)
	if err != nil {
		return nil, err
	}
	q.take(q.total)
	input, _, _ := q.bytes()
	return input, nil
}
