package workshop

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// cFlags make a small module that is the same everywhere. -fwrapv gives sums
// that overflow the meaning they have in the other languages. The stack lies
// first: a rule that calls itself without end traps and overwrites nothing.
func cFlags() []string {
	return []string{
		"--target=wasm32", "-std=c11", "-O2", "-ffreestanding", "-fwrapv", "-nostdlib",
		"-Wall", "-Wextra", "-Werror=implicit-function-declaration", "-Werror=return-type",
		"-Werror=incompatible-pointer-types", "-Werror=int-conversion",
		"-Wl,--no-entry", "-Wl,--strip-all", "-Wl,--stack-first", "-Wl,-z,stack-size=65536",
	}
}

// buildC compiles every .c file in the folder rule, but those that end in
// _test.c, with the SDK in the folder sdk and writes the module to out. The
// same source gives the same bytes wherever it lies: no path gets into a
// module.
func buildC(ctx context.Context, rule, sdk, out string) error {
	clang, err := findClang(ctx)
	if err != nil {
		return err
	}
	sources, err := sourcesOf(".c", rule, sdk)
	if err != nil {
		return err
	}
	words := slices.Concat(cFlags(), []string{
		"-I", sdk, "-ffile-prefix-map=" + rule + "=.", "-ffile-prefix-map=" + sdk + "=sdk", "-o", out,
	}, sources)
	if said, err := exec.CommandContext(ctx, clang, words...).CombinedOutput(); err != nil {
		return fmt.Errorf("clang cannot compile %s:\n%s", filepath.Join(rule, "rule.c"), lastOr(said, err))
	}
	return os.Chmod(out, 0o644) // a module is no program of this machine
}

// findClang returns the compiler, once it is known to have its linker, which
// may lie in clang's own folder.
func findClang(ctx context.Context) (string, error) {
	clang, err := exec.LookPath("clang")
	if err != nil {
		return "", errors.New("clang is missing: on Debian and Ubuntu, apt-get install clang lld")
	}
	linker, err := exec.CommandContext(ctx, clang, "-print-prog-name=wasm-ld").Output()
	if err != nil {
		return "", fmt.Errorf("clang does not answer: %w", err)
	}
	if _, err := exec.LookPath(strings.TrimSpace(string(linker))); err != nil {
		return "", errors.New("wasm-ld is missing: on Debian and Ubuntu, apt-get install lld")
	}
	return clang, nil
}

// sourcesOf returns the files of folders that end with ext, in order, without
// tests.
func sourcesOf(ext string, folders ...string) ([]string, error) {
	var all []string
	for _, folder := range folders {
		entries, err := os.ReadDir(folder)
		if err != nil {
			return nil, err
		}
		for _, entry := range entries {
			if filepath.Ext(entry.Name()) == ext && !strings.HasSuffix(entry.Name(), "_test"+ext) {
				all = append(all, filepath.Join(folder, entry.Name()))
			}
		}
	}
	return all, nil
}
