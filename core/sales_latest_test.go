package core_test

import (
	"context"
	"slices"
	"testing"

	"github.com/raja-crm/raja/core/sale"
)

func TestTheNewestOrdersComeFirstPageByPage(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	for range 5 {
		debt(t, engine, sri)
	}
	var seen []sale.Number
	for after := ""; ; {
		page, next, err := engine.Sales.Latest(ctx, after, 2)
		if err != nil {
			t.Fatal(err)
		}
		for _, order := range page {
			seen = append(seen, order.Number)
		}
		if next == "" {
			break
		}
		after = next
	}
	if !slices.Equal(seen, []sale.Number{5, 4, 3, 2, 1}) {
		t.Errorf("%v", seen)
	}
}
