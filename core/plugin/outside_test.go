package plugin_test

import (
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
)

// A stranger names what his module exports: such a name must not steer the
// terminal on which it is looked at, nor write lines of its own there.
func TestTheNamesInAModuleAreShownAsOneTameLine(t *testing.T) {
	m := honest("segment", nil)
	m.hook = "x\x1b[2K\nPublisher: somebody \u202etxt.exe"
	seen, err := plugin.Outside(m.bytes())
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(seen.Exports, ",")
	if strings.ContainsAny(all, "\x1b\n\u202e") || !strings.Contains(all, "x?[2K Publisher: somebody ?txt.exe") {
		t.Errorf("shown as %q", all)
	}
}
