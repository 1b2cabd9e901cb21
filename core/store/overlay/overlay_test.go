package overlay_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
	"github.com/raja-crm/raja/core/store/overlay"
	"github.com/raja-crm/raja/core/store/storetest"
)

func TestAnOverlayKeepsThePromisesOfThePort(t *testing.T) {
	storetest.Run(t, func(*testing.T) *storetest.Subject {
		return &storetest.Subject{Store: overlay.Over(memory.New())}
	})
}

func set(t *testing.T, db store.Store, values ...string) {
	t.Helper()
	err := db.Update(context.Background(), nil, func(txn store.Txn) error {
		for i := 0; i < len(values); i += 2 {
			if err := txn.Set([]byte(values[i]), []byte(values[i+1])); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func all(t *testing.T, db store.Store, rg store.Range) (told string) {
	t.Helper()
	err := db.View(context.Background(), func(reader store.Reader) error {
		for kv, err := range reader.Range(rg) {
			if err != nil {
				return err
			}
			told += fmt.Sprintf("%s%s ", kv.Key, kv.Value)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return told
}

func TestWhatIsWrittenOverAStoreIsSeenThroughItAndNowhereElse(t *testing.T) {
	below := memory.New()
	set(t, below, "a", "1", "c", "1", "e", "1", "g", "1")
	db := overlay.Over(below)
	set(t, db, "b", "2", "c", "2", "h", "2", "0", "2")
	err := db.Update(context.Background(), nil, func(txn store.Txn) error {
		if err := txn.Delete([]byte("e")); err != nil {
			return err
		}
		return txn.Delete([]byte("h"))
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		rg   store.Range
		want string
	}{
		{store.Range{}, "02 a1 b2 c2 g1 "},
		{store.Range{Reverse: true}, "g1 c2 b2 a1 02 "},
		{store.Range{Limit: 3}, "02 a1 b2 "},
		{store.Range{Limit: 2, Reverse: true}, "g1 c2 "},
		{store.Range{From: []byte("b"), To: []byte("g")}, "b2 c2 "},
		{store.Range{Prefix: []byte("c"), KeyOnly: true}, "c "},
		{store.Range{Prefix: []byte("e")}, ""},
	} {
		if got := all(t, db, c.rg); got != c.want {
			t.Errorf("%+v gives %q, want %q", c.rg, got, c.want)
		}
	}
	set(t, below, "f", "3", "c", "3") // somebody else goes on
	if got := all(t, db, store.Range{}); got != "02 a1 b2 c2 f3 g1 " {
		t.Errorf("after a write below: %q", got)
	}
	if got := all(t, below, store.Range{}); got != "a1 c3 e1 f3 g1 " {
		t.Errorf("below lies %q", got)
	}
}
