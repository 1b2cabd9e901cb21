package core_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// vanish takes a key out of the tables of the closed shop in dir alone, as
// Badger does where it merges a table that it cannot read: the checkpoint and
// the log have it. The tables come from a twin that deleted it.
func vanish(t *testing.T, dir string, key record.Key) {
	t.Helper()
	twin := filepath.Join(t.TempDir(), "twin")
	if err := os.CopyFS(twin, os.DirFS(filepath.Join(dir, "store"))); err != nil {
		t.Fatal(err)
	}
	write(t, twin, func(x store.Txn) error { return x.Delete(key) })
	write(t, filepath.Join(dir, "store"), func(x store.Txn) error { return x.Delete(record.In(record.Meta).Text("nothing")) })
	old, _ := filepath.Glob(filepath.Join(dir, "store", "tables*"))
	fresh, _ := filepath.Glob(filepath.Join(twin, "tables*"))
	if len(old) != 1 || len(fresh) != 1 || filepath.Base(old[0]) != filepath.Base(fresh[0]) {
		t.Fatalf("%v and %v", old, fresh)
	}
	if err := errors.Join(os.RemoveAll(old[0]), os.Rename(fresh[0], old[0])); err != nil {
		t.Fatal(err)
	}
}

// write changes a store below the shop.
func write(t *testing.T, dir string, do func(store.Txn) error) {
	t.Helper()
	db, err := badger.Open(dir, badger.Options{})
	if err == nil {
		err = errors.Join(db.Update(context.Background(), nil, do), db.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

func onDisk(t *testing.T, dir string, now *movable) *core.Engine {
	t.Helper()
	engine, err := core.Create(context.Background(), dir, core.Business{Name: "Laundry Melati", Preset: core.Laundry}, core.Config{Clock: now, CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

func TestSettingsThatVanishedFromTheTablesAreMended(t *testing.T) {
	dir, now := filepath.Join(t.TempDir(), "shop"), march(14)
	engine := onDisk(t, dir, now)
	add(t, engine, "Ani")
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	vanish(t, dir, record.In(record.Meta).Text("business"))
	engine, err := core.Open(context.Background(), dir, core.Config{Clock: now, CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	if customers, _, err := engine.Size(context.Background()); err != nil || customers != 1 {
		t.Errorf("Size = %d, %v, want 1 customer", customers, err)
	}
	if repairs := engine.Repairs(); len(repairs) != 1 || repairs[0].What != store.PartTables {
		t.Errorf("Repairs = %v, want one of the tables", repairs)
	}
}

// Counters that are gone never start again: the next customer would be written
// over the first.
func TestCountersThatVanishedFromTheTablesNeverStartAgain(t *testing.T) {
	dir, now := filepath.Join(t.TempDir(), "shop"), march(14)
	engine := onDisk(t, dir, now)
	first := add(t, engine, "Ani")
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	vanish(t, dir, record.In(record.Meta).Text("counters"))
	engine, err := core.Open(context.Background(), dir, core.Config{Clock: now, CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	if _, _, err := engine.People.Add(context.Background(), core.NewCustomer{Name: "Budi"}); err != nil && fault.KindOf(err) != fault.KindUnavailable {
		t.Fatalf("Add = %v, want to be told to try again at most", err)
	}
	if second := add(t, engine, "Citra"); second <= first {
		t.Errorf("the second customer is number %d, the first is %d", second, first)
	}
	if report, err := engine.Health.Check(context.Background(), nil); err != nil || !report.OK() {
		t.Errorf("Check = %v, %v", report.Findings, err)
	}
}

// The quick check says that all is well only where both copies are there.
func TestTheQuickCheckMissesASecondCopyThatIsNotWhole(t *testing.T) {
	for name, harm := range map[string]func(checkpoint string) error{
		"gone":      os.Remove,
		"cut short": func(checkpoint string) error { return os.Truncate(checkpoint, 300) },
		"altered": func(checkpoint string) error {
			body, err := os.ReadFile(checkpoint)
			if err != nil {
				return err
			}
			body[len(body)-5] ^= 1
			return os.WriteFile(checkpoint, body, 0o600)
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir, now := filepath.Join(t.TempDir(), "shop"), march(14)
			engine := onDisk(t, dir, now)
			add(t, engine, "Ani")
			if err := errors.Join(engine.Close(), harm(filepath.Join(dir, "store", "checkpoint"))); err != nil {
				t.Fatal(err)
			}
			engine, err := core.Open(context.Background(), dir, core.Config{Clock: now, CacheDir: cache(), Library: library()})
			if err != nil {
				t.Fatal(err)
			}
			defer engine.Close()
			report, err := engine.Health.Check(context.Background(), nil) // where it is gone, opening has seen it
			if repairs := engine.Repairs(); err != nil || len(repairs) != 1 || repairs[0].What != store.PartCheckpoint {
				t.Fatalf("Check = %v, %v, all %v, want the checkpoint mended", report.Repairs, err, repairs)
			}
			if report, err = engine.Health.Check(context.Background(), nil); err != nil || !report.OK() || len(report.Repairs) > 0 {
				t.Errorf("Check again = %v, %v, %v", report.Findings, report.Repairs, err)
			}
			if _, _, err := engine.Backups.Daily(context.Background()); err != nil {
				t.Errorf("Daily = %v", err)
			}
		})
	}
}
