// Command stubborn puts who came more than once into its first segment, and
// everybody else where no segment is.
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/segment"
)

var _ = segment.Serve(func(c *raja.Facts, _ *raja.Shop) segment.Decision {
	if c.Visits > 1 {
		return segment.Decision{Segment: 1}
	}
	return segment.Decision{Segment: 99}
})

func main() {}
