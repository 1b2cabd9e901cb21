package jshost_test

import (
	"os/exec"
	"testing"
)

// What runs in Node and in Chromium is tested there; this brings those tests
// into `go test`.
func TestTheHostInNodeAndInChromium(t *testing.T) {
	node := exec.Command("node", "--test")
	if said, err := node.CombinedOutput(); err != nil {
		t.Fatalf("node --test: %v; Node.js 20 or newer, Chromium and `npm ci` in frontend are needed\n%s", err, said)
	}
}
