// Package compile turns the Go rules of plugins/standard into WebAssembly,
// byte for byte the same on every machine and in every folder. It knows
// nothing of what a rule does.
package compile

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/raja-crm/raja/plugins/workshop"
)

// Toolchain is the compiler the shipped rules are built with. Another one
// makes other bytes; the go command fetches this one where it is missing.
const Toolchain = "go1.26.8"

// Standard are the folders of the rules that Raja ships with.
func Standard() []string {
	return []string{
		"plugins/standard/segmentation",
		"plugins/standard/loyalty",
		"plugins/standard/afterhours",
	}
}

// Golden are the folders of the golden rules, in every language.
func Golden() []string {
	var folders []string
	for _, hook := range []string{"segment", "loyalty", "after_hours", "follow_up"} {
		for _, language := range []string{"go", "rust", "assemblyscript", "c"} {
			folders = append(folders, "plugins/golden/"+hook+"/"+language)
		}
	}
	return folders
}

// Rule compiles the rule in folder, relative to the project in root, into the
// file out.
func Rule(root, folder, out string) error {
	out, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	command := exec.Command("go", "build", "-buildmode=c-shared", "-trimpath", "-buildvcs=false",
		"-ldflags=-s -w -buildid=", "-o", out, "./"+filepath.ToSlash(folder))
	command.Dir = root
	command.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "GOTOOLCHAIN="+Toolchain,
		"CGO_ENABLED=0", "GOFLAGS=", "GOWASM=", "GOEXPERIMENT=", "GOWORK=off", "GOFIPS140=off", "GODEBUG=")
	if said, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("compile %s: %w\n%s", folder, err, bytes.TrimSpace(said))
	}
	return nil
}

// Write compiles every standard and golden rule into its folder.
func Write(ctx context.Context, root string) error {
	for _, folder := range Standard() {
		if err := Rule(root, folder, filepath.Join(root, folder, "plugin.wasm")); err != nil {
			return err
		}
	}
	if err := os.Setenv("GOTOOLCHAIN", Toolchain); err != nil {
		return err
	}
	for _, folder := range Golden() {
		if _, err := workshop.Build(ctx, filepath.Join(root, folder)); err != nil {
			return fmt.Errorf("compile %s: %w", folder, err)
		}
	}
	return nil
}

// Check compiles every standard rule anew and compares it with the file in
// the project.
func Check(root string) error {
	temp, err := os.MkdirTemp("", "raja-rules")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp) //nolint:errcheck // a temporary folder
	var stale []string
	for _, folder := range Standard() {
		same, err := rebuilds(root, folder, filepath.Join(temp, filepath.Base(folder)+".wasm"))
		if err != nil {
			return err
		}
		if !same {
			stale = append(stale, folder)
		}
	}
	if len(stale) > 0 {
		return fmt.Errorf("plugin.wasm is not what its source builds in %s; run go run ./build/rules", strings.Join(stale, ", "))
	}
	return nil
}

func rebuilds(root, folder, out string) (bool, error) {
	if err := Rule(root, folder, out); err != nil {
		return false, err
	}
	fresh, err := os.ReadFile(out)
	if err != nil {
		return false, err
	}
	kept, err := os.ReadFile(filepath.Join(root, folder, "plugin.wasm"))
	return err == nil && bytes.Equal(fresh, kept), err
}
