package core_test

import (
	"context"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/photo"
	"github.com/raja-crm/raja/core/sale"
)

// What was photographed of somebody who is given up in a merge is found with
// the one who stays, over her things and her orders, and goes back with her.
func TestPhotosComeAlongInAMergeAndGoBack(t *testing.T) {
	t.Parallel()
	ctx, shop := context.Background(), newShop(t, march(14))
	keep, lose := add(t, shop, "Sari"), add(t, shop, "Sarah")
	phone := phoneOf(t, shop, lose)
	order := must[core.Placed](t)(shop.Sales.Add(ctx, core.NewOrder{Customer: lose, Items: washes(1, 9000), Asset: phone})).Order.Number
	plain := must[core.Placed](t)(shop.Sales.Add(ctx, core.NewOrder{Customer: lose, Items: washes(1, 9000)})).Order.Number
	for _, of := range []core.NewPhoto{{Asset: phone}, {Order: order}, {Order: plain}} {
		of.File = snapshot(t, 20, 1)
		must[photo.Photo](t)(shop.Photos.Add(ctx, of))
	}
	stamped := must[string](t)(notaText(ctx, shop, order))
	seen := func(who people.Ordinal) (photos int) {
		t.Helper()
		for _, thing := range must[[]people.Asset](t)(shop.Assets.Of(ctx, who)) {
			photos += len(must[[]photo.Photo](t)(shop.Photos.Of(ctx, thing.Number, false)))
		}
		orders, _, err := shop.Sales.Of(ctx, who, "", 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range orders {
			photos += len(must[[]photo.Photo](t)(shop.Photos.For(ctx, one.Number, false)))
		}
		return photos
	}
	if got := seen(lose); got != 4 { // that of the order shows the phone too
		t.Fatalf("%d photos before the merge, want 4", got)
	}
	must[core.Merged](t)(shop.People.Merge(ctx, keep, lose, nil, false))
	must[photo.Photo](t)(shop.Photos.Add(ctx, core.NewPhoto{Asset: phone, File: snapshot(t, 20, 2)}))
	if got := seen(keep); got != 5 {
		t.Errorf("%d photos with the one who stays, want 5", got)
	}
	if again := must[string](t)(notaText(ctx, shop, order)); !strings.Contains(again, stampOf(t, shop, 1)) || !strings.Contains(stamped, stampOf(t, shop, 1)) {
		t.Errorf("the nota lost its stamps:\n%s", again)
	}
	sound(t, shop)
	must[core.Undone](t)(shop.History.Undo(ctx, lastMerge(t, shop, lose)))
	if kept, back := seen(keep), seen(lose); kept != 0 || back != 5 {
		t.Errorf("after the merge was taken back: %d photos with the one, %d with the other, want 0 and 5", kept, back)
	}
	sound(t, shop)
}

func stampOf(t *testing.T, shop *core.Engine, number photo.Number) string {
	t.Helper()
	one := must[photo.Photo](t)(shop.Photos.Get(context.Background(), number))
	return one.Stamp()
}

// An import that is taken back leaves what was photographed since, and says so:
// the order with its photo, and the customer with the photo of her thing.
func TestAnImportTakenBackLeavesWhatWasPhotographed(t *testing.T) {
	t.Parallel()
	ctx, shop := context.Background(), newShop(t, march(14))
	const file = "nota;nama;tanggal;total\n1;Sari;01/03/2026;10.000\n2;Budi;01/03/2026;10.000\n3;Tini;01/03/2026;10.000\n4;Wati;01/03/2026;10.000\n"
	must[core.Batch](t)(shop.Imports.Run(ctx, strings.NewReader(file), core.ImportOptions{Kind: intake.Orders}))
	must[photo.Photo](t)(shop.Photos.Add(ctx, core.NewPhoto{Order: 1, File: snapshot(t, 20, 1)}))
	must[photo.Photo](t)(shop.Photos.Add(ctx, core.NewPhoto{Asset: phoneOf(t, shop, 2), File: snapshot(t, 20, 2)}))
	must[photo.Photo](t)(shop.Photos.Add(ctx, core.NewPhoto{Order: 3, File: snapshot(t, 20, 3)}))
	must[photo.Photo](t)(shop.Photos.Remove(ctx, 3, "buram", true))
	done := unimport(t, shop, 1)
	why := map[string]core.StayReason{}
	for _, stay := range done.Stays {
		why[stay.Code] = stay.Why
	}
	if why["N-000001"] != core.StayPhotos || why["N-000003"] != core.StayPhotos || why["C-00002"] != core.StayThings || why["N-000002"] != "" || why["C-00004"] != "" {
		t.Errorf("what stays: %v; want N-000001 and N-000003 for their photos, C-00002 for her thing", why)
	}
	if done.Removed != 2 {
		t.Errorf("%d orders went, want 2", done.Removed)
	}
	for _, number := range []photo.Number{1, 2} {
		if one, picture, err := shop.Photos.Picture(ctx, number); err != nil || !one.Holds(picture) {
			t.Errorf("photo %d: %v", number, err)
		}
	}
	if _, err := shop.Sales.Get(ctx, sale.Number(2)); err == nil {
		t.Error("an order that nobody photographed is still there")
	}
	sound(t, shop)
}
