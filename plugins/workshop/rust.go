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

// rustTarget is the plain module: no system, no imports of its own.
const rustTarget = "wasm32-unknown-unknown"

var errRust = errors.New("rustc for " + rustTarget + " is missing: on Debian and Ubuntu, apt-get install rustc libstd-rust-dev-wasm32 lld; elsewhere, rustup target add " + rustTarget)

// buildRust compiles rule.rs in the folder rule with the SDK in the folder sdk
// and writes the module to out. It calls rustc itself: cargo would look for a
// registry. The same source gives the same bytes wherever it lies.
func buildRust(ctx context.Context, rule, sdk, out string) error {
	rule, sdk, out, err := absolute(rule, sdk, out)
	if err != nil {
		return err
	}
	rustc, err := findRustc(ctx)
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "raja-rust-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp) //nolint:errcheck // a temporary folder
	common := []string{
		"--edition", "2021", "--target", rustTarget, "-C", "opt-level=3", "-C", "panic=abort", "-C", "codegen-units=1",
		"-C", "strip=symbols", "-C", "metadata=raja", "--remap-path-prefix", sdk + "=sdk", "--remap-path-prefix", rule + "=",
	}
	library := filepath.Join(temp, "libraja.rlib")
	for _, words := range [][]string{
		{"--crate-name", "raja", "--crate-type", "rlib", "-o", library, filepath.Join(sdk, "src", "lib.rs")},
		{"--crate-name", "rule", "--crate-type", "cdylib", "-C", "lto=fat", "-C", "linker=wasm-ld", "-C", "linker-flavor=wasm-ld", "--extern", "raja=" + library, "-o", out, filepath.Join(rule, "rule.rs")},
	} {
		compile := exec.CommandContext(ctx, rustc, slices.Concat(common, words)...)
		compile.Dir = rule
		if said, err := compile.CombinedOutput(); err != nil {
			return fmt.Errorf("rustc cannot compile %s:\n%s", filepath.Join(rule, "rule.rs"), lastOr(said, err))
		}
	}
	return os.Chmod(out, 0o644) // a module is no program of this machine
}

// findRustc returns a compiler that has the target: Debian's own first, since
// another one on the PATH often lacks it.
func findRustc(ctx context.Context) (string, error) {
	if _, err := exec.LookPath("wasm-ld"); err != nil {
		return "", errRust
	}
	for _, name := range []string{"/usr/bin/rustc", "rustc"} {
		found, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		root, err := exec.CommandContext(ctx, found, "--print", "sysroot").Output()
		if err != nil {
			continue
		}
		if _, err := os.Stat(filepath.Join(strings.TrimSpace(string(root)), "lib", "rustlib", rustTarget, "lib")); err == nil {
			return found, nil
		}
	}
	return "", errRust
}
