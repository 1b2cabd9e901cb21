package core_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
)

func TestAGuestWorksInTheSameShopAtHerOwnTime(t *testing.T) {
	ctx := context.Background()
	shop := newShop(t, march(14))
	defer shop.Close()
	add(t, shop, "Sari")
	guest := shop.As("cli", clock.Fixed(march(20).Now()))
	add(t, guest, "Budi")
	add(t, shop, "Ani")

	if found, err := shop.People.Find(ctx, "C-00002"); err != nil || found.Name != "Budi" || !found.CreatedAt.Equal(march(20).Now()) {
		t.Errorf("the guest's customer is %s of %v, %v; want Budi of %v", found.Name, found.CreatedAt, err, march(20).Now())
	}
	if guest.Today() != shop.Today()+6 {
		t.Errorf("the guest's day is %v, the shop's %v; want six days between them", guest.Today(), shop.Today())
	}
	told, err := shop.Backups.Lost(ctx, core.Backup{})
	if err != nil {
		t.Fatal(err)
	}
	latest := told.Latest
	if len(latest) < 2 || latest[0].By != "raja" || latest[1].By != "cli" || !latest[1].At.Equal(march(20).Now()) {
		t.Errorf("the journal says %+v; want raja's entry after the guest's", latest[:min(2, len(latest))])
	}
	if err := guest.Hours.Set(ctx, "mon-sun 00:00-24:00"); err != nil {
		t.Fatal(err)
	}
	if state, err := shop.Hours.At(march(14).Now().Add(15 * time.Hour)); err != nil || !state.Open {
		t.Errorf("at one in the morning the shop is %+v, %v; want what the guest has set", state, err)
	}
	if err := guest.Close(); err != nil {
		t.Errorf("Close = %v", err)
	}
	if report, err := shop.Health.Check(ctx, nil); err != nil || !report.OK() || report.Customers != 3 {
		t.Errorf("after the guest has left: %+v, %v", report, err)
	}
}

func TestAShopThatIsOpenIsNotFree(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()+"/shop"
	if err := core.Free(dir); err != nil {
		t.Errorf("Free of a folder that is not there = %v", err)
	}
	shop, err := core.Create(ctx, dir, core.Business{Name: "Laundry"}, core.Config{CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	if err := core.Free(dir); !errors.Is(err, core.ErrTaken) || fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("Free while it is open = %v", err)
	}
	if _, err := core.Open(ctx, dir, core.Config{}); !errors.Is(err, core.ErrTaken) {
		t.Errorf("Open while it is open = %v", err)
	}
	if err := shop.Close(); err != nil {
		t.Fatal(err)
	}
	if err := core.Free(dir); err != nil {
		t.Errorf("Free after it was closed = %v", err)
	}
}
