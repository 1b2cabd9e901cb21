package core_test

import (
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/sale"
)

// What happens twice, or in parts. Most of these lives were found by the model,
// where points or a code went wrong the second time.

func TestAnExpiredLotIsLetGoOfOnce(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{})
	order := b.buy(1_000_000, 0) // 100 points
	b.spend(40)
	b.goTo("2027-03-15")
	b.must(b.Loyalty.NewDay(b.ctx())) // 60 have expired
	b.has(0)
	b.refund(order, 500_000)
	b.has(0)
	b.refund(order, 500_000)
	b.has(-40) // that were spent and never earned
}

func TestWhatExpiredAfterAMergeIsLetGoOfForHerWhoHadIt(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{})
	twin := b.who
	order := b.buy(1_000_000, 0)
	b.who = add(t, b.Engine, "Sri W")
	merged, err := b.People.Merge(b.ctx(), b.who, twin, nil, false)
	b.must(merged, err)
	sound(t, b.Engine)
	b.goTo("2027-03-15")
	b.must(b.Loyalty.NewDay(b.ctx()))
	b.has(0)
	b.refund(order, 1_000_000)
	b.has(0)
}

func TestACorrectionThatWasSpentIsNotTakenBackThoughTheDebtHasItsLotAlready(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{})
	order := b.buy(1_000_000, 0)
	given := b.adjusted(50, "2027-03-14") // the day of the order's points: one lot
	b.spend(150)
	b.refund(order, 1_000_000)
	b.has(-100)
	_, err := b.History.Undo(b.ctx(), given)
	refuses(t, "a correction that was spent", err, fault.KindConflict, "entry")
	b.has(-100)
}

// adjusted is give, and returns the journal's entry.
func (b *purse) adjusted(points loyalty.Points, expires string) uint64 {
	b.t.Helper()
	b.give(points, expires)
	return must[uint64](b.t)(b.History.Latest(b.ctx(), "loyalty.adjust"))
}

func TestPointsThatPaidAnOrderComeBackInAsManyPartsAsItsMoney(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Worth: 100, Together: true})
	b.give(500, "2027-03-14")
	order := b.buy(100_000, 500)
	for range 2 {
		b.refund(order, 25_000)
	}
	b.has(500)
}

func TestAnOrderThatPointsPaidInPartEarnsOnceTheRestIsPaid(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Worth: 100, Together: true})
	b.give(500, "2027-03-14")
	none := money.Amount(0)
	placed, err := b.Sales.Add(b.ctx(), core.NewOrder{Customer: b.who, Items: washes(1, 200_000), Points: 500, Paid: &none})
	b.must(placed, err)
	pay(t, b.Engine, placed.Order.Number, 150_000)
	earned := must[loyalty.Points](t)(b.Loyalty.Earned(b.ctx(), &placed.Order))
	if earned != 15 {
		t.Errorf("it earned %d, want 15 for what was paid with money", earned)
	}
	b.has(15)
	_, err = b.History.Undo(b.ctx(), must[uint64](t)(b.History.Latest(b.ctx(), "payment.pay")))
	b.must(nil, err)
	b.has(0)
	pay(t, b.Engine, placed.Order.Number, 150_000)
	b.has(15)
}

func TestACodeThatIsAnotherOrdersByNowStaysWithIt(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{})
	coupons := offered(t, b.Engine, promo.Promo{Name: "Kupon", Kind: promo.Amount, Amount: 5000, Stacking: promo.Joint})
	code := must[[]core.Issued](t)(b.Promos.Make(b.ctx(), coupons, 0, 1, time.Time{}))[0].Code
	first := must[core.Placed](t)(b.Sales.Add(b.ctx(), core.NewOrder{Customer: b.who, Items: washes(1, 50_000), Codes: []string{code}, Work: true}))
	must[sale.Order](t)(b.Sales.Move(b.ctx(), first.Order.Number, "cancelled", 0))
	_, err := buys(b.Engine, b.who, 60_000, code)
	b.must(nil, err)
	_, _, err = b.Payments.Void(b.ctx(), first.Order.Number, core.NewPayment{Reason: "batal"})
	b.must(nil, err)
	_, err = buys(b.Engine, b.who, 70_000, code)
	refuses(t, "a code that an order has", err, fault.KindConflict, "codes")
	sound(t, b.Engine)
}

func TestTheShopsOwnPeopleAreGivenNoPointsAndOwedNone(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Worth: 100})
	b.give(30, "2027-03-14")
	_, err := b.People.Edit(b.ctx(), b.who, func(c *people.Customer) error { c.Kind = people.Internal; return nil })
	b.must(nil, err)
	_, err = b.Loyalty.Adjust(b.ctx(), core.Adjustment{Customer: b.who, Points: 5, Reason: "dapat"})
	refuses(t, "points for one of the shop's own", err, fault.KindConflict, "customer")
	if owes := must[core.Liability](t)(b.Loyalty.Liability(b.ctx())); owes.Points != 0 || owes.Worth != 0 || owes.Customers != 0 {
		t.Errorf("the shop owes %+v", owes)
	}
	b.must(b.Loyalty.Adjust(b.ctx(), core.Adjustment{Customer: b.who, Points: -30, Reason: "pegawai"}))
	sound(t, b.Engine)
}

func TestWhoHasTooFewPointsIsToldWhatSheHasAndWhatWaits(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Waits: loyalty.WaitDays, WaitDays: 7})
	b.buy(100_000, 0)
	_, err := b.Loyalty.Redeem(b.ctx(), core.Spending{Customer: b.who, Points: 5})
	if got := fault.As(err).Message; got != "are 0; 5 cannot be taken, and 10 more wait to be released" {
		t.Errorf("%q", got)
	}
}
