package trial

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// Measured is how fast a rule answers one hook, on this machine, now. Units
// are the same everywhere.
type Measured struct {
	Hook        string  `json:"hook"`
	Batch       int     `json:"batch"` // rows asked about at once
	RowsPerSec  float64 `json:"rows_per_second"`
	UnitsPerRow float64 `json:"units_per_row"`
	Share       float64 `json:"budget_share"` // of the budget, by the dearest call, 0 to 1
	P50         float64 `json:"p50_us"`       // of one question, microseconds
	P99         float64 `json:"p99_us"`
	Questions   int     `json:"questions"`
	Made        bool    `json:"made_up,omitempty"` // there is no case to ask; the rows were made up
}

// Measure asks the rule the questions of its cases again and again for about
// as long as long says, in batches as large as a shop's: what the cases hold,
// repeated. Events are asked one at a time, as at the till. A hook without a
// case is asked about customers who are made up; a case that cannot be asked is
// left to the test.
func Measure(ctx context.Context, rule *plugin.Rule, cases []Case, long time.Duration) ([]Measured, error) {
	var all []Measured
	for _, hook := range abi.Hooks() {
		if _, answers := rule.Manifest().Hooks[hook.Name]; !answers {
			continue
		}
		questions := questionsOf(rule, cases, hook)
		made := len(questions) == 0
		if made {
			questions = []*question{madeUp(rule, hook)}
		}
		measured, err := measure(ctx, rule, hook, questions, long)
		if err != nil {
			return nil, err
		}
		measured.Made = made
		all = append(all, measured)
	}
	return all, nil
}

// questionsOf are the cases of one hook that have an answer.
func questionsOf(rule *plugin.Rule, cases []Case, hook abi.Hook) (questions []*question) {
	for i := range cases {
		q, err := cases[i].question(rule)
		if err == nil && q.hook.Code == hook.Code && cases[i].Fault == "" {
			questions = append(questions, q)
		}
	}
	if hook.Code == abi.HookSegment && len(questions) > 0 {
		return []*question{together(questions)}
	}
	return questions
}

// together makes one question of abi.MaxRows rows out of many small ones, with
// the shop of the first.
func together(questions []*question) *question {
	var page []byte
	for len(page) < abi.MaxRows*abi.FactsSize {
		before := len(page)
		for _, q := range questions {
			for _, rows := range q.batch.Facts {
				page = append(page, rows...)
			}
		}
		if len(page) == before {
			break
		}
	}
	all := *questions[0]
	all.batch.Facts = [][]byte{page[:min(len(page), abi.MaxRows*abi.FactsSize)]}
	return &all
}

func measure(ctx context.Context, rule *plugin.Rule, hook abi.Hook, questions []*question, long time.Duration) (Measured, error) {
	var system clock.System
	m := Measured{Hook: hook.Name}
	var took []time.Duration
	var units, rows, most int64
	spent := rule.Work()
	for began := system.Now(); system.Now().Sub(began) < long || len(took) < 100; {
		if len(took) > 0 && rule.Work()-spent > Usual().Case {
			break // it is slow enough to be measured by less
		}
		q := questions[len(took)%len(questions)]
		start := system.Now()
		said, err := q.ask(ctx, rule)
		took = append(took, system.Now().Sub(start))
		if err != nil {
			return m, fmt.Errorf("measure %s: %w", m.Hook, err)
		}
		asked := max(1, int64(q.size()))
		units, rows, most = units+said.units, rows+asked, max(most, said.dearest)
		m.Batch = max(m.Batch, int(asked))
	}
	total := time.Duration(0)
	for _, one := range took {
		total += one
	}
	slices.Sort(took)
	m.Questions = len(took)
	m.RowsPerSec = float64(rows) / total.Seconds()
	m.UnitsPerRow = float64(units) / float64(rows)
	m.Share = float64(most) / float64(rule.Manifest().Limits.Units)
	m.P50, m.P99 = micros(took[len(took)/2]), micros(took[len(took)*99/100])
	return m, nil
}

// size is how many rows a question is about.
func (q *question) size() int {
	if events := len(q.batch.Orders) + len(q.batch.Visits) + len(q.batch.Events); events > 0 {
		return events
	}
	return q.batch.FactsCount()
}

func micros(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }
