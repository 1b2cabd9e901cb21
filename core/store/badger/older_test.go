package badger_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/keyring"
)

// Damage in the log before the checkpoint hurts increments alone: Heal finds
// and drops it, and an increment is then one whose changes are gone.
func TestDamageInAnOlderSegmentIsFoundAndDropped(t *testing.T) {
	dir, _ := encrypted(t)
	out, options := t.TempDir(), badger.Options{Segment: 16 << 10, Secret: passphrase}
	db, err := badger.Open(dir, options)
	if err != nil {
		t.Fatal(err)
	}
	set(t, db, "first", "x")
	base := copyTo(t, db, filepath.Join(out, "base"), nil)
	for i := range 30 {
		err := db.Update(background, nil, func(x store.Txn) error { return x.Set(fmt.Appendf(nil, "%04d", i), noise(3_000)) })
		if err != nil {
			t.Fatal(err)
		}
	}
	err = db.Rewrap(background, func(*keyring.Ring) error { return nil }) // which writes a checkpoint
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	oldest := files(t, dir, "log/*")[0]
	damage(t, oldest, flipped(2_000))
	if db, err = badger.Open(dir, options); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_, err = db.Copy(background, checkpoint.Order{Name: filepath.Join(out, "next"), Base: &base})
	if !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("an increment of damaged changes: %v, want ErrCorrupt", err)
	}
	for turn, want := range []int{1, 0} {
		repairs, err := db.Heal(background, nil)
		if err != nil || len(repairs) != want || want == 1 && repairs[0].What != store.PartHistory {
			t.Errorf("Heal %d = %v, %v, want %d repairs of the history", turn, repairs, err, want)
		}
	}
	_, err = db.Copy(background, checkpoint.Order{Name: filepath.Join(out, "next"), Base: &base})
	if !errors.Is(err, checkpoint.ErrForeign) {
		t.Errorf("an increment of changes that are gone: %v, want ErrForeign", err)
	}
}
