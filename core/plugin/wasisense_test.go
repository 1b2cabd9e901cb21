package plugin_test

import (
	"context"
	"slices"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// gambler answers with eight bytes of chance and with the moment of its clock.
func gambler() plugin.Source {
	at := func(offset int32) []byte { return slices.Concat([]byte{0x20, 2}, i32(offset), []byte{0x6a}) }
	guest := honest("segment",
		at(16), i32(8), []byte{0x10, 2, 0x1a}, // random_get
		i32(0), i64(1), at(24), []byte{0x10, 3, 0x1a}, // clock_time_get
		answerAll())
	guest.imports = append(guest.imports,
		imported{"wasi_snapshot_preview1", "random_get", function(typeChance)},
		imported{"wasi_snapshot_preview1", "clock_time_get", function(typeClock)})
	return source(guest)
}

// Equal questions get equal answers, in every call, instance and process: what
// a rule draws is the same each time, and its clock stands at the moment asked.
func TestChanceAndClockAreTheSameForEqualQuestions(t *testing.T) {
	drawn := int64(0)
	for range 3 {
		rule := plugintest.LoadSource(t, gambler(), plugin.Options{Instances: 2})
		for _, now := range []int64{1_773_459_120_000, 1_773_459_120_000, 1_773_459_999_000} {
			batch := facts(1)
			batch.Header.NowUnixMs = now
			answer, err := rule.Segment(context.Background(), batch)
			if err != nil {
				t.Fatal(err)
			}
			chance, clock := answer.Rows[0].Args[0], answer.Rows[0].Args[1]
			if drawn == 0 {
				drawn = chance
			}
			if chance != drawn || drawn == 0 || clock/1_000_000 != now {
				t.Errorf("chance %x, clock %d; want %x and %d ms", chance, clock, drawn, now)
			}
		}
	}
}
