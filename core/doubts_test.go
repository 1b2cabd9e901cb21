package core_test

import (
	"context"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
)

func TestASecondOneOfANameIsTakenAndDoubted(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	first := must[staff.Member](t)(engine.Staff.Add(ctx, staff.Member{Name: "Dewi"}))
	if got := must[[]fault.Warning](t)(engine.Staff.Doubts(ctx, first)); len(got) != 0 {
		t.Errorf("the only Dewi is doubted: %v", got)
	}
	second := must[staff.Member](t)(engine.Staff.Add(ctx, staff.Member{Name: "dewi"}))
	if got := must[[]fault.Warning](t)(engine.Staff.Doubts(ctx, second)); len(got) != 1 {
		t.Errorf("a second dewi: %v", got)
	}
	must[staff.Member](t)(engine.Staff.Edit(ctx, first.Number, func(one *staff.Member) error { one.Left = true; return nil }))
	if got := must[[]fault.Warning](t)(engine.Staff.Doubts(ctx, second)); len(got) != 0 {
		t.Errorf("dewi, when the other has left: %v", got)
	}
}

func TestWhatIsSoldOutIsSoldAndDoubted(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	item := must[sale.Item](t)(engine.Catalogue.Add(ctx, sale.Item{Type: sale.Good, Name: "Kabel"}, sale.Price{Amount: 8000}))
	line := must[sale.Line](t)(engine.Catalogue.Line(ctx, item.Number, 1000, ""))
	if got := must[[]fault.Warning](t)(engine.Sales.Doubts(ctx, []sale.Line{line})); len(got) != 0 {
		t.Errorf("what is there is doubted: %v", got)
	}
	must[sale.Item](t)(engine.Catalogue.Edit(ctx, item.Number, func(one *sale.Item) error { one.SoldOut = true; return nil }))
	if got := must[[]fault.Warning](t)(engine.Sales.Doubts(ctx, []sale.Line{line, line})); len(got) != 1 {
		t.Errorf("what is sold out, twice: %v", got)
	}
}
