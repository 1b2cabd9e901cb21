package badger_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// More data than a table in memory holds is written, overwritten and deleted,
// so that versions and deletions of a key lie in several tables and levels.
func TestRangesAreRightAcrossTables(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	random := rand.New(rand.NewPCG(3, 4))
	want := map[string]int{}
	for life := range 4 {
		for range 60 {
			churn(t, db, random, want)
		}
		expect(t, db, want)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if db = open(t, dir); life == 3 {
			expect(t, db, want)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if n := len(files(t, dir, "tables*/*.sst")); n < 2 {
		t.Errorf("everything lies in %d table, so this test proves nothing", n)
	}
}

// noise returns size bytes that no compression makes smaller: what is live in
// the end is more than a table holds, whenever Badger tidies up.
func noise(size int) []byte {
	value := make([]byte, size)
	rand.NewChaCha8([32]byte{byte(size), byte(size >> 8)}).Read(value)
	return value
}

// churn sets and deletes 200 of 3,000 keys.
func churn(t *testing.T, db *badger.DB, random *rand.Rand, want map[string]int) {
	t.Helper()
	next := map[string]int{} // -1 deletes
	for range 200 {
		next[fmt.Sprintf("%04d", random.IntN(3000))] = random.IntN(300) - 1
	}
	err := db.Update(background, nil, func(x store.Txn) error {
		for key, n := range next {
			if n < 0 || n%3 == 0 {
				if err := x.Delete([]byte(key)); err != nil {
					return err
				}
				continue
			}
			if err := x.Set([]byte(key), noise(20*n)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for key, n := range next {
		if want[key] = 20 * n; n < 0 || n%3 == 0 {
			delete(want, key)
		}
	}
}

func expect(t *testing.T, db *badger.DB, want map[string]int) {
	t.Helper()
	keys := slices.Sorted(maps.Keys(want))
	for _, reverse := range []bool{false, true} {
		var got []string
		err := db.View(background, func(r store.Reader) error {
			for kv, err := range r.Range(store.Range{Reverse: reverse}) {
				if err != nil {
					return err
				}
				if got = append(got, string(kv.Key)); len(kv.Value) != want[string(kv.Key)] {
					t.Errorf("%s has %d bytes, want %d", kv.Key, len(kv.Value), want[string(kv.Key)])
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if reverse {
			slices.Reverse(got)
		}
		if diff := cmp.Diff(keys, got); diff != "" {
			t.Fatalf("reverse %v: keys differ (-want +got):\n%s", reverse, diff)
		}
	}
}
