package plugin_test

import (
	"context"
	"slices"
	"strings"
	"testing"
)

// What the host does for a rule is paid for by its length: else a loop of a
// few instructions could keep the host busy for minutes.
func TestWorkOfTheHostIsPaidFor(t *testing.T) {
	chance := honest("segment", slices.Concat([]byte{0x03, 0x40}, i32(0), i32(1<<20), []byte{0x10, 2, 0x1a, 0x0c, 0, 0x0b}, answer(0)))
	chance.imports = append(chance.imports, imported{"wasi_snapshot_preview1", "random_get", function(typeChance)})
	_, err := load(t, chance).Segment(context.Background(), facts(1))
	if f := faultOf(err); f == nil || !strings.HasPrefix(f.Message, "it spent its budget") {
		t.Errorf("error %v, want a spent budget", err)
	}
}
