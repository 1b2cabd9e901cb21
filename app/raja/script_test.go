package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts run this very program, each verb in a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"raja": func() {
			os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
		},
	})
}

func TestScripts(t *testing.T) {
	shared := sharedData(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("XDG_CACHE_HOME", filepath.Join(os.TempDir(), "raja-test-cache"))
			env.Setenv("RAJA_DATA_DIR", filepath.Join(env.WorkDir, "shop"))
			env.Setenv("RAJA_LANG", "en")
			env.Setenv("CDNOW", shared)
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
