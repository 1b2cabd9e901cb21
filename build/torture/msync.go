package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// runWithoutMsync builds this program with a Badger whose msync does nothing,
// as it is on Windows, and runs it.
func runWithoutMsync(ctx context.Context, args []string) int {
	dir, err := os.MkdirTemp("", "raja-msync-")
	if err == nil {
		defer os.RemoveAll(dir) //nolint:errcheck // a folder of /tmp
		err = withoutMsync(ctx, dir, args)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

const msyncModule = "github.com/dgraph-io/ristretto/v2"

func withoutMsync(ctx context.Context, dir string, args []string) error {
	module := filepath.Join(dir, "module")
	if err := copyModule(ctx, module); err != nil {
		return err
	}
	if err := silence(filepath.Join(module, "z", "mmap_linux.go")); err != nil {
		return err
	}
	program := filepath.Join(dir, "torture")
	if err := buildWith(ctx, dir, module, program); err != nil {
		return err
	}
	run := exec.CommandContext(ctx, program, args...)
	run.Stdout, run.Stderr = os.Stdout, os.Stderr
	return run.Run()
}

func copyModule(ctx context.Context, to string) error {
	from, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", msyncModule).Output()
	if err != nil {
		return fmt.Errorf("find the module of msync: %w", err)
	}
	return os.CopyFS(to, os.DirFS(strings.TrimSpace(string(from))))
}

// silence takes the call out of msync.
func silence(name string) error {
	const call = "	return unix.Msync(b, unix.MS_SYNC)\n"
	body, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if strings.Count(string(body), call) != 1 {
		return fmt.Errorf("%s has changed: msync is not found", name)
	}
	if err := os.Chmod(name, 0o600); err != nil { // modules are read only
		return err
	}
	return os.WriteFile(name, []byte(strings.Replace(string(body), call, "	return nil\n", 1)), 0o600)
}

// buildWith builds this program with another copy of the module.
func buildWith(ctx context.Context, dir, module, program string) error {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		return err
	}
	sum, err := os.ReadFile("go.sum")
	if err != nil {
		return err
	}
	list := filepath.Join(dir, "go.mod")
	mod = fmt.Appendf(mod, "\nreplace %s => %s\n", msyncModule, module)
	err = errors.Join(os.WriteFile(list, mod, 0o600), os.WriteFile(filepath.Join(dir, "go.sum"), sum, 0o600))
	if err != nil {
		return err
	}
	if out, err := exec.CommandContext(ctx, "go", "build", "-modfile", list, "-o", program, "./build/torture").CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}
