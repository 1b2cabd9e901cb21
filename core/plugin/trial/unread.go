package trial

import (
	"fmt"
	"slices"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/plugin"
)

// unread says what a case sets and the rule never sees, because its manifest
// does not ask for it: such a fact arrives as zero.
func (c *Case) unread(m *plugin.Manifest) (notes []string) {
	reads := lo.Map(m.Reads, func(r plugin.Read, _ int) string { return r.Field })
	seen := append(reads, "present", "ordinal", "window_days", "missing")
	var unseen []string
	for _, row := range c.Facts {
		unseen = append(unseen, lo.Without(lo.Keys(row), seen...)...)
	}
	lined := slices.ContainsFunc(c.Orders, func(row Row) bool { _, has := row["lines"]; return has })
	if lined && !slices.Contains(reads, "lines") {
		unseen = append(unseen, "lines")
	}
	for _, field := range sorted(lo.Uniq(unseen)) {
		notes = append(notes, fmt.Sprintf("sets %s, which the rule does not read: it arrives as zero", field))
	}
	if c.Shop.Population != nil && len(m.Population) == 0 {
		notes = append(notes, `sets population, which the rule does not ask for with "population": ["rfm"]`)
	}
	return notes
}
