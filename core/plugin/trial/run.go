package trial

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// Result is what became of one case.
type Result struct {
	Name  string   `json:"name"`
	File  string   `json:"file,omitempty"`
	OK    bool     `json:"ok"`
	Diff  []string `json:"diff,omitempty"`  // one sentence a difference
	Notes []string `json:"notes,omitempty"` // what the case says and the rule never sees
	Units int64    `json:"units"`
}

// Run asks the rule about a case and compares what it says. It asks twice: a
// rule that remembers passes once.
func (c *Case) Run(ctx context.Context, rule *plugin.Rule) (result Result) {
	result = Result{Name: c.Name, File: c.File}
	defer result.clean()
	q, err := c.question(rule)
	if err != nil {
		result.Diff = []string{err.Error()}
		return result
	}
	said, err := q.ask(ctx, rule)
	result.Units, result.Notes = said.units, c.unread(rule.Manifest())
	result.Diff = c.compare(q, said, err)
	if err == nil {
		result.Diff = append(result.Diff, q.steady(ctx, rule, said)...)
	}
	result.OK = len(result.Diff) == 0
	return result
}

// Run asks the rule about its cases, one after another, and stops with an error
// that names the case at which it spent more than it is allowed.
func Run(ctx context.Context, rule *plugin.Rule, cases []Case, allowed Allowance) ([]Result, error) {
	results := make([]Result, 0, len(cases))
	purse := newPurse(rule, allowed)
	for i := range cases {
		purse.begin()
		results = append(results, cases[i].Run(ctx, rule))
		if err := errors.Join(ctx.Err(), purse.pay(cases[i].File, 2)); err != nil {
			return results, err
		}
	}
	return results, nil
}

// Ask asks the rule about a case and leaves the answer aside: what it returns
// is why there was none.
func (c *Case) Ask(ctx context.Context, rule *plugin.Rule) error {
	q, err := c.question(rule)
	if err == nil {
		_, err = q.ask(ctx, rule)
	}
	return err
}

// answer is what a rule said, whatever its hook.
type answer struct {
	rows    []any // pointers to output rows of the ABI
	refused []plugin.Refusal
	units   int64
	dearest int64 // units of its dearest call
}

func (q *question) ask(ctx context.Context, rule *plugin.Rule) (answer, error) {
	switch q.hook.Code {
	case abi.HookSegment:
		return plainly(rule.Segment(ctx, &q.batch))
	case abi.HookLoyalty:
		return plainly(rule.Loyalty(ctx, &q.batch))
	case abi.HookAfterHours:
		return plainly(rule.AfterHours(ctx, &q.batch))
	default:
		return plainly(rule.FollowUp(ctx, &q.batch))
	}
}

func plainly[R any](a plugin.Answer[R], err error) (answer, error) {
	rows := lo.Map(a.Rows, func(_ R, i int) any { return &a.Rows[i] })
	return answer{rows, a.Refused, a.Units, a.Dearest}, err
}

// show is an output row in words, with the sentences that people read.
func (q *question) show(row any) Row {
	switch r := row.(type) {
	case *abi.SegmentRow:
		return q.withReason(show(q.words, r), r.Text, r.Args)
	case *abi.LoyaltyRow:
		return q.withReason(show(q.words, r), r.Text, r.Args)
	case *abi.AfterHoursRow:
		return q.withWording(q.withReason(show(q.words, r), r.Text, r.Args), r.Option, r.Args)
	case *abi.FollowUpRow:
		return q.withWording(q.withReason(show(q.words, r), r.Text, r.Args), r.Action, r.Args)
	}
	return nil
}

func (q *question) withReason(row Row, text uint32, args [4]int64) Row {
	for _, lang := range []string{"id", "en"} {
		if said := q.manifest.Reason(text, args, q.voice(lang)); said != "" {
			row["reason_"+lang] = said
		}
	}
	return row
}

func (q *question) withWording(row Row, option uint32, args [4]int64) Row {
	for _, lang := range []string{"id", "en"} {
		if said := q.manifest.OptionText(option, args, q.voice(lang)); said != "" {
			row["text_"+lang] = said
		}
	}
	return row
}

func (q *question) voice(lang string) plugin.Voice {
	return plugin.Voice{Lang: lang, Currency: q.currency, Zone: q.offset}
}

// compare returns one sentence a difference between a case and an answer.
func (c *Case) compare(q *question, said answer, err error) []string {
	if c.Fault != "" {
		return compareFault(c.Fault, err)
	}
	if err != nil {
		return []string{err.Error()}
	}
	diff := compareRefused(c.Refused, said.refused)
	if len(c.Want) != len(said.rows) {
		diff = append(diff, fmt.Sprintf("want %d rows, got %d", len(c.Want), len(said.rows)))
	}
	for i := range min(len(c.Want), len(said.rows)) {
		lines, err := q.compareRow(c.Want[i], said.rows[i])
		if err != nil {
			diff = append(diff, c.located(inRow("want", i, err)).Error())
		}
		for _, line := range lines {
			diff = append(diff, fmt.Sprintf("row %d: %s", i, line))
		}
	}
	return diff
}

func compareFault(want string, err error) []string {
	switch {
	case err == nil:
		return []string{fmt.Sprintf("want a fault with %q, got an answer", want)}
	case !strings.Contains(err.Error(), want):
		return []string{fmt.Sprintf("want a fault with %q, got: %s", want, err)}
	}
	return nil
}

func compareRefused(want []string, got []plugin.Refusal) (diff []string) {
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(want):
			diff = append(diff, got[i].Error())
		case i >= len(got):
			diff = append(diff, fmt.Sprintf("want a refusal with %q, got none", want[i]))
		case !strings.Contains(got[i].Error(), want[i]):
			diff = append(diff, fmt.Sprintf("want a refusal with %q, got: %s", want[i], got[i]))
		}
	}
	return diff
}

// compareRow compares field by field. A figure that the case does not name
// must be zero; a sentence that it does not name is not looked at.
func (q *question) compareRow(want Row, row any) (diff []string, err error) {
	got := q.show(row)
	wanted, err := q.plain(want, row)
	if err != nil {
		return nil, err
	}
	fields := lo.Uniq(append(lo.Keys(wanted), lo.Keys(got)...))
	for _, field := range sorted(fields) {
		_, named := want[field]
		if isSentence(field) && !named {
			continue
		}
		if g, w := got[field], wanted[field]; !reflect.DeepEqual(g, w) {
			diff = append(diff, fmt.Sprintf("%s: want %s, got %s", field, written(w), written(g)))
		}
	}
	return diff, nil
}

// plain is a wanted row as the rule's own would be shown: by way of the ABI,
// so that names and numbers, short and long lists compare as equal.
func (q *question) plain(want Row, like any) (Row, error) {
	figures, sentences := Row{}, Row{}
	for field, value := range want {
		if isSentence(field) {
			sentences[field] = value
			continue
		}
		figures[field] = value
	}
	row, err := q.again(figures, like)
	for field, value := range sentences {
		row[field] = value
	}
	return row, err
}

func (q *question) again(figures Row, like any) (Row, error) {
	switch like.(type) {
	case *abi.SegmentRow:
		return through[abi.SegmentRow](q.words, figures)
	case *abi.LoyaltyRow:
		return through[abi.LoyaltyRow](q.words, figures)
	case *abi.AfterHoursRow:
		return through[abi.AfterHoursRow](q.words, figures)
	default:
		return through[abi.FollowUpRow](q.words, figures)
	}
}

func through[R any](w words, figures Row) (Row, error) {
	var row R
	if err := fill(w, figures, &row); err != nil {
		return Row{}, err
	}
	return show(w, &row), nil
}

func isSentence(field string) bool {
	return strings.HasPrefix(field, "reason_") || strings.HasPrefix(field, "text_")
}
