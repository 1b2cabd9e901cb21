// Command gen writes the bindings of the plugin ABI from
// core/plugin/abi/schema.json: `go run ./build/gen` in the project's folder.
package main

import (
	"fmt"
	"os"

	"github.com/raja-crm/raja/build/gen/bindings"
)

func main() {
	written, err := bindings.Write(".")
	if err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
	for _, path := range written {
		fmt.Println(path)
	}
}
