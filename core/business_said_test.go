package core_test

import (
	"context"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

// Another name is there at once, also for whoever came in by another door, and
// when the shop is opened again; undone, it never was.
func TestAShopThatIsRenamedBearsItsNewName(t *testing.T) {
	shop, ctx := newKeptShop(t, t.TempDir(), march(14), "IDR"), context.Background()
	engine := shop.Engine
	guest, before := engine.As("Dewi", shop.now), engine.Business().Name
	if err := engine.Rename(ctx, "  Laundry   Kencana "); err != nil {
		t.Fatal(err)
	}
	if got := guest.Business().Name; got != "Laundry Kencana" {
		t.Errorf("beside it the shop is called %q", got)
	}
	refuses(t, "no name at all", engine.Rename(ctx, " "), fault.KindInvalid, "name")
	if err := engine.Hours.Set(ctx, "mon-sun 08:00-17:00"); err != nil {
		t.Fatal(err)
	}
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	engine = must[*core.Engine](t)(core.Open(ctx, shop.dir, shop.config()))
	defer engine.Close()
	if got := engine.Business().Name; got != "Laundry Kencana" {
		t.Errorf("opened again it is called %q", got)
	}
	for range 2 { // the hours, then the name
		must[core.Undone](t)(engine.History.Undo(ctx, 0))
	}
	if got := engine.Business().Name; got != before {
		t.Errorf("undone it is called %q, want %q", got, before)
	}
	sound(t, engine)
}
