package workshop

import (
	"context"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// The module that a rule in Go is built as: its own, with the SDK beside it,
// wherever both came from. So the bytes do not depend on the module that the
// folder happens to lie in, and nothing is fetched.
const (
	goSDK       = "github.com/raja-crm/raja/plugins/sdk/go"
	goModule    = "module rule\n\ngo 1.24\n\nrequire " + goSDK + " v0.0.0\n\nreplace " + goSDK + " => ./sdk\n"
	goSDKModule = "module " + goSDK + "\n\ngo 1.24\n"
	goMain      = "package main\n\nimport _ \"rule/rule\"\n\nfunc main() {}\n"
)

// buildGo compiles the package in the folder rule with the SDK in the folder
// sdk and writes the module to out. Its error carries the compiler's messages.
// The same source gives the same bytes wherever it lies, with the same Go.
//
// The package may be main or have any other name; then main is added, and the
// rule can be imported by natively running programs too. The Go that runs is
// the one on the PATH, unless $GOTOOLCHAIN says otherwise.
func buildGo(ctx context.Context, rule, sdk, out string) error {
	rule, sdk, out, err := absolute(rule, sdk, out)
	if err != nil {
		return err
	}
	program, err := exec.LookPath("go")
	if err != nil {
		return errors.New("go is missing, which compiles rules in Go: it takes Go 1.24 or newer, from https://go.dev/dl")
	}
	stage, err := os.MkdirTemp("", "raja-go")
	if err != nil {
		return err
	}
	defer os.RemoveAll(stage) //nolint:errcheck // a temporary folder
	if err := stageGo(stage, rule, sdk); err != nil {
		return err
	}
	compile := exec.CommandContext(ctx, program, "build", "-buildmode=c-shared", "-trimpath", "-buildvcs=false",
		"-ldflags=-s -w -buildid=", "-o", out, ".")
	compile.Dir = stage
	compile.Env = append(os.Environ(), goEnvironment()...)
	if said, err := compile.CombinedOutput(); err != nil {
		return fmt.Errorf("go cannot compile %s:\n%s", filepath.Join(rule, "rule.go"), inRuleFolder(lastOr(said, err)))
	}
	return nil
}

func goEnvironment() []string {
	environment := []string{
		"GOOS=wasip1", "GOARCH=wasm", "CGO_ENABLED=0", "GOFLAGS=", "GOWASM=", "GOEXPERIMENT=",
		"GOWORK=off", "GOFIPS140=off", "GODEBUG=", "GOPROXY=off",
	}
	if os.Getenv("GOTOOLCHAIN") == "" {
		return append(environment, "GOTOOLCHAIN=local")
	}
	return environment
}

// stageGo lays a rule and its SDK out as one module.
func stageGo(stage, rule, sdk string) error {
	name, err := packageOf(filepath.Join(rule, "rule.go"))
	if err != nil {
		return err
	}
	files := map[string]string{"go.mod": goModule, "sdk/go.mod": goSDKModule}
	source := stage
	if name != "main" {
		source, files["main.go"] = filepath.Join(stage, "rule"), goMain
	}
	if err := copyGo(source, rule, false); err != nil {
		return err
	}
	if err := copyGo(filepath.Join(stage, "sdk"), sdk, true); err != nil {
		return err
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(stage, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return nil
}

func packageOf(path string) (string, error) {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.PackageClauseOnly)
	if err != nil {
		return "", err
	}
	return file.Name.Name, nil
}

// copyGo copies the sources of a folder, and of the folders in it where they
// are packages of the same module, without tests.
func copyGo(to, from string, inner bool) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		switch {
		case name == ".":
			return os.MkdirAll(to, 0o700)
		case entry.IsDir() && (!inner || entry.Name() == "testdata"):
			return fs.SkipDir
		case entry.IsDir():
			return os.MkdirAll(filepath.Join(to, name), 0o700)
		case !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go"):
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(to, name), text, 0o600)
	})
}

// inRuleFolder turns places of the stage into places of the rule's folder and
// leaves out the names of packages.
func inRuleFolder(said string) string {
	var kept []string
	for line := range strings.Lines(said) {
		line = strings.TrimPrefix(strings.TrimRight(line, "\n"), "./")
		if strings.HasPrefix(line, "# ") {
			continue
		}
		kept = append(kept, strings.TrimPrefix(filepath.ToSlash(line), "rule/"))
	}
	return strings.Join(kept, "\n")
}
