// What to offer somebody at the door of a closed shop: a rule that ranks
// options.
package main

import (
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/afterhours"
)

// Positions in the manifest's options.
const (
	ComeIn uint32 = 1 + iota
	DropOff
	ComeTomorrow
	TalkOutside
)

// Positions in the manifest's texts.
const (
	WhySafety uint32 = 1 + iota
	WhyBlocked
	WhyNobody
	WhyReady
	WhyLoyal
	WhyClosed
)

var _ = afterhours.Serve(Decide)

// Decide offers what can honestly be offered, best first.
func Decide(v afterhours.Visit, shop *raja.Shop) []afterhours.Option {
	grace, late := shop.Int("grace"), int64(v.MinutesSinceClose)
	offer := func(why uint32, options ...uint32) (all []afterhours.Option) {
		for _, option := range options {
			all = append(all, afterhours.Option{Option: option, Text: why, Args: [4]int64{v.NextOpenMs, late, grace}})
		}
		return all
	}
	pickUp := v.Service == raja.ServicePickUp
	switch {
	case v.Unsafe != 0:
		return offer(WhySafety, TalkOutside)
	case v.Customer != nil && v.Customer.Blocked():
		return offer(WhyBlocked, ComeTomorrow)
	case v.Staff == raja.StaffGone && pickUp:
		return offer(WhyNobody, ComeTomorrow)
	case v.Staff == raja.StaffGone:
		return offer(WhyNobody, DropOff, ComeTomorrow)
	case v.PickupReady != 0 && pickUp:
		return offer(WhyReady, ComeIn, ComeTomorrow)
	case v.Customer != nil && v.Customer.Loyal() && late >= 0 && late <= grace:
		return offer(WhyLoyal, ComeIn, DropOff, ComeTomorrow)
	}
	return offer(WhyClosed, DropOff, ComeTomorrow)
}

func main() {}
