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

const rustTarget = "wasm32-unknown-unknown"

// rustFlags make a small module that is the same on every machine. The stack
// is as large as in C.
func rustFlags() []string {
	return []string{
		"--edition", "2021", "--target", rustTarget, "-C", "opt-level=3", "-C", "panic=abort",
		"-C", "strip=symbols", "-C", "codegen-units=1", "-C", "link-arg=-zstack-size=65536",
	}
}

// buildRust compiles rule.rs in the folder rule with the SDK in the folder sdk
// and writes the module to out. Its error carries the compiler's messages. The
// same source gives the same bytes wherever it lies.
//
// The compiler is $RUSTC where that is set, else the first rustc that has the
// target wasm32-unknown-unknown. cargo is not needed, nor a network.
func buildRust(ctx context.Context, rule, sdk, out string) error {
	rule, sdk, out, err := absolute(rule, sdk, out)
	if err != nil {
		return err
	}
	rustc, err := findRustc(ctx)
	if err != nil {
		return err
	}
	temp, err := os.MkdirTemp("", "raja-rust")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp) //nolint:errcheck // a temporary folder
	if err := runRustc(ctx, rustc, sdk, "--crate-name", "raja", "--crate-type", "rlib",
		"--remap-path-prefix", "src=sdk/src", "--remap-path-prefix", sdk+"=sdk", "--out-dir", temp, filepath.Join("src", "lib.rs")); err != nil {
		return err
	}
	if err := runRustc(ctx, rustc, rule, "--crate-name", "rule", "--crate-type", "cdylib",
		"--remap-path-prefix", rule+"=.", "--extern", "raja="+filepath.Join(temp, "libraja.rlib"), "-o", out, "rule.rs"); err != nil {
		return err
	}
	return os.Chmod(out, 0o644) // a module is no program of this machine
}

func runRustc(ctx context.Context, rustc, folder string, arguments ...string) error {
	compile := exec.CommandContext(ctx, rustc, append(rustFlags(), arguments...)...)
	compile.Dir = folder
	said, err := compile.CombinedOutput()
	if err == nil {
		return nil
	}
	words := lastOr(said, err)
	if strings.Contains(words, "linker `rust-lld` not found") {
		words += "\nthe linker is missing; on Debian: apt-get install lld"
	}
	return fmt.Errorf("rustc cannot compile %s:\n%s", filepath.Join(folder, arguments[len(arguments)-1]), words)
}

// findRustc returns a compiler that can make WebAssembly.
func findRustc(ctx context.Context) (string, error) {
	candidates := []string{"rustc", "/usr/bin/rustc"}
	if chosen := os.Getenv("RUSTC"); chosen != "" {
		candidates = []string{chosen}
	}
	for _, candidate := range candidates {
		if rustc, err := exec.LookPath(candidate); err == nil && makesWasm(ctx, rustc) {
			return rustc, nil
		}
	}
	return "", errors.New("no rustc with the target " + rustTarget + " is there; on Debian: apt-get install rustc libstd-rust-dev-wasm32 lld, elsewhere: rustup target add " + rustTarget)
}

// makesWasm reports whether the compiler has the library of its target.
func makesWasm(ctx context.Context, rustc string) bool {
	said, err := exec.CommandContext(ctx, rustc, "--print", "target-libdir", "--target", rustTarget).Output()
	if err != nil {
		return false
	}
	found, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(said)), "libcore-*.rlib"))
	return err == nil && len(found) > 0
}
