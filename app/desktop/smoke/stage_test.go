//go:build window && linux

package smoke_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// now is the moment that every window here takes for the present: a Saturday
// evening, twelve minutes after closing time.
const now = "2026-03-14T21:12:00+07:00"

// stage is where windows are opened: a display, a bus, a home, a binary.
type stage struct {
	binary  string
	home    string
	session string // the address of its bus
	env     []string
}

func newStage(t *testing.T, binary string) *stage {
	t.Helper()
	home, session := t.TempDir(), bus(t)
	return &stage{binary: binary, home: home, session: session, env: append(
		os.Environ(),
		"DISPLAY="+display(t), "DBUS_SESSION_BUS_ADDRESS="+session, "WAYLAND_DISPLAY=", "NO_AT_BRIDGE=1",
		"XDG_DATA_HOME="+filepath.Join(home, "data"), "XDG_CONFIG_HOME="+filepath.Join(home, "config"),
		"XDG_CACHE_HOME="+filepath.Join(home, "cache"), "RAJA_DATA_DIR=", "RAJA_NOW="+now,
	)}
}

// root is the project's folder.
func root(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("../../..")
	if err == nil {
		_, err = os.Stat(filepath.Join(path, "wails.json"))
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// built builds the window as it is handed out, but open to inspection.
func built(t *testing.T) string {
	t.Helper()
	page := filepath.Join(root(t), "frontend", "dist", "index.html")
	if _, err := os.Stat(page); errors.Is(err, os.ErrNotExist) {
		t.Fatalf("%s is missing; make it with: cd frontend && npm ci && npm run build", page)
	}
	binary := filepath.Join(t.TempDir(), "raja-desktop")
	run(t, root(t), nil, "go", "build", "-tags", "desktop,production,webkit2_41,devtools", "-o", binary, "./app/desktop")
	return binary
}

// run runs a tool in dir and returns what it says.
func run(t *testing.T, dir string, env []string, words ...string) string {
	t.Helper()
	command := exec.CommandContext(t.Context(), words[0], words[1:]...)
	command.Dir, command.Env = dir, append(os.Environ(), env...)
	said, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("in %s, %s: %v\n%s", dir, command, err, said)
	}
	return string(said)
}
