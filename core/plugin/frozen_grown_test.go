package plugin_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// What ABI 1.1 laid out, byte for byte: the cases of 1.0, and those of its own
// fields. Newer ones added fields where rows had room, and lay the same bytes
// out under their own number. The host in JavaScript is held to the same files.
const grown = "testdata/abi-1.1"

// minorAt is where the header says the minor version.
const minorAt = 8

var freezeGrown = flag.Bool("freeze11", false, "make "+grown+"/*/bytes.json; only before ABI 1.1 is published")

func TestWhatABI11LaysOutStaysAsItIs(t *testing.T) {
	for _, hook := range hooksOf() {
		t.Run(hook, func(t *testing.T) {
			if *freezeGrown {
				if err := os.MkdirAll(filepath.Join(grown, hook), 0o755); err != nil {
					t.Fatal(err)
				}
				freezeBytes(t, hook, grown)
			}
			var kept map[string]exchange
			if err := json.Unmarshal([]byte(read(t, filepath.Join(grown, hook, "bytes.json"))), &kept); err != nil {
				t.Fatal(err)
			}
			rule := plugintest.LoadSource(t, frozenSource(t, hook, "c"), plugin.Options{})
			cases := frozenCases(t, hook, grown)
			if len(cases) != len(kept) {
				t.Errorf("%d cases, %d in bytes", len(cases), len(kept))
			}
			for _, c := range cases {
				in, out, err := c.Bytes(context.Background(), rule)
				if in[minorAt] == abi.Minor {
					in[minorAt] = 1
				}
				if err != nil || !bytes.Equal(in, kept[c.File].In) || !bytes.Equal(out, kept[c.File].Out) {
					t.Errorf("%s: asked %d bytes, answered %x (%v), want %x", c.File, len(in), out, err, kept[c.File].Out)
				}
			}
		})
	}
}
