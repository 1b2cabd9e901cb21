// Command segmentation is the rule rfm-segments: it puts each customer into
// one of eleven segments by how recently, how often and for how much they
// bought. It is compiled to plugin.wasm by `go run ./build/rules`.
package main

import "github.com/raja-crm/raja/plugins/sdk/go/segment"

var _ = segment.Serve(Decide)

func main() {}
