// Command loyalty gives 777 points for anything.
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

var _ = loyalty.Serve(func(loyalty.Event, *raja.Shop) loyalty.Decision { return loyalty.Decision{Points: 777, Tier: 3} })

func main() {}
