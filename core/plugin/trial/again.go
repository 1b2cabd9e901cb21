package trial

import (
	"context"
	"reflect"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/stranger"
)

// unsteady is said of a rule that remembers: in a shop several copies of it
// answer, each remembering something else.
const unsteady = "asked the same again, it answers otherwise; keep nothing in variables from one row to the next"

// steady asks a question once more, of the copy of the rule that has just
// answered it.
func (q *question) steady(ctx context.Context, rule *plugin.Rule, first answer) []string {
	again, err := q.ask(ctx, rule)
	if err == nil && reflect.DeepEqual(first.rows, again.rows) && reflect.DeepEqual(first.refused, again.refused) {
		return nil
	}
	return []string{unsteady}
}

// Limits of what is shown of a case. Its file may come from anybody.
const (
	maxTitle = 200
	maxLine  = 1000
)

// clean makes of a result what a terminal and a page can show.
func (r *Result) clean() {
	r.Name, r.File = stranger.Clean(r.Name, maxTitle), stranger.Clean(r.File, maxTitle)
	for _, lines := range [][]string{r.Diff, r.Notes} {
		for i, line := range lines {
			lines[i] = stranger.Lines(line, maxLine)
		}
	}
}
