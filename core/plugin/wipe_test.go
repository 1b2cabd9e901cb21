package plugin_test

import (
	"context"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// A rule that has a mistake answers with nothing, never with what is left of a
// customer who was asked about before.
func TestAMistakeShowsNoOtherCustomer(t *testing.T) {
	const beyond = 10*abi.FactsSize + abi.FactsAtNet
	for _, c := range []struct {
		name  string
		guest module
	}{
		{"a row that is left out", honest("segment", unlessAsked(echo(abi.FactsAtNet, 16)), answerAll())},
		{"reading behind the last row", honest("segment", echo(beyond, 16), answerAll())},
	} {
		t.Run(c.name, func(t *testing.T) {
			rule := plugintest.LoadSource(t, source(c.guest, "net"), plugin.Options{Instances: 1})
			for step, asked := range []struct {
				rows      int
				now, want int64
			}{{20, 0, 777}, {1, 13, 0}, {20, 0, 777}, {2, 13, 0}} {
				batch := spenders(asked.rows)
				batch.Header.NowUnixMs = asked.now
				answer, err := rule.Segment(context.Background(), batch)
				if err != nil || answer.Rows[0].Args[0] != asked.want {
					t.Fatalf("step %d: %+v, %v; want the figure %d", step, answer.Rows, err, asked.want)
				}
			}
		})
	}
}

// spenders are n customers who spent 777 each.
func spenders(n int) *abi.Batch {
	rows := make([]abi.Facts, n)
	for i := range rows {
		rows[i] = abi.Facts{Net: 777}
	}
	return &abi.Batch{Facts: [][]byte{plugintest.Page(rows...)}}
}
