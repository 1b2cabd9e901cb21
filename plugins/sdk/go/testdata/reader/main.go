// Command reader is no rule: it wants files.
package main

import (
	"os"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/segment"
)

var _ = segment.Serve(func(*raja.Facts, *raja.Shop) segment.Decision {
	_, err := os.ReadFile("/etc/passwd")
	return segment.Decision{Args: [4]int64{int64(len(err.Error()))}}
})

func main() {}
