// Command loyalty is the rule points: what an order earns, when its points
// expire, and which tier a customer is in. It is compiled to plugin.wasm by
// `go run ./build/rules`.
package main

import "github.com/raja-crm/raja/plugins/sdk/go/loyalty"

var _ = loyalty.Serve(Decide)

func main() {}
