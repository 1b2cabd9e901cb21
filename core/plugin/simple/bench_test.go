package simple_test

import (
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core/plugin/simple"
)

// budget is what Raja gives a call.
const budget = 20_000_000

// worst are the slowest lines that could be thought of: many of them, each as
// long as a line may be.
func worst() map[string]simple.Line {
	some := func(n int, between string, parts ...string) string {
		list := make([]string, n)
		for i := range list {
			list[i] = parts[i%len(parts)]
		}
		return strings.Join(list, between)
	}
	deep := func(n int, open, inner, end string) string {
		return strings.Repeat(open, n) + inner + strings.Repeat(end, n)
	}
	when := func(text string) simple.Line { return simple.Line{When: text, Segment: "GUEST"} }
	return map[string]simple.Line{
		"short":        when("visits < 0"),
		"truth":        when("false"),
		"sums":         when(some(90, "+", "visits") + " < 0"),
		"literals":     when(some(90, "+", "visits", "1") + " < 0"),
		"products":     when(some(90, "*", "net", "visits") + " == 1"),
		"negations":    when(deep(100, "-", "visits", "") + " == 1"),
		"comparisons":  when(some(45, " && ", "visits > 0") + " && visits < 0"),
		"equal":        when(some(45, " && ", "visits == visits") + " && visits < 0"),
		"equal truths": when(some(45, " && ", "loyal == loyal") + " && visits < 0"),
		"not":          when(deep(150, "!", "loyal", "") + " && visits < 0"),
		"chosen":       when(deep(40, "(loyal ? ", "visits", " : net)") + " < 0"),
		"div":          when(deep(60, "div(", "visits", ",3)") + " == 1"),
		"rest":         when(some(90, " % ", "net", "visits") + " == 1"),
		"days":         when(some(30, "+", "days_since(last_order_day)") + " < 0"),
		"min":          when(deep(80, "min(", "visits", ")") + " < 0"),
		"min of two":   when(deep(60, "max(", "visits", ",1)") + " < 0"),
		"min of many":  when("min(" + some(130, ",", "visits") + ") < 0"),
		"figures":      {When: "true", Segment: "GUEST", Args: []string{some(90, "*", "visits"), deep(60, "div(", "visits", ",3)"), some(90, "+", "visits"), deep(80, "min(", "visits", ")")}},
	}
}

// BenchmarkWorst asks until a call's units are used up. A unit is right when
// none takes longer than 10 ms, as for a module.
func BenchmarkWorst(b *testing.B) {
	for name, line := range worst() {
		b.Run(name, func(b *testing.B) {
			lines := make([]simple.Line, simple.MaxLines)
			for i := range lines {
				lines[i] = line
			}
			program, wrong := simple.Compile(lines, names, position)
			if len(wrong) > 0 {
				b.Fatal(wrong[0])
			}
			asker, customer := simple.NewAsker(program), simple.Customer{Values: map[string]int64{"visits": 3, "net": 1 << 40, "last_order_day": 10, "often": 5}, Loyal: true}
			best, dearest := time.Hour, int64(0)
			for range b.N {
				began := time.Now()
				for spent := int64(0); spent < budget; {
					d, err := asker.Decide(&customer)
					if err != nil {
						b.Fatal(err)
					}
					spent, dearest = spent+d.Units, max(dearest, d.Units)
				}
				best = min(best, time.Since(began))
			}
			b.ReportMetric(best.Seconds()*1000, "ms")
			b.ReportMetric(float64(dearest), "units/row")
		})
	}
}
