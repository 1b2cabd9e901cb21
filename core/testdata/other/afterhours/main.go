// Command afterhours offers the last option to everybody.
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/afterhours"
)

var _ = afterhours.Serve(func(afterhours.Visit, *raja.Shop) []afterhours.Option {
	return []afterhours.Option{{Option: 3, Text: 1}}
})

func main() {}
