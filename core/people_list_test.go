package core_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/people"
)

// Wherever a page begins, it shows the part of the whole list that it should,
// and everybody on it as her own card does, also where an alias left a gap.
func TestAPageIsAPartOfTheWholeList(t *testing.T) {
	ctx := context.Background()
	shop := newShop(t, march(14))
	defer shop.Close()
	if _, err := shop.Imports.Run(ctx, notas(70), core.ImportOptions{Kind: intake.Orders}); err != nil {
		t.Fatal(err)
	}
	add(t, shop, "Sari, who never ordered")
	for _, gone := range []people.Ordinal{1, 16, 17, 40} {
		if _, err := shop.People.Merge(ctx, 50, gone, people.Choice{}, false); err != nil {
			t.Fatal(err)
		}
	}
	whole, total, err := shop.People.List(ctx, core.Pick{}, 0, 1000)
	if err != nil || total != 67 || len(whole) != total {
		t.Fatalf("List = %d of %d, %v; want 67", len(whole), total, err)
	}
	for _, one := range whole {
		card, err := shop.People.Card(ctx, one.Customer.Ordinal)
		if diff := cmp.Diff(card, one); err != nil || diff != "" {
			t.Fatalf("%s: %v\n%s", core.Code(one.Customer.Ordinal), err, diff)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		offset, limit := rapid.IntRange(-2, 70).Draw(t, "offset"), rapid.IntRange(-1, 70).Draw(t, "limit")
		page, counted, err := shop.People.List(ctx, core.Pick{}, offset, limit)
		from := min(max(offset, 0), total)
		want := whole[from:min(from+max(limit, 0), total)]
		if fmt.Sprint(page) != fmt.Sprint(want) || counted != total || err != nil {
			t.Fatalf("%d rows of %d, %v; want %d of %d", len(page), counted, err, len(want), total)
		}
	})
}
