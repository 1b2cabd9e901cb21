package core_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
)

// fullStore is a store whose disk takes nothing any more.
type fullStore struct{ store.Store }

func (fullStore) Update(context.Context, []byte, func(store.Txn) error) error {
	return &store.FullError{Free: 3 << 20, Need: 64 << 20}
}

func TestNoHalfFolderIsLeftWhereAShopCannotBeMade(t *testing.T) {
	empty, absent := t.TempDir(), filepath.Join(t.TempDir(), "shop")
	for _, dir := range []string{empty, absent} {
		_, err := core.Create(context.Background(), dir, core.Business{Name: "Toko"}, core.Config{
			Clock: &movable{time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)}, Store: fullStore{memory.New()}, CacheDir: t.TempDir(),
		})
		if want := "the disk of " + dir + " is full: 3 MB are free and 64 MB are needed; free some space there, or choose another disk"; fault.As(err).Message != want {
			t.Errorf("Create = %v, want %s", err, want)
		}
	}
	if inside, err := os.ReadDir(empty); err != nil || len(inside) > 0 {
		t.Errorf("the empty folder holds %v, %v", inside, err)
	}
	if _, err := os.Stat(absent); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder that was absent is there: %v", err)
	}
}

func TestARestoreThatDoesNotFitIsBlamedOnTheDiskAndNotOnTheBackup(t *testing.T) {
	target, large := t.TempDir(), filepath.Join(t.TempDir(), "large.rajabackup")
	file, err := os.Create(large)
	if err == nil {
		err = errors.Join(file.Truncate(8<<40), file.Close()) // takes no room itself
	}
	if err != nil {
		t.Fatal(err)
	}
	_, err = core.RestoreBackup(context.Background(), core.Restore{Dir: filepath.Join(target, "shop"), Now: march(14).at, Files: []string{large}})
	if told := fault.As(err); told.Field != "data" || !strings.Contains(told.Message, "the disk of "+target+" is full") || !strings.Contains(told.Message, "8388608 MB are needed") {
		t.Errorf("RestoreBackup = %v, want the full disk", err)
	}
	if inside, err := os.ReadDir(target); err != nil || len(inside) > 0 {
		t.Errorf("the target holds %v, %v", inside, err)
	}
}
