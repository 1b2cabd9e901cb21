package trial

import (
	"context"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// Bytes returns the question of a case and the rule's answer as the ABI has
// them: what golden bytes are made of.
func (c *Case) Bytes(ctx context.Context, rule *plugin.Rule) (in, out []byte, err error) {
	q, err := c.question(rule)
	if err != nil {
		return nil, nil, err
	}
	if in, err = rule.Input(ctx, q.hook.Name, &q.batch); err != nil {
		return nil, nil, err
	}
	said, err := q.ask(ctx, rule)
	for _, row := range said.rows {
		at := len(out)
		out = append(out, make([]byte, q.hook.RowSize)...)
		switch r := row.(type) {
		case *abi.SegmentRow:
			r.Put(out[at:])
		case *abi.LoyaltyRow:
			r.Put(out[at:])
		case *abi.AfterHoursRow:
			r.Put(out[at:])
		case *abi.FollowUpRow:
			r.Put(out[at:])
		}
	}
	return in, out, err
}
