package core_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core"
)

// wouldGo is what a restore of a backup would take from the shop in dir.
func wouldGo(t *testing.T, dir string, files ...string) core.Loss {
	t.Helper()
	ctx := context.Background()
	read := must[core.Backup](t)(core.VerifyBackup(ctx, "", files...))
	engine := must[*core.Engine](t)(core.Open(ctx, dir, core.Config{Clock: march(20), CacheDir: cache(), Library: library()}))
	defer engine.Close()
	return must[core.Loss](t)(engine.Backups.Lost(ctx, read))
}

// grown adds customers to the shop in dir and makes a backup of it.
func grown(t *testing.T, dir, since string, names ...string) (file string) {
	t.Helper()
	ctx := context.Background()
	file = filepath.Join(t.TempDir(), "grown.rajabackup")
	engine := must[*core.Engine](t)(core.Open(ctx, dir, core.Config{Clock: march(15), CacheDir: cache(), Library: library()}))
	defer engine.Close()
	for _, name := range names {
		add(t, engine, name)
	}
	if since == "" {
		must[core.Backup](t)(engine.Backups.Create(ctx, file))
	} else {
		must[core.Backup](t)(engine.Backups.Continue(ctx, file, since))
	}
	return file
}

// A shop that was restored goes another way than a backup that was made
// meanwhile, though both have as many entries.
func TestWhatGoesIsToldWhereShopAndBackupWentDifferentWays(t *testing.T) {
	dir, file := backedUp(t, "Laundry")
	later := grown(t, dir, "", "Citra", "Dewi")
	must[core.Restored](t)(restore(dir, nil, file))
	grown(t, dir, "", "Eka", "Fitri")
	loss := wouldGo(t, dir, later)
	if loss.Customers != 2 || loss.Entries != 2 || len(loss.Latest) != 2 || loss.Latest[0].Action != "customer.add" {
		t.Errorf("restoring what went another way: %+v, want two customers", loss)
	}
	if loss := wouldGo(t, dir, file); loss.Customers != 2 || loss.Entries != 2 {
		t.Errorf("restoring where both began: %+v, want two customers", loss)
	}
}

func TestNothingGoesWhereTheBackupHasMore(t *testing.T) {
	dir, file := backedUp(t, "Laundry")
	more := grown(t, dir, file, "Citra")
	must[core.Restored](t)(restore(dir, nil, file))
	if loss := wouldGo(t, dir, file, more); loss.Customers != 0 || loss.Orders != 0 || loss.Entries != 0 || len(loss.Latest) != 0 {
		t.Errorf("restoring what holds all and more: %+v, want nothing", loss)
	}
}
