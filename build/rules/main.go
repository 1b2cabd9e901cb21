// Command rules compiles the rules that Raja ships with. It writes each
// plugin.wasm beside its source; with --check it builds into a temporary
// folder instead and fails when a file in the project differs.
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/raja-crm/raja/build/rules/compile"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "rules:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	if len(args) == 1 && args[0] == "--check" {
		return compile.Check(".")
	}
	if len(args) > 0 {
		return fmt.Errorf("unknown argument %q; there is only --check", args[0])
	}
	return compile.Write(context.Background(), ".")
}
