package core_test

import (
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/sale"
)

// Points last as long as the rule said from the day on which they can be spent.

func shortLived(t *testing.T, program loyalty.Program) *purse {
	t.Helper()
	b := newPurse(t, "2026-03-14", program)
	b.must(nil, b.Plugins.Configure(b.ctx(), "points", []byte(`{"spend_per_point": 10000, "expires_months": 1}`)))
	return b
}

func TestPointsThatWaitForDaysLastFromTheirRelease(t *testing.T) {
	b := shortLived(t, loyalty.Program{Waits: loyalty.WaitDays, WaitDays: 40})
	number := b.buy(100_000, 0) // a month is to 14 April, and 40 days are to 23 April
	b.goTo("2026-04-14")
	b.must(b.Loyalty.NewDay(b.ctx()))
	b.has(0)
	b.goTo("2026-04-23")
	b.has(10)
	b.refund(number, 30_000) // the rest keeps its days
	b.has(7)
	b.goTo("2026-05-23")
	b.has(7) // 31 days from 23 April, as from 14 March
	b.goTo("2026-05-24")
	b.has(0)
	if done, err := b.Loyalty.NewDay(b.ctx()); err != nil || done.Points != 7 {
		t.Errorf("%+v, %v, want 7 expired", done, err)
	}
	b.has(0)
}

func TestPointsThatWaitForTheGoodsLastFromTheirRelease(t *testing.T) {
	b := shortLived(t, loyalty.Program{Waits: loyalty.WaitTaken})
	placed, err := b.Sales.Add(b.ctx(), core.NewOrder{Customer: b.who, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 100_000}}, Work: true})
	b.must(placed, err)
	for _, state := range []string{"washing", "drying", "packing", "ready"} {
		b.must(b.Sales.Move(b.ctx(), placed.Order.Number, state, 0))
	}
	b.goTo("2026-06-30") // long after 14 April
	if done, err := b.Loyalty.NewDay(b.ctx()); err != nil || done.Points != 0 {
		t.Errorf("%+v, %v, want nothing expired while it waits", done, err)
	}
	if statement, err := b.Loyalty.Statement(b.ctx(), b.who, b.Now(), 0); err != nil || statement.Pending != 10 {
		t.Errorf("%+v, %v, want 10 pending", statement, err)
	}
	if drawn := period(t, b.Engine, b.who, dayOf(t, "2026-03-01"), b.Today()); drawn.Closing != 10 || drawn.Pending != 10 || len(drawn.Changes) != 1 {
		t.Errorf("the statement of the months is %+v", drawn)
	}
	b.must(b.Sales.Move(b.ctx(), placed.Order.Number, "taken", 0))
	b.has(10)
	b.goTo("2026-07-30")
	b.has(10)
	b.refund(placed.Order.Number, 30_000)
	b.has(7)
	b.goTo("2026-07-31")
	b.has(0)
	b.must(b.Loyalty.NewDay(b.ctx()))
	b.refund(placed.Order.Number, 70_000)
	b.has(0) // what expired is not taken twice
}
