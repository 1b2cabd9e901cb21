package main

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// runWithoutMsync runs this program with a Badger whose msync does nothing, as
// it is on Windows.
func runWithoutMsync(ctx context.Context, args []string) int {
	program, err := withoutMsync(ctx)
	if err == nil {
		run := exec.CommandContext(ctx, program, args...)
		run.Stdout, run.Stderr = os.Stdout, os.Stderr
		err = run.Run()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

const msyncModule = "github.com/dgraph-io/ristretto/v2"

// withoutMsync builds the program. It stays in the user's cache, one for each
// folder of Raja's sources, so that only the first time takes long.
func withoutMsync(ctx context.Context) (program string, err error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	root, err := os.Getwd()
	if err != nil {
		return "", err
	}
	dir := filepath.Join(cache, "raja-torture", fmt.Sprintf("%08x", crc32.ChecksumIEEE([]byte(root))))
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	lock := flock.New(filepath.Join(dir, "lock")) // several may want it at once
	if err := lock.Lock(); err != nil {
		return "", err
	}
	defer lock.Unlock() //nolint:errcheck // it ends with the program at the latest
	program = filepath.Join(dir, "torture")
	if os.Getenv(overlayWord) != "" {
		program += "-planted"
	}
	return program, buildWithoutMsync(ctx, dir, program)
}

func buildWithoutMsync(ctx context.Context, dir, program string) error {
	module := filepath.Join(dir, "module")
	if err := copyModule(ctx, module); err != nil {
		return err
	}
	if err := silence(filepath.Join(module, "z", "mmap_linux.go")); err != nil {
		return err
	}
	return buildWith(ctx, dir, module, program)
}

func copyModule(ctx context.Context, to string) error {
	from, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", msyncModule).Output()
	if err != nil {
		return fmt.Errorf("the module of msync is not found, for want of Go or of Raja's sources: %w", err)
	}
	if err := os.RemoveAll(to); err != nil {
		return err
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
	return build(ctx, program, "-modfile", list)
}
