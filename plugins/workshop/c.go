package workshop

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
)

// buildC compiles every .c file in the folder rule with the SDK in the folder
// sdk and writes the module to out. The same source gives the same bytes
// wherever it lies: no path gets into a module.
func buildC(ctx context.Context, rule, sdk, out string) error {
	clang, err := exec.LookPath("clang")
	if err != nil {
		return errors.New("clang is missing: on Debian and Ubuntu, apt-get install clang lld")
	}
	if _, err := exec.LookPath("wasm-ld"); err != nil {
		return errors.New("wasm-ld is missing: on Debian and Ubuntu, apt-get install lld")
	}
	sources, err := sourcesOf(".c", rule, sdk)
	if err != nil {
		return err
	}
	words := slices.Concat([]string{
		"--target=wasm32", "-std=c11", "-O2", "-nostdlib", "-Wall", "-Wextra", "-I", sdk,
		"-Wl,--no-entry", "-Wl,--strip-all", "-o", out,
	}, sources)
	if said, err := exec.CommandContext(ctx, clang, words...).CombinedOutput(); err != nil {
		return fmt.Errorf("clang cannot compile %s:\n%s", filepath.Join(rule, "rule.c"), lastOr(said, err))
	}
	return nil
}

// sourcesOf returns the files of folders that end with ext, in order.
func sourcesOf(ext string, folders ...string) ([]string, error) {
	var all []string
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			if filepath.Ext(entry.Name()) == ext {
				all = append(all, filepath.Join(folder, entry.Name()))
			}
		}
	}
	return all, nil
}
