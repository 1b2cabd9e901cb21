package badger_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

var background = context.Background()

// filled makes a folder with 2,000 keys in tables.
func filled(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	db := open(t, dir)
	err := db.Load(background, func(yield func(store.KV, error) bool) {
		for i := range 2000 {
			if !yield(store.KV{Key: fmt.Appendf(nil, "%04d", i), Value: make([]byte, 100)}, nil) {
				return
			}
		}
	})
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// count returns how many keys there are.
func count(t *testing.T, db *badger.DB) (n int) {
	t.Helper()
	err := db.View(background, func(r store.Reader) error {
		for _, err := range r.Range(store.Range{KeyOnly: true}) {
			if err != nil {
				return err
			}
			n++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestOpenAFolderThatIsOpenSaysLocked(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	if _, err := badger.Open(dir, badger.Options{}); !errors.Is(err, store.ErrLocked) {
		t.Errorf("second Open = %v, want ErrLocked", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := open(t, dir).Close(); err != nil {
		t.Errorf("Close after opening again: %v", err)
	}
}

func TestOpenSurvivesTheEmptyFilesOfAKill(t *testing.T) {
	dir := filled(t)
	for _, name := range []string{"00002.mem", "00099.mem", "000002.vlog", "000099.vlog"} {
		if err := os.WriteFile(filepath.Join(files(t, dir, "tables*")[0], name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	db := open(t, dir)
	defer db.Close()
	if n := count(t, db); n != 2000 {
		t.Errorf("%d keys are left, want 2000", n)
	}
}

func TestOpenWhereNoFolderCanBeIsForbidden(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("not a folder"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "below")} {
		_, err := badger.Open(dir, badger.Options{})
		if fault.KindOf(err) != fault.KindForbidden {
			t.Errorf("Open(%s) = %v, want a forbidden fault", dir, err)
		}
	}
}

func TestOpenRefusesAMemTableThatHoldsNoFullTransaction(t *testing.T) {
	_, err := badger.Open(t.TempDir(), badger.Options{MemTable: 1 << 20})
	if fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("Open = %v, want an invalid fault", err)
	}
}
