// Package rule offers what the shop can truly keep, and never asks staff to
// take a risk.
package rule

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
	Unsafe uint32 = 1 + iota
	Blocked
	Nobody
	Ready
	Loyal
	Closed
)

var _ = afterhours.Serve(Decide)

// Decide ranks what can be offered to somebody at the door, best first.
func Decide(v afterhours.Visit, shop *raja.Shop) []afterhours.Option {
	grace := shop.Int("grace")
	text, chosen := planFor(v, grace)
	args := [4]int64{v.NextOpenMs, int64(v.MinutesSinceClose), grace}
	options := make([]afterhours.Option, len(chosen))
	for i, option := range chosen {
		options[i] = afterhours.Option{Option: option, Text: text, Args: args}
	}
	return options
}

// planFor is the reason and the options, best first.
func planFor(v afterhours.Visit, grace int64) (text uint32, options []uint32) {
	c, collects := v.Customer, v.Service == raja.ServicePickUp
	switch {
	case v.Unsafe != 0:
		return Unsafe, []uint32{TalkOutside}
	case c != nil && c.Blocked():
		return Blocked, []uint32{ComeTomorrow}
	// Goods can wait in the box at the door; nobody can hand finished ones out.
	case v.Staff == raja.StaffGone && collects:
		return Nobody, []uint32{ComeTomorrow}
	case v.Staff == raja.StaffGone:
		return Nobody, []uint32{DropOff, ComeTomorrow}
	case v.PickupReady != 0 && collects:
		return Ready, []uint32{ComeIn, ComeTomorrow}
	case c != nil && c.Loyal() && justClosed(v, grace):
		return Loyal, []uint32{ComeIn, DropOff, ComeTomorrow}
	}
	return Closed, []uint32{DropOff, ComeTomorrow}
}

// justClosed is whether the door closed no longer ago than the owner's grace;
// -1 is never.
func justClosed(v afterhours.Visit, grace int64) bool {
	return v.MinutesSinceClose >= 0 && int64(v.MinutesSinceClose) <= grace
}
