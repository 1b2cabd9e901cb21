// Command broken is a rule that answers every hook by breaking.
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/afterhours"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
	"github.com/raja-crm/raja/plugins/sdk/go/segment"
)

var (
	_ = segment.Serve(func(*raja.Facts, *raja.Shop) segment.Decision { panic("broken on purpose") })
	_ = loyalty.Serve(func(loyalty.Event, *raja.Shop) loyalty.Decision { panic("broken on purpose") })
	_ = afterhours.Serve(func(afterhours.Visit, *raja.Shop) []afterhours.Option { panic("broken on purpose") })
)

func main() {}
