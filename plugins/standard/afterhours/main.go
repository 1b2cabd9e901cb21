// Command afterhours is the rule after-hours: what can be offered to someone
// at the door of a closed shop, best first, and why. It is compiled to
// plugin.wasm by `go run ./build/rules`.
package main

import "github.com/raja-crm/raja/plugins/sdk/go/afterhours"

var _ = afterhours.Serve(Decide)

func main() {}
