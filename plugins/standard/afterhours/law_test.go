package main_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/afterhours"
	rule "github.com/raja-crm/raja/plugins/standard/afterhours"
)

func anyVisit() *rapid.Generator[afterhours.Visit] {
	return rapid.Custom(func(t *rapid.T) afterhours.Visit {
		v := stranger(rapid.Int32Range(-1, 2000).Draw(t, "minutes"))
		v.Staff, v.Service = rapid.Uint32Range(0, 2).Draw(t, "staff"), rapid.Uint32Range(0, 3).Draw(t, "service")
		v.Capacity, v.Unsafe = rapid.Int32Range(-1, 3).Draw(t, "capacity"), rapid.Uint32Range(0, 1).Draw(t, "unsafe")
		v.PickupReady = rapid.Uint32Range(0, 1).Draw(t, "ready")
		v.LatePromises = rapid.Uint32Range(0, 9).Draw(t, "late")
		v.Priority = rapid.Uint32Range(0, 9).Draw(t, "priority")
		v.NextOpenMs = rapid.SampledFrom([]int64{0, nextOpen}).Draw(t, "next open")
		if rapid.Bool().Draw(t, "known") {
			v.Customer = &raja.Facts{
				Flags: rapid.Uint32Range(0, 7).Draw(t, "flags"), Tier: rapid.Uint32Range(0, 3).Draw(t, "tier"),
				Visits180: rapid.Uint32Range(0, 60).Draw(t, "visits"), Ordinal: rapid.Uint32().Draw(t, "ordinal"),
			}
		}
		return v
	})
}

func TestEveryVisitGetsAnAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		options := rule.Decide(anyVisit().Draw(t, "visit"), shop())
		if len(options) == 0 || len(options) > afterhours.MostOptions {
			t.Fatalf("%d options", len(options))
		}
		for _, o := range options {
			if o.Option < rule.AcceptNow || o.Option > rule.ClosedUntilNotice || o.Text < 1 || o.Text > 20 {
				t.Errorf("option %d, text %d", o.Option, o.Text)
			}
		}
	})
}

// What the rule may not see must not matter: two people in the same visible
// situation are treated the same.
func TestTheSameSituationGetsTheSameAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := anyVisit().Draw(t, "visit")
		other, context := one, *one.AfterHoursContext
		context.AtUnixMs = rapid.Int64().Draw(t, "other moment")
		other.AfterHoursContext = &context
		if one.Customer != nil {
			unseen := *one.Customer
			unseen.Ordinal = rapid.Uint32().Draw(t, "other ordinal")
			unseen.NetTotal = rapid.Int64().Draw(t, "other money")
			other.Customer = &unseen
		}
		if diff := cmp.Diff(rule.Decide(one, shop()), rule.Decide(other, shop())); diff != "" {
			t.Error(diff)
		}
	})
}

// No option that names the next opening is offered where there is none.
func TestNoOpeningIsInvented(t *testing.T) {
	names := map[uint32]bool{
		rule.AcceptDropOff: true, rule.CourierPickUp: true, rule.ReserveWithPerk: true, rule.ReserveWithReminder: true,
		rule.ReserveFirstSlot: true, rule.QuickAddDropOff: true, rule.PriceAndHours: true, rule.NightWording: true, rule.SayClosed: true,
	}
	rapid.Check(t, func(t *rapid.T) {
		v := anyVisit().Draw(t, "visit")
		v.NextOpenMs = 0
		for _, o := range rule.Decide(v, shop()) {
			if names[o.Option] {
				t.Errorf("option %d names an opening", o.Option)
			}
		}
	})
}
