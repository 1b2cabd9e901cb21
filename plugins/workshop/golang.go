package workshop

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// buildGo compiles the Go package in the folder rule and writes the module to
// out. Which SDK it uses follows from the package's go.mod. The same source
// gives the same bytes wherever it lies.
func buildGo(ctx context.Context, rule, _, out string) error {
	out, err := filepath.Abs(out)
	if err != nil {
		return err
	}
	tool, err := exec.LookPath("go")
	if err != nil {
		return errors.New("go is missing: install Go 1.24 or newer from https://go.dev/dl")
	}
	compile := exec.CommandContext(ctx, tool, "build", "-buildmode=c-shared", "-trimpath", "-buildvcs=false",
		"-ldflags=-s -w -buildid=", "-o", out, ".")
	compile.Dir = rule
	compile.Env = append(os.Environ(), "GOOS=wasip1", "GOARCH=wasm", "CGO_ENABLED=0",
		"GOFLAGS=", "GOWASM=", "GOEXPERIMENT=", "GOWORK=off", "GOFIPS140=off", "GODEBUG=")
	if said, err := compile.CombinedOutput(); err != nil {
		return fmt.Errorf("go cannot compile %s:\n%s", rule, lastOr(said, err))
	}
	return nil
}
