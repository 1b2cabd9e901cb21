package badger_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	badgerdb "github.com/dgraph-io/badger/v4"
)

// oldStore is a folder of layout 1: Badger's tables, and nothing else.
func oldStore(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	old, err := badgerdb.Open(badgerdb.DefaultOptions(dir).WithSyncWrites(true).WithLogger(nil))
	if err != nil {
		t.Fatal(err)
	}
	err = old.Update(func(x *badgerdb.Txn) error {
		for i := range 500 {
			if err := x.Set(fmt.Appendf(nil, "d%04d", i), []byte("kept")); err != nil {
				return err
			}
		}
		return x.Set([]byte("oonce"), nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestAStoreWithoutALogIsTakenOver(t *testing.T) {
	dir := oldStore(t)
	db := open(t, dir)
	if n := count(t, db); n != 500 {
		t.Errorf("%d keys are left, want 500", n)
	}
	set(t, db, "later", "x")
	if left, _ := filepath.Glob(filepath.Join(dir, "*.sst")); len(left) > 0 {
		t.Errorf("%v lie there still", left)
	}
	db = afterPowerCut(t, db, dir)
	if n := count(t, db); n != 501 {
		t.Errorf("after a power cut there are %d keys, want 501", n)
	}
}

// A kill in the midst of it leaves the old layout, with a file more.
func TestATakeOverThatWasCutOffBeginsAgain(t *testing.T) {
	dir := oldStore(t)
	if err := os.WriteFile(filepath.Join(dir, "checkpoint.tmp"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	db := open(t, dir)
	defer db.Close()
	if n := count(t, db); n != 500 {
		t.Errorf("%d keys are left, want 500", n)
	}
}
