package plugin_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	"github.com/raja-crm/raja/core/plugin/simple"
)

// inWords is a rule of expressions that reads every field.
func inWords(t testing.TB, lines ...simple.Line) plugin.Source {
	t.Helper()
	var fields []string
	for _, field := range abi.FactsFields() {
		if field.Only == "" {
			fields = append(fields, field.Name)
		}
	}
	var m map[string]any
	if err := json.Unmarshal(manifest("segment", fields...), &m); err != nil {
		t.Fatal(err)
	}
	m["simple"] = lines
	text, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return plugin.Source{Manifest: text}
}

// BenchmarkExpressionsWithEveryField tells how long the budget of a call lasts
// for a rule that is dear by what it reads, and not by what it does.
func BenchmarkExpressionsWithEveryField(b *testing.B) {
	rule := plugintest.LoadSource(b, inWords(b, simple.Line{When: "visits < 0", Segment: "ONE"}), plugin.Options{Instances: 1})
	in, best := facts(abi.MaxRows), time.Hour
	var answer plugin.Answer[abi.SegmentRow]
	for range b.N {
		began := time.Now()
		if err := rule.SegmentInto(context.Background(), in, &answer); err != nil {
			b.Fatal(err)
		}
		best = min(best, time.Since(began)*plugin.DefaultUnits/time.Duration(answer.Units))
	}
	b.ReportMetric(best.Seconds()*1000, "ms/budget")
	b.ReportMetric(float64(answer.Units)/abi.MaxRows, "units/row")
}

// However dear the expressions of a manifest may be, they are asked within the
// budget, a few customers a call.
func TestTheDearestExpressionsAreAskedWithinTheBudget(t *testing.T) {
	var lines []simple.Line
	for i := range simple.MaxLines {
		sum := fmt.Sprintf("%d < 0", i)
		for range 59 {
			sum = "min(visits," + sum[:len(sum)-4] + ") < 0"
		}
		lines = append(lines, simple.Line{When: sum, Segment: "ONE"})
	}
	rule := plugintest.LoadSource(t, inWords(t, lines...), plugin.Options{})
	answer, err := rule.Segment(context.Background(), facts(20))
	if err != nil || len(answer.Rows) != 20 || answer.Units < 20*1_000_000 {
		t.Errorf("%d rows for %d units, %v; want 20 for more than a budget", len(answer.Rows), answer.Units, err)
	}
}
