package core_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/hours"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
)

func TestWhatIsSentBackUnchangedIsStillRajas(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	known, err := engine.Sales.Workshop(ctx)
	if err != nil {
		t.Fatal(err)
	}
	known.RoundTo = 500
	levels, err := engine.Tickets.Levels(ctx)
	if err != nil {
		t.Fatal(err)
	}
	levels[3].Policy.Resolve = time.Hour
	if err := engine.Sales.SetWorkshop(ctx, known); err != nil {
		t.Fatal(err)
	}
	if err := engine.Tickets.SetLevels(ctx, levels); err != nil {
		t.Fatal(err)
	}
	again, err := engine.Sales.Workshop(ctx)
	if diff := cmp.Diff(sale.FlowOf("laundry"), again.Flow); diff != "" || again.RoundTo != 500 || err != nil {
		t.Errorf("rounding %d, %v\n%s", again.RoundTo, err, diff)
	}
	if found, err := engine.Tickets.Levels(ctx); err != nil || !cmp.Equal(found, levels) {
		t.Errorf("levels %v, %v", found, err)
	}
	sound(t, engine)
}

func TestATicketKeepsTheTimesThatItWasOpenedWith(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := added(t, engine, core.NewCustomer{Name: "Sri"}).Ordinal
	hire(t, engine, "Ani", staff.Owner)
	open := func() care.Ticket {
		made, err := engine.Tickets.Open(ctx, core.NewTicket{Type: care.Problem, Customer: sri, Title: "Noda", Owner: 1})
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	before := open()
	wanted := care.Policy{Acknowledge: 5 * time.Minute, Resolve: 2 * time.Hour}
	if err := engine.Tickets.SetLevels(ctx, []care.Level{{Type: care.Problem, Severity: 2, Policy: wanted}}); err != nil {
		t.Fatal(err)
	}
	if after := open(); after.Policy != wanted {
		t.Errorf("a new one has %v, want %v", after.Policy, wanted)
	}
	if kept, err := engine.Tickets.Get(ctx, before.Number); err != nil || kept.Policy != before.Policy {
		t.Errorf("the old one has %v, %v, want %v", kept.Policy, err, before.Policy)
	}
	if hurried, err := engine.Tickets.Hurry(ctx, before.Number, 2, nil); err != nil || hurried.Policy != wanted {
		t.Errorf("hurried it has %v, %v, want %v", hurried.Policy, err, wanted)
	}
	sound(t, engine)
}

func TestSettingsThatTheJournalCouldNotHoldAreRefused(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	fields := make([]people.Field, people.MaxFields)
	for i := range fields {
		choices := []string{}
		for j := range 10 {
			choices = append(choices, fmt.Sprint(j, strings.Repeat("x", 150)))
		}
		fields[i] = people.Field{Key: fmt.Sprint("f", i), Name: "F", Type: people.ChoiceField, Choices: choices}
	}
	err := engine.Profiles.SetFields(ctx, fields)
	if told := fault.As(err); told == nil || told.Kind != fault.KindInvalid || told.Field != "fields" {
		t.Errorf("got %v", err)
	}
	if known, err := engine.Profiles.Fields(ctx); err != nil || len(known) != 0 {
		t.Errorf("kept %v, %v", known, err)
	}
	sound(t, engine)
}

// Whatever the owner decides about the shop is taken back like any other
// change, and the shop works by it at once.
func TestSettingsAreUndone(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	usual := must[hours.Calendar](t)(engine.Hours.Calendar())
	undo := func(what string) {
		t.Helper()
		if _, err := engine.History.Undo(ctx, 0); err != nil {
			t.Fatalf("undo %s: %v", what, err)
		}
		sound(t, engine)
	}
	if err := engine.Hours.Set(ctx, "mon-sun 06:00-07:00"); err != nil {
		t.Fatal(err)
	}
	undo("the hours")
	if now := must[hours.Calendar](t)(engine.Hours.Calendar()); now.OpenAt(march(14).at) != usual.OpenAt(march(14).at) || !now.OpenAt(march(14).at) {
		t.Error("the hours are not those of before")
	}
	if err := engine.Loyalty.SetProgram(ctx, loyalty.Program{Worth: 100}); err != nil {
		t.Fatal(err)
	}
	if err := engine.Loyalty.SetProgram(ctx, loyalty.Program{Worth: 200}); err != nil {
		t.Fatal(err)
	}
	undo("the worth of a point")
	if program := must[loyalty.Program](t)(engine.Loyalty.Program(ctx)); program.Worth != 100 {
		t.Errorf("a point is worth %d, want 100", program.Worth)
	}
	undo("the first worth of a point")
	if program := must[loyalty.Program](t)(engine.Loyalty.Program(ctx)); program.Worth != 0 {
		t.Errorf("a point is worth %d, want nothing", program.Worth)
	}
	_, err := engine.History.Undo(ctx, 1)
	refuses(t, "undoing the shop itself", err, fault.KindForbidden, "entry")
}
