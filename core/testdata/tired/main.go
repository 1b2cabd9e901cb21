// Command tired is a rule that answers the follow-up hook by breaking.
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/followup"
)

var _ = followup.Serve(func(followup.Event, *raja.Shop) followup.Decision { panic("broken on purpose") })

func main() {}
