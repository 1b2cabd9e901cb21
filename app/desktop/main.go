// Command desktop is Raja's window. It is this short because `wails build`
// wants a main.go at the root, where `go run ./build stage` puts a copy.
package main

import (
	"fmt"
	"os"
	_ "time/tzdata" // Windows has no zones of its own

	"github.com/raja-crm/raja/app/desktop/window"
)

func main() {
	if err := window.Run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "raja: "+err.Error())
		os.Exit(1)
	}
}
