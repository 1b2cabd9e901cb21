// Command segment calls everybody a champion.
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/segment"
)

var _ = segment.Serve(func(*raja.Facts, *raja.Shop) segment.Decision { return segment.Decision{Segment: 6, Text: 1} })

func main() {}
