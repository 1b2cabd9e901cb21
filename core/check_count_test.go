package core_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	badgerdb "github.com/dgraph-io/badger/v4"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// lose takes a key out of the tables of the closed shop in dir, without a word
// to anybody who counts.
func lose(t *testing.T, dir string, key record.Key) {
	t.Helper()
	tables, _ := filepath.Glob(filepath.Join(dir, "store", "tables*"))
	if len(tables) != 1 {
		t.Fatalf("tables: %v", tables)
	}
	bdb, err := badgerdb.Open(badgerdb.DefaultOptions(tables[0]).WithLogger(nil).WithValueLogFileSize(8 << 20))
	if err != nil {
		t.Fatal(err)
	}
	err = bdb.Update(func(x *badgerdb.Txn) error { return x.Delete(append([]byte{'d'}, key...)) })
	if err := errors.Join(err, bdb.Close()); err != nil {
		t.Fatal(err)
	}
}

// lackingADraft is a shop whose tables lost a draft while it was closed.
func lackingADraft(t *testing.T) (engine *core.Engine, dir string) {
	t.Helper()
	dir, now := filepath.Join(t.TempDir(), "shop"), march(14)
	engine = onDisk(t, dir, now)
	add(t, engine, "Ani")
	must[core.Draft](t)(engine.Drafts.Keep(context.Background(), "order.C-00001", `{"name":"Ani S"}`))
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	lose(t, dir, record.In(record.Meta).Text("draft").Text("order.C-00001"))
	engine = must[*core.Engine](t)(core.Open(context.Background(), dir, core.Config{Clock: now, CacheDir: cache(), Library: library()}))
	t.Cleanup(func() { _ = engine.Close() })
	return engine, dir
}

// Once a day it is looked what is there, and nobody has to ask.
func TestWhatVanishedIsMendedThoughNobodyReadsIt(t *testing.T) {
	engine, _ := lackingADraft(t)
	ctx := context.Background()
	if err := engine.Health.Tend(ctx); err != nil {
		t.Fatal(err)
	}
	if repairs := engine.Repairs(); len(repairs) != 1 || repairs[0].What != store.PartTables {
		t.Errorf("Repairs = %v, want the tables made anew", repairs)
	}
	if _, there, err := engine.Drafts.Find(ctx, "order.C-00001"); err != nil || !there {
		t.Errorf("the draft is there: %v, %v", there, err)
	}
	if err := engine.Health.Tend(ctx); err != nil || len(engine.Repairs()) != 1 {
		t.Errorf("the second look: %v, %v, want nothing more to mend", engine.Repairs(), err)
	}
}

// No other record tells of a draft, so the quick check saw nothing.
func TestTheQuickCheckMissesARecordThatNothingElseTellsOf(t *testing.T) {
	engine, _ := lackingADraft(t)
	ctx := context.Background()
	report, err := engine.Health.Check(ctx, nil)
	if err != nil || !report.OK() || len(report.Repairs) != 1 {
		t.Fatalf("Check = %+v, %v, want one repair", report, err)
	}
	if want := []store.Amiss{{Space: byte(record.Meta), Missing: 1}}; !slices.Equal(report.Repairs[0].Of, want) {
		t.Errorf("the repair says %+v, want %+v", report.Repairs[0].Of, want)
	}
	if report, err = engine.Health.Check(ctx, nil); err != nil || !report.OK() || len(report.Repairs) > 0 {
		t.Errorf("Check again = %+v, %v", report, err)
	}
}

// Two damages: the second copy cannot be made anew of what lacks a record, and
// nothing that is said calls that whole.
func TestACheckOfTwoDamagesCallsNothingWhole(t *testing.T) {
	engine, dir := lackingADraft(t)
	ctx := context.Background()
	if err := os.Remove(filepath.Join(dir, "store", "checkpoint")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		report, err := engine.Health.Check(ctx, nil)
		if want := []store.Amiss{{Space: byte(record.Meta), Missing: 1}}; err != nil || report.OK() || !report.Alone || !slices.Equal(report.Amiss, want) {
			t.Errorf("Check = %+v, %v, want it to say that a record is missing, and the second copy too", report, err)
		}
	}
}
