package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts run this very program, each verb in a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"raja": func() { os.Exit(run()) },
	})
}

func TestScripts(t *testing.T) {
	shared := sharedData(t)
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"flip": flip, "shorten": shorten, "copy": copyFolder, "usage": usage, "opened": opened, "both": both, "snapshot": snapshot},
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_CACHE_HOME", filepath.Join(os.TempDir(), "raja-test-cache"))
			env.Setenv("RAJA_DATA_DIR", filepath.Join(env.WorkDir, "shop"))
			env.Setenv("RAJA_LANG", "en")
			env.Setenv("CDNOW", shared)
			// A verb built with -race would wait a second before each exit.
			env.Setenv("GORACE", "atexit_sleep_ms=10")
			return nil
		},
	})
}

// sharedData returns the real orders that some scripts take in. They are no
// part of the project.
func sharedData(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("../../../shared/data/CDNOW_master.txt")
	if err != nil {
		t.Fatal(err)
	}
	found, err := filepath.EvalSymlinks(path) // as the system names an open file
	if err != nil {
		t.Fatalf("the CDNOW orders are needed at %s: %v", path, err)
	}
	return found
}

// flip turns one bit of a byte in a file, or in the last file of a folder.
func flip(script *testscript.TestScript, _ bool, args []string) {
	name := script.MkAbs(args[0])
	if inside, _ := filepath.Glob(filepath.Join(name, "*")); len(inside) > 0 {
		name = inside[len(inside)-1]
	}
	at, err := strconv.Atoi(args[1])
	script.Check(err)
	body, err := os.ReadFile(name)
	script.Check(err)
	body[at] ^= 1
	script.Check(os.WriteFile(name, body, 0o600))
}

// shorten cuts the last byte off a file.
func shorten(script *testscript.TestScript, _ bool, args []string) {
	name := script.MkAbs(args[0])
	body, err := os.ReadFile(name)
	script.Check(err)
	script.Check(os.WriteFile(name, body[:len(body)-1], 0o600))
}

// copyFolder copies a folder with all that is in it.
func copyFolder(script *testscript.TestScript, _ bool, args []string) {
	script.Check(os.CopyFS(script.MkAbs(args[1]), os.DirFS(script.MkAbs(args[0]))))
}

// usage types a command that cannot be understood: it ends with exit code 2.
func usage(script *testscript.TestScript, _ bool, args []string) {
	err := script.Exec(args[0], args[1:]...)
	var ended *exec.ExitError
	if !errors.As(err, &ended) || ended.ExitCode() != 2 {
		script.Fatalf("it ended with %v, want exit code %d", err, 2)
	}
}
