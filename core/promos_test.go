package core_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/receipt"
	"github.com/raja-crm/raja/core/sale"
)

func offered(t *testing.T, engine *core.Engine, one promo.Promo) promo.Number {
	t.Helper()
	return must[promo.Promo](t)(engine.Promos.Add(context.Background(), one)).Number
}

// hemat is 10 % off with a word, as often as is said.
func hemat(total int64) promo.Promo {
	return promo.Promo{Name: "Hemat", Kind: promo.Percent, Percent: 1000, Word: "HEMAT10", Stacking: promo.Joint, Total: total}
}

func buys(engine *core.Engine, who people.Ordinal, amount money.Amount, codes ...string) (core.Placed, error) {
	return engine.Sales.Add(context.Background(), core.NewOrder{Customer: who, Items: washes(1, amount), Codes: codes})
}

// Product bug 8: two simultaneous redemptions of a single-use code, one wins.
//
// Mall and POSNext counted it twice (1003, 198).
func TestOfTwoRedemptionsAtOnceOneWins(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	offered(t, engine, hemat(1))
	coupons := offered(t, engine, promo.Promo{Name: "Kupon", Kind: promo.Amount, Amount: 5000, Stacking: promo.Joint})
	for _, code := range []string{"HEMAT10", must[[]core.Issued](t)(engine.Promos.Make(ctx, coupons, 0, 1, time.Time{}))[0].Code} {
		var buyers []people.Ordinal
		for range 8 {
			buyers = append(buyers, add(t, engine, "Sri"))
		}
		errs := make([]error, len(buyers))
		var all sync.WaitGroup
		for i, who := range buyers {
			all.Go(func() { _, errs[i] = buys(engine, who, 50_000, code) })
		}
		all.Wait()
		won := 0
		for _, err := range errs {
			if err == nil {
				won++
			} else if fault.As(err).Field != "codes" {
				t.Errorf("%s: %v", code, err)
			}
		}
		if won != 1 {
			t.Errorf("%s was redeemed %d times", code, won)
		}
	}
	sound(t, engine)
}

func TestACodeComesBackWithTheOrderThatNeverWas(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	offered(t, engine, hemat(1))
	placed, err := buys(engine, sri, 50_000, "hemat 10")
	if err != nil || placed.Order.Total != 45_000 || placed.Order.Discount != 5_000 || placed.Order.Lines[0].Net != 45_000 {
		t.Fatalf("%+v, %v", placed.Order, err)
	}
	_, err = buys(engine, sri, 50_000, "HEMAT10")
	refuses(t, "a code that is used up", err, fault.KindConflict, "codes")
	must[core.Undone](t)(engine.History.Undo(ctx, 0))
	sound(t, engine)
	worked := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: washes(1, 50_000), Codes: []string{"HEMAT10"}, Work: true}))
	must[sale.Order](t)(engine.Sales.Move(ctx, worked.Order.Number, "cancelled", 0))
	sound(t, engine)
	if _, err := buys(engine, sri, 50_000, "HEMAT10"); err != nil {
		t.Errorf("after it was cancelled before any work: %v", err)
	}
	sound(t, engine)
}

// A refund of a line gives back what it cost after its code.
func TestALineThatACodeMadeCheaperComesBackAtItsNet(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	carpet := must[sale.Item](t)(engine.Catalogue.Add(ctx, sale.Item{Type: sale.Service, Name: "Karpet"}, sale.Price{Amount: 40_000}))
	offered(t, engine, promo.Promo{Name: "Karpet", Kind: promo.Percent, Percent: 2500, Word: "KARPET", Stacking: promo.Joint, Items: []uint64{uint64(carpet.Number)}})
	line := must[sale.Line](t)(engine.Catalogue.Line(ctx, carpet.Number, 1000, ""))
	placed := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: append(washes(1, 20_000), line), Codes: []string{"karpet"}}))
	if placed.Order.Lines[0].Net != 20_000 || placed.Order.Lines[1].Net != 30_000 {
		t.Fatalf("the lines are %+v", placed.Order.Lines)
	}
	back, _, err := engine.Payments.Refund(ctx, placed.Order.Number, sale.Return{Line: 2}, core.NewPayment{Reason: "luntur"})
	if err != nil || back.Amount != 30_000 {
		t.Errorf("%d came back, %v", back.Amount, err)
	}
	sound(t, engine)
}

func TestWhoPaidIsGivenACouponAndLosesItWithTheOrder(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, budi := add(t, engine, "Sri"), add(t, engine, "Budi")
	offered(t, engine, promo.Promo{Name: "Balik lagi", Kind: promo.Amount, Amount: 5_000, Stacking: promo.Joint, After: 40_000, Valid: 14})
	none := money.Amount(0)
	placed := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: washes(1, 50_000), Paid: &none}))
	given := func() []promo.Coupon { return must[[]promo.Coupon](t)(engine.Promos.Given(ctx, placed.Order.Number)) }
	if len(given()) != 0 {
		t.Error("a coupon for what is not paid")
	}
	pay(t, engine, placed.Order.Number, 50_000)
	if len(given()) != 1 || given()[0].Customer != sri || !given()[0].Until.Equal(march(28).at) {
		t.Fatalf("given: %+v", given())
	}
	code := must[core.Issued](t)(engine.Promos.Issue(ctx, given()[0].Number)).Code
	_, err := buys(engine, budi, 20_000, code)
	refuses(t, "her coupon in another's hand", err, fault.KindConflict, "codes")
	if small, err := buys(engine, sri, 20_000, strings.ToLower(code)); err != nil || small.Order.Total != 15_000 {
		t.Errorf("%+v, %v", small.Order, err)
	}
	_, err = buys(engine, sri, 20_000, code)
	refuses(t, "a coupon twice", err, fault.KindConflict, "codes")

	again := must[core.Placed](t)(buys(engine, sri, 60_000))
	_, _, err = engine.Payments.Void(ctx, again.Order.Number, core.NewPayment{Reason: "salah"})
	if left := must[[]promo.Coupon](t)(engine.Promos.Given(ctx, again.Order.Number)); err != nil || len(left) != 1 || !left[0].Revoked {
		t.Errorf("after it was void: %+v, %v", left, err)
	}
	sound(t, engine)
}

// Product bug 3, for codes: a double click is one order, though its code is used.
func TestADoubleClickWithACodeIsOneOrder(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	offered(t, engine, hemat(1))
	click := func(amount money.Amount) (core.Placed, error) {
		return engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: washes(1, amount), Codes: []string{"HEMAT10"}, Key: "klik"})
	}
	first := must[core.Placed](t)(click(50_000))
	if second, err := click(50_000); err != nil || !second.Again || second.Order.Number != first.Order.Number {
		t.Errorf("the second click: %+v, %v", second.Order, err)
	}
	_, err := click(60_000)
	refuses(t, "the key for another order", err, fault.KindConflict, "key")
	sound(t, engine)
}

func TestAReservedCodeIsKeptForHalfAnHour(t *testing.T) {
	at := march(14)
	engine, ctx := newShop(t, at), context.Background()
	sri, budi := add(t, engine, "Sri"), add(t, engine, "Budi")
	offered(t, engine, hemat(1))
	use := must[promo.Use](t)(engine.Promos.Reserve(ctx, sri, "HEMAT10", 0))
	_, err := buys(engine, budi, 50_000, "HEMAT10")
	refuses(t, "a code that another has", err, fault.KindConflict, "codes")
	if _, err := buys(engine, sri, 50_000, "HEMAT10"); err != nil {
		t.Errorf("her own reservation: %v", err)
	}
	_, err = engine.Promos.Release(ctx, use.Number)
	refuses(t, "releasing what was redeemed", err, fault.KindConflict, "use")

	other := offered(t, engine, promo.Promo{Name: "Lain", Kind: promo.Amount, Amount: 1000, Word: "LAIN", Stacking: promo.Joint, Total: 1})
	must[promo.Use](t)(engine.Promos.Reserve(ctx, sri, "LAIN", 0))
	at.at = at.at.Add(promo.Reservation)
	if _, err := buys(engine, budi, 50_000, "LAIN"); err != nil {
		t.Errorf("after half an hour: %v", err)
	}
	if _, usage, err := engine.Promos.Get(ctx, other); err != nil || usage.Redeemed != 1 || usage.Reserved != 0 || usage.Off != 1000 {
		t.Errorf("%+v, %v", usage, err)
	}
	sound(t, engine)
}

func TestACodeThatNobodyKnowsSaysWhatIsWrongWithIt(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	coupons := offered(t, engine, promo.Promo{Name: "Kupon", Kind: promo.Amount, Amount: 5000, Stacking: promo.Joint})
	made := must[[]core.Issued](t)(engine.Promos.Make(ctx, coupons, sri, 2, time.Time{}))
	code := made[0].Code
	wrong := strings.Replace(code, code[:1], map[bool]string{true: "4", false: "3"}[code[0] == '3'], 1)
	for said, tt := range map[string]struct {
		kind fault.Kind
		says string
	}{
		wrong:       {fault.KindInvalid, "mistyped"},
		"HEMAT1O":   {fault.KindNotFound, "only the letters"},
		"AC34":      {fault.KindNotFound, "8 letters, not 4"},
		"3333-3334": {fault.KindInvalid, "mistyped"},
	} {
		_, err := buys(engine, sri, 50_000, said)
		refuses(t, said, err, tt.kind, "codes")
		if err != nil && !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v", said, err)
		}
	}
	if orders, _, err := engine.Sales.Of(ctx, sri, "", 10); err != nil || len(orders) != 0 {
		t.Errorf("%d orders were written, %v", len(orders), err)
	}
	must[promo.Coupon](t)(engine.Promos.Revoke(ctx, made[1].Coupon.Number))
	_, err := buys(engine, sri, 50_000, made[1].Code)
	refuses(t, "a revoked one", err, fault.KindConflict, "codes")
	sound(t, engine)
}

func TestOfCodesThatCannotStandTogetherTheBetterCounts(t *testing.T) {
	engine := newShop(t, march(14))
	sri := add(t, engine, "Sri")
	offered(t, engine, promo.Promo{Name: "A", Kind: promo.Amount, Amount: 4000, Word: "AAA", Category: "x"})
	offered(t, engine, promo.Promo{Name: "B", Kind: promo.Amount, Amount: 6000, Word: "BBB", Category: "x"})
	offered(t, engine, promo.Promo{Name: "Antar", Kind: promo.FreeDelivery, Word: "ANTAR", Stacking: promo.Joint})
	placed := must[core.Placed](t)(engine.Sales.Add(context.Background(), core.NewOrder{
		Customer: sri, Items: washes(1, 50_000), Delivery: 8000, Codes: []string{"aaa", "bbb", "antar", "bbb"},
	}))
	var whys []promo.Why
	for _, one := range placed.Said {
		whys = append(whys, one.Why)
	}
	if placed.Order.Payable() != 44_000 || len(placed.Order.Codes) != 2 || whys[0] != promo.SameCategory || whys[3] != promo.Twice {
		t.Errorf("to pay %d with %+v; %v", placed.Order.Payable(), placed.Order.Codes, whys)
	}
	sound(t, engine)
}

func TestAPromotionThatNamesWhatIsNotThereIsRefused(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	offered(t, engine, hemat(0))
	for field, change := range map[string]func(*promo.Promo){
		"items": func(p *promo.Promo) { p.Items = []uint64{9} }, "segments": func(p *promo.Promo) { p.Segments = []string{"KINGS"} },
		"tiers": func(p *promo.Promo) { p.Tiers = []string{"DIAMOND"} }, "word": func(p *promo.Promo) { p.Word = "hemat-10" },
	} {
		one := hemat(0)
		one.Word = "LAIN"
		change(&one)
		if _, err := engine.Promos.Add(ctx, one); fault.As(err) == nil || fault.As(err).Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	sound(t, engine)
}

// A coupon for an order of Rp60.000 goes once less than that is left of it.
func TestACouponGoesOnceTooLittleIsLeftOfItsOrder(t *testing.T) {
	for back, revoked := range map[money.Amount]bool{1: true, 59_999: true, 20_000: true, 0: false} {
		engine, ctx := newShop(t, march(14)), context.Background()
		sri := add(t, engine, "Sri")
		offered(t, engine, promo.Promo{Name: "Balik lagi", Kind: promo.Percent, Percent: 1000, After: 60_000, Stacking: promo.Joint})
		paid := money.Amount(60_000)
		if !revoked {
			paid, back = 80_000, 20_000
		}
		placed := must[core.Placed](t)(buys(engine, sri, paid))
		_, _, err := engine.Payments.Refund(ctx, placed.Order.Number, sale.Return{Amount: back}, core.NewPayment{Reason: "luntur"})
		given := must[[]promo.Coupon](t)(engine.Promos.Given(ctx, placed.Order.Number))
		if err != nil || len(given) != 1 || given[0].Revoked != revoked {
			t.Errorf("%d of %d given back: %+v, %v", back, paid, given, err)
		}
		sound(t, engine)
	}
}

// A part of a debt that is given back may be what settles it.
func TestACouponComesWithAReturnThatSettlesTheOrder(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	offered(t, engine, promo.Promo{Name: "Balik lagi", Kind: promo.Percent, Percent: 1000, After: 50_000, Stacking: promo.Joint})
	paid := money.Amount(50_000)
	placed := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: washes(6, 10_000), Paid: &paid}))
	_, _, err := engine.Payments.Refund(ctx, placed.Order.Number, sale.Return{Line: 1, Milli: 1000}, core.NewPayment{Reason: "luntur"})
	if given := must[[]promo.Coupon](t)(engine.Promos.Given(ctx, placed.Order.Number)); err != nil || len(given) != 1 || given[0].Revoked {
		t.Errorf("%+v, %v", given, err)
	}
	sound(t, engine)
}

// What she has fetched she had her code for, also where the order is void later.
func TestACodeStaysUsedOnceTheOrderWasFetched(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	offered(t, engine, hemat(1))
	placed := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: washes(1, 50_000), Codes: []string{"HEMAT10"}, Work: true}))
	for _, state := range []string{"washing", "drying", "packing", "ready", "taken"} {
		must[sale.Order](t)(engine.Sales.Move(ctx, placed.Order.Number, state, 0))
	}
	_, _, err := engine.Payments.Void(ctx, placed.Order.Number, core.NewPayment{Reason: "salah"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = buys(engine, sri, 50_000, "HEMAT10")
	refuses(t, "a code that was used up", err, fault.KindConflict, "codes")
	sound(t, engine)
}

// Nothing left of an order brings nothing, whatever the owner asks for by now.
func TestACouponGoesWithItsOrderThoughTheOwnerAsksForMoreByNow(t *testing.T) {
	for _, asked := range []money.Amount{100_000, 30_000} {
		engine, ctx := newShop(t, march(14)), context.Background()
		sri := add(t, engine, "Sri")
		number := offered(t, engine, promo.Promo{Name: "Balik lagi", Kind: promo.Percent, Percent: 1000, After: 60_000, Stacking: promo.Joint})
		placed := must[core.Placed](t)(buys(engine, sri, 80_000))
		_, err := engine.Promos.Edit(ctx, number, func(p *promo.Promo) error { p.After = asked; return nil })
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = engine.Payments.Void(ctx, placed.Order.Number, core.NewPayment{Reason: "salah"})
		if given := must[[]promo.Coupon](t)(engine.Promos.Given(ctx, placed.Order.Number)); err != nil || len(given) != 1 || !given[0].Revoked {
			t.Errorf("at %d: %+v, %v", asked, given, err)
		}
		sound(t, engine)
	}
}

// What an order brought for another time is told on its nota, while it holds.
func TestTheNotaTellsOfTheCouponThatItBrought(t *testing.T) {
	now := march(14)
	engine, ctx := newShop(t, now), context.Background()
	sri := add(t, engine, "Sri")
	offered(t, engine, promo.Promo{Name: "Balik lagi", Kind: promo.Amount, Amount: 5_000, Stacking: promo.Joint, After: 40_000, Valid: 14})
	placed := must[core.Placed](t)(buys(engine, sri, 50_000))
	tells := func() bool {
		nota := must[*receipt.Nota](t)(engine.Sales.Nota(ctx, placed.Order.Number, "id", false))
		return strings.Contains(nota.Text(receipt.Wide), "Untuk lain kali: Balik lagi, sampai 28-03-2026;")
	}
	if !tells() {
		t.Errorf("the nota:\n%s", must[*receipt.Nota](t)(engine.Sales.Nota(ctx, placed.Order.Number, "id", false)).Text(receipt.Wide))
	}
	now.at = march(28).at
	if tells() {
		t.Error("a nota printed again tells of a coupon that is over")
	}
	now.at = march(15).at
	given := must[[]promo.Coupon](t)(engine.Promos.Given(ctx, placed.Order.Number))
	must[core.Placed](t)(buys(engine, sri, 20_000, must[core.Issued](t)(engine.Promos.Issue(ctx, given[0].Number)).Code))
	if tells() {
		t.Error("a nota printed again tells of a coupon that was used")
	}
}

// A coupon that was used cannot outlive the order that brought it by way of the
// order that used it.
func TestACouponThatComesBackIsLookedAtAgain(t *testing.T) {
	for back, holds := range map[money.Amount]bool{50_000: false, 20_000: false, 5_000: true, 0: true} {
		engine, ctx := newShop(t, march(14)), context.Background()
		sri := add(t, engine, "Sri")
		offered(t, engine, promo.Promo{Name: "Balik lagi", Kind: promo.Amount, Amount: 5_000, Stacking: promo.Joint, After: 40_000, Valid: 14})
		brought := must[core.Placed](t)(buys(engine, sri, 50_000))
		given := must[[]promo.Coupon](t)(engine.Promos.Given(ctx, brought.Order.Number))
		code := must[core.Issued](t)(engine.Promos.Issue(ctx, given[0].Number)).Code
		used := must[core.Placed](t)(buys(engine, sri, 20_000, code))
		if back > 0 {
			if _, _, err := engine.Payments.Refund(ctx, brought.Order.Number, sale.Return{Amount: back}, core.NewPayment{Reason: "luntur"}); err != nil {
				t.Fatal(err)
			}
		}
		if _, _, err := engine.Payments.Void(ctx, used.Order.Number, core.NewPayment{Reason: "salah"}); err != nil {
			t.Fatal(err)
		}
		if _, err := buys(engine, sri, 20_000, code); (err == nil) != holds {
			t.Errorf("%d of the order that brought it given back: the coupon says %v", back, err)
		}
		sound(t, engine)
	}
}
