package trial

import (
	"fmt"
	"slices"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// Example is a first case for a rule, to be written down and made right: a
// question in a figure that it reads, and an answer that it can give.
func Example(m *plugin.Manifest) string {
	hook, _ := lo.Find(abi.Hooks(), func(h abi.Hook) bool { return m.Hooks[h.Name] > 0 })
	named, facts := "", ""
	if len(m.Hooks) > 1 {
		named = fmt.Sprintf(`"hook": %q, `, hook.Name)
	}
	plain := []string{"visits", "orders_total", "net", "net_total", "net_365", "points"}
	if read, found := lo.Find(m.Reads, func(r plugin.Read) bool { return slices.Contains(plain, r.Field) }); found {
		facts = fmt.Sprintf("%q: 5", read.Field)
	}
	return fmt.Sprintf(`{%s"facts": [{%s}], %s}`, named, facts, exampleOf(hook, m))
}

// exampleOf is what happened, in a case of one hook, and what is wanted.
func exampleOf(hook abi.Hook, m *plugin.Manifest) string {
	option := lo.FirstOrEmpty(m.Options).Code
	switch hook.Code {
	case abi.HookSegment:
		return fmt.Sprintf(`"want": [{"segment": %q}]`, lo.FirstOrEmpty(m.Segments).Code)
	case abi.HookLoyalty:
		return `"orders": [{"net": 50000}], "want": [{"points": 5}]`
	case abi.HookAfterHours:
		return fmt.Sprintf(`"visits": [{"service": "drop_off"}], "want": [{"option": %q}]`, option)
	}
	return fmt.Sprintf(`"events": [{"event": "order_paid"}], "want": [{"action": %q}]`, option)
}
