package main_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/afterhours"
	rule "github.com/raja-crm/raja/plugins/standard/afterhours"
)

func shop() *raja.Shop {
	return &raja.Shop{Settings: []raja.Setting{
		{Key: "loyal_minutes", Value: 30},
		{Key: "known_minutes", Value: 15},
		{Key: "night_minutes", Value: 120},
		{Key: "pick_up_minutes", Value: 60},
		{Key: "late_promises", Value: 5},
		{Key: "first_priority", Value: 3},
	}}
}

// nextOpen is 2026-03-15 10:00 in Jakarta.
const nextOpen = 1_773_543_600_000

func stranger(minutes int32) afterhours.Visit {
	return afterhours.Visit{AfterHoursContext: &raja.AfterHoursContext{
		MinutesSinceClose: minutes, NextOpenMs: nextOpen, FactsRow: -1, Capacity: -1,
	}}
}

func known(minutes int32) afterhours.Visit {
	v := stranger(minutes)
	v.Customer = &raja.Facts{Visits180: 2, Tier: 1}
	return v
}

func loyal(minutes int32) afterhours.Visit {
	v := known(minutes)
	v.Customer = &raja.Facts{Visits180: 14, Flags: raja.FlagSegmentLoyal}
	return v
}

func with(v afterhours.Visit, change func(*afterhours.Visit)) afterhours.Visit {
	change(&v)
	return v
}

func pickUp(v *afterhours.Visit)  { v.Service, v.PickupReady = raja.ServicePickUp, 1 }
func gone(v *afterhours.Visit)    { v.Staff = raja.StaffGone }
func full(v *afterhours.Visit)    { v.Capacity = 0 }
func never(v *afterhours.Visit)   { v.NextOpenMs = 0 }
func danger(v *afterhours.Visit)  { v.Unsafe = 1 }
func blocked(v *afterhours.Visit) { v.Customer.Flags |= raja.FlagBlocked }
func late(v *afterhours.Visit)    { v.LatePromises = 5 }
func first(v *afterhours.Visit)   { v.Priority = 3 }
func second(v *afterhours.Visit)  { v.Priority = 2 }

func TestTheTable(t *testing.T) {
	type list = []uint32
	night := list{rule.NightWording, rule.CourierPickUp, rule.ReserveFirstSlot, rule.LeaveMessage}
	closed := list{rule.SayClosed, rule.PriceAndHours, rule.LeaveMessage}
	for _, c := range []struct {
		name  string
		visit afterhours.Visit
		want  list
	}{
		{"blocked is declined at any time", with(loyal(5), blocked), list{rule.Decline}},
		{"unsafe is declined, even with goods ready", with(with(loyal(5), pickUp), danger), list{rule.Decline}},
		{"finished goods are handed over for an hour", with(stranger(60), pickUp), list{rule.HandOver}},
		{"after an hour they wait", with(known(61), pickUp), closed},
		{"loyal within 30 minutes is served", loyal(30), list{rule.AcceptNow, rule.AcceptDropOff, rule.CourierPickUp}},
		{"loyal after 31 minutes may drop off", loyal(31), list{rule.AcceptDropOff, rule.ReserveWithPerk}},
		{"loyal after two hours may still drop off", loyal(120), list{rule.AcceptDropOff, rule.ReserveWithPerk}},
		{"at two in the morning the night wording comes first", loyal(300), night},
		{"121 minutes are night", stranger(121), night},
		{"known within 15 minutes may drop off", known(15), list{rule.AcceptDropOff, rule.ReserveWithReminder}},
		{"known after 16 minutes hears the next opening", known(16), closed},
		{"a stranger within 15 minutes is welcomed", stranger(15), list{rule.QuickAddDropOff, rule.PriceAndHours}},
		{"a stranger after 16 minutes hears the next opening", stranger(16), closed},
		{"who is served first is served as if loyal", with(known(30), first), list{rule.AcceptNow, rule.AcceptDropOff, rule.CourierPickUp}},
		{"a lesser priority changes nothing", with(known(30), second), closed},
		{"a stranger has no priority", with(stranger(30), first), closed},
		{"no priority opens to who is blocked", with(with(known(5), blocked), first), list{rule.Decline}},
		{"with no staff a loyal customer gets the courier", with(loyal(10), gone), list{rule.CourierPickUp}},
		{"with no staff nothing is handed over", with(with(known(10), pickUp), gone), list{rule.ReserveWithReminder}},
		{"a full day promises no time", with(loyal(10), full), list{rule.DropOffNoTime, rule.CourierPickUp}},
		{"five late promises are as good as a full day", with(loyal(40), late), list{rule.DropOffNoTime}},
		{"with no next opening none is named", with(known(40), never), list{rule.ClosedUntilNotice, rule.LeaveMessage}},
		{"where nothing is left the closing is said", with(with(known(10), gone), full), list{rule.SayClosed, rule.LeaveMessage}},
		{"a shop that never closed makes no promise now", loyal(-1), night},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got list
			for _, o := range rule.Decide(c.visit, shop()) {
				got = append(got, o.Option)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhoIsLoyal(t *testing.T) {
	for _, c := range []struct {
		name     string
		customer raja.Facts
		want     bool
	}{
		{"by segment", raja.Facts{Flags: raja.FlagSegmentLoyal}, true},
		{"by the owner's word", raja.Facts{Flags: raja.FlagOwnerLoyal}, true},
		{"by the second tier", raja.Facts{Tier: 2}, true},
		{"not by the first tier", raja.Facts{Tier: 1}, false},
		{"not by many visits alone", raja.Facts{Visits180: 99}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			v := stranger(5)
			v.Customer = &c.customer
			if got := rule.SituationOf(v, shop()).Standing == rule.Loyal; got != c.want {
				t.Errorf("loyal %t, want %t", got, c.want)
			}
		})
	}
}

// The reason says whose wish it is: who is loyal anyway hears that.
func TestTheReasonSaysWhySheIsServedFirst(t *testing.T) {
	for _, c := range []struct {
		name  string
		visit afterhours.Visit
		want  uint32
	}{
		{"by priority", with(known(10), first), 17},
		{"by priority, with places", with(with(known(10), first), full), 18},
		{"by priority, with no opening", with(with(known(10), first), never), 19},
		{"by priority, never closed", with(known(-1), first), 20},
		{"loyal anyway", with(loyal(10), first), 4},
	} {
		if got := rule.Decide(c.visit, shop())[0].Text; got != c.want {
			t.Errorf("%s: text %d, want %d", c.name, got, c.want)
		}
	}
}
