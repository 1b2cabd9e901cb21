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

// ascProgram is the compiler inside a node_modules folder. It is run by node
// itself, since the script in .bin differs from system to system.
const ascProgram = "node_modules/assemblyscript/bin/asc.js"

// buildAssemblyScript compiles rule.ts in the folder rule with the SDK in the
// folder sdk and writes the module to out. Its error carries the compiler's
// messages. The same source gives the same bytes wherever it lies: no path of
// this machine gets into a module.
//
// An author's own compiler, in a node_modules folder of the rule or above it,
// is used before the SDK's, which is installed once for all rules of this user.
func buildAssemblyScript(ctx context.Context, rule, sdk, out string) error {
	rule, sdk, out, err := absolute(rule, sdk, out)
	if err != nil {
		return err
	}
	node, err := exec.LookPath("node")
	if err != nil {
		return errors.New("node is missing: AssemblyScript needs Node.js 20 or newer with npm; install it from your system or from https://nodejs.org")
	}
	asc, err := ordinary().findAsc(ctx, rule, sdk)
	if err != nil {
		return err
	}
	compile := exec.CommandContext(ctx, node, asc, "rule.ts", "--config", filepath.Join(sdk, "asconfig.json"), "--outFile", out, "--noColors")
	compile.Dir = rule
	if said, err := compile.CombinedOutput(); err != nil {
		return fmt.Errorf("asc cannot compile %s:\n%s", filepath.Join(rule, "rule.ts"), lastOr(said, err))
	}
	return nil
}

func absolute(rule, sdk, out string) (string, string, string, error) {
	var all [3]string
	for i, path := range []string{rule, sdk, out} {
		whole, err := filepath.Abs(path)
		if err != nil {
			return "", "", "", err
		}
		all[i] = whole
	}
	return all[0], all[1], all[2], nil
}

// findAsc returns the compiler: the nearest one from the rule's folder
// upwards, else the one that the SDK pins.
func (i installer) findAsc(ctx context.Context, rule, sdk string) (string, error) {
	for dir := rule; ; dir = filepath.Dir(dir) {
		if asc := filepath.Join(dir, ascProgram); isFile(asc) {
			return asc, nil
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	return i.asc(ctx, sdk)
}

// lastOr returns what a program said, or why it did not run.
func lastOr(said []byte, err error) string {
	if words := strings.TrimSpace(string(said)); words != "" {
		return words
	}
	return err.Error()
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
