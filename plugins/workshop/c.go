package workshop

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// cFlags make a small module that is the same on every machine. -fwrapv gives
// sums the meaning they have in the other languages; the stack lies first, so
// that a rule which calls itself without end traps and overwrites nothing.
func cFlags() []string {
	return []string{
		"--target=wasm32", "-std=c11", "-O2", "-ffreestanding", "-fwrapv", "-nostdlib",
		"-Wall", "-Werror=implicit-function-declaration", "-Werror=return-type", "-Werror=incompatible-pointer-types", "-Werror=int-conversion",
		"-Wl,--no-entry", "-Wl,--strip-all", "-Wl,--stack-first", "-Wl,-z,stack-size=65536",
	}
}

// buildC compiles every .c file in the folder rule, but those that end in
// _test.c, with the SDK in the folder sdk and writes the module to out. Its
// error carries the compiler's messages. The same source gives the same bytes
// wherever it lies.
func buildC(ctx context.Context, rule, sdk, out string) error {
	rule, sdk, out, err := absolute(rule, sdk, out)
	if err != nil {
		return err
	}
	clang, err := findClang(ctx)
	if err != nil {
		return err
	}
	sources, err := cSources(rule, sdk)
	if err != nil {
		return err
	}
	arguments := append(cFlags(), "-I"+sdk, "-ffile-prefix-map="+rule+"=.", "-ffile-prefix-map="+sdk+"=sdk", "-o", out)
	compile := exec.CommandContext(ctx, clang, append(arguments, sources...)...)
	compile.Dir = rule
	if said, err := compile.CombinedOutput(); err != nil {
		return fmt.Errorf("clang cannot compile %s:\n%s", filepath.Join(rule, "rule.c"), lastOr(said, err))
	}
	return os.Chmod(out, 0o644) // a module is no program of this machine
}

// findClang returns the compiler, once it is known to have its linker.
func findClang(ctx context.Context) (string, error) {
	clang, err := exec.LookPath("clang")
	if err != nil {
		return "", errors.New("clang is missing, which compiles C to WebAssembly; on Debian: apt-get install clang lld")
	}
	linker, err := exec.CommandContext(ctx, clang, "-print-prog-name=wasm-ld").Output()
	if err != nil {
		return "", fmt.Errorf("clang does not answer: %w", err)
	}
	if _, err := exec.LookPath(strings.TrimSpace(string(linker))); err != nil {
		return "", errors.New("wasm-ld is missing, which links WebAssembly for clang; on Debian: apt-get install lld")
	}
	return clang, nil
}

// cSources names the rule's files as they lie in its folder, and the SDK's.
func cSources(rule, sdk string) ([]string, error) {
	own, err := filepath.Glob(filepath.Join(rule, "*.c"))
	if err != nil {
		return nil, err
	}
	shared, err := filepath.Glob(filepath.Join(sdk, "*.c"))
	if err != nil {
		return nil, err
	}
	var sources []string
	for _, path := range own {
		if name := filepath.Base(path); !strings.HasSuffix(name, "_test.c") {
			sources = append(sources, name)
		}
	}
	if len(sources) == 0 || len(shared) == 0 {
		return nil, fmt.Errorf("%s holds no rule in C, or %s no SDK for it", rule, sdk)
	}
	return append(sources, shared...), nil
}
