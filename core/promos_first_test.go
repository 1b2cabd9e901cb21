package core_test

import (
	"context"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/sale"
)

// A code for a first order is restored by an order that never was, and by no
// other: who had the service and her money back has had her first order.
func TestACodeForAFirstOrderIsRestoredByAVoidOrderAlone(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	offered(t, engine, promo.Promo{Name: "Baru", Kind: promo.Percent, Percent: 1000, Word: "BARU", Stacking: promo.Joint, First: true})
	sri, tuti := add(t, engine, "Sri"), add(t, engine, "Tuti")
	never := must[core.Placed](t)(buys(engine, sri, 50_000, "BARU")).Order
	if _, _, err := engine.Payments.Void(ctx, never.Number, core.NewPayment{Reason: "salah nota"}); err != nil {
		t.Fatal(err)
	}
	must[core.Placed](t)(buys(engine, sri, 50_000, "BARU"))

	first := must[core.Placed](t)(buys(engine, tuti, 50_000, "BARU")).Order
	if _, _, err := engine.Payments.Refund(ctx, first.Number, sale.Return{Amount: first.Net()}, core.NewPayment{Reason: "luntur"}); err != nil {
		t.Fatal(err)
	}
	_, err := buys(engine, tuti, 50_000, "BARU")
	refuses(t, "a first order after one that was given back whole", err, fault.KindConflict, "codes")
	sound(t, engine)
}
