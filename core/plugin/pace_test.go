package plugin_test

import (
	"context"
	"slices"
	"testing"
)

// A rule that is cheap on few rows and spends its budget on more is found out
// once: later questions cost what few rows cost.
func TestARuleDoesNotSpendItsBudgetInVainAgainAndAgain(t *testing.T) {
	ctx := context.Background()
	many := slices.Concat(readHeader(20), i32(16), []byte{0x4b, 0x04, 0x40, 0x03, 0x40, 0x0c, 0, 0x0b, 0x0b}) // loop for ever on more than 16 rows
	rule := load(t, honest("segment", many, answerAll()))
	first, err := rule.Segment(ctx, facts(1024))
	if err != nil || len(first.Rows) != 1024 {
		t.Fatalf("%d rows, error %v", len(first.Rows), err)
	}
	for range 3 {
		later, err := rule.Segment(ctx, facts(1024))
		if err != nil || later.Units > 1_000_000 {
			t.Errorf("a later question cost %d units, the first %d (%v)", later.Units, first.Units, err)
		}
	}
}

// readHeader loads a field of the input's header.
func readHeader(at byte) []byte { return []byte{0x20, 0, 0x28, 2, at} }
