package plugin_test

import (
	"context"
	"slices"
	"testing"

	"github.com/raja-crm/raja/core/plugin/stranger"
)

// What a rule says ends up in a terminal.
func TestTheWordsOfARuleCommandNoTerminal(t *testing.T) {
	for name, body := range map[string][]byte{
		"its last words": fail(0, -1),
		"its log":        slices.Concat(log(1), trap()),
	} {
		t.Run(name, func(t *testing.T) {
			guest := honest("segment", body)
			guest.message = "\x1b]0;gone\x07\x1b[2J\u202e\xff"
			_, err := load(t, guest).Segment(context.Background(), facts(1))
			f := faultOf(err)
			if f == nil {
				t.Fatalf("error %v, want a fault", err)
			}
			for _, said := range []string{f.Message, f.Trace, err.Error()} {
				if stranger.Lines(said, len(said)) != said {
					t.Errorf("said %q", said)
				}
			}
		})
	}
}
