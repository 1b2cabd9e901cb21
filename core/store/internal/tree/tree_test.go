package tree_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/store/internal/tree"
)

type entry struct {
	Key   string
	Value int
}

func walk(m tree.Map[int], lo, hi []byte, reverse bool) []entry {
	var out []entry
	for k, v := range m.Walk(lo, hi, reverse) {
		out = append(out, entry{string(k), v})
	}
	return out
}

func expect(model map[string]int, lo, hi []byte, reverse bool) []entry {
	var out []entry
	for _, k := range slices.Sorted(maps.Keys(model)) {
		if (lo == nil || k >= string(lo)) && (hi == nil || k < string(hi)) {
			out = append(out, entry{k, model[k]})
		}
	}
	if reverse {
		slices.Reverse(out)
	}
	return out
}

// A random history agrees with a plain map at every step, and the snapshots
// taken on the way never change.
func TestMapAgreesWithAPlainMapAndOldSnapshotsStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.SliceOfN(rapid.ByteRange(0, 5), 0, 3)
		var m tree.Map[int]
		model := map[string]int{}
		var snapshots []tree.Map[int]
		var copies []map[string]int
		for i := range rapid.IntRange(0, 80).Draw(t, "steps") {
			k := key.Draw(t, "key")
			if rapid.IntRange(0, 2).Draw(t, "delete") == 0 {
				m = m.Without(k)
				delete(model, string(k))
			} else {
				m = m.With(k, i)
				model[string(k)] = i
			}
			snapshots, copies = append(snapshots, m), append(copies, maps.Clone(model))
		}
		bound := rapid.Map(rapid.SliceOfN(rapid.ByteRange(0, 6), 0, 3), func(b []byte) []byte {
			if len(b) == 0 {
				return nil
			}
			return b
		})
		for i, s := range snapshots {
			lo, hi, reverse := bound.Draw(t, "lo"), bound.Draw(t, "hi"), rapid.Bool().Draw(t, "reverse")
			if diff := cmp.Diff(expect(copies[i], lo, hi, reverse), walk(s, lo, hi, reverse)); diff != "" {
				t.Fatalf("after step %d, Walk(%q, %q, %v) (-want +got):\n%s", i, lo, hi, reverse, diff)
			}
			if s.Empty() != (len(copies[i]) == 0) {
				t.Fatalf("after step %d, Empty() = %v with %d keys", i, s.Empty(), len(copies[i]))
			}
		}
		for k, want := range model {
			if got, ok := m.Get([]byte(k)); !ok || got != want {
				t.Fatalf("Get(%q) = %d, %v, want %d", k, got, ok, want)
			}
		}
	})
}

func TestBuilderGivesTheMapThatWithGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		keys := rapid.SliceOfDistinct(rapid.String(), rapid.ID[string]).Draw(t, "keys")
		slices.Sort(keys)
		var b tree.Builder[int]
		var m tree.Map[int]
		for i, k := range keys {
			b.Add([]byte(k), i)
			m = m.With([]byte(k), i)
		}
		if diff := cmp.Diff(walk(m, nil, nil, false), walk(b.Map(), nil, nil, false)); diff != "" {
			t.Fatalf("built and inserted differ:\n%s", diff)
		}
	})
}

func TestWalkStopsWhenToldTo(t *testing.T) {
	var m tree.Map[int]
	for i := range 100 {
		m = m.With([]byte{byte(i)}, i)
	}
	for _, reverse := range []bool{false, true} {
		n := 0
		for range m.Walk(nil, nil, reverse) {
			if n++; n == 7 {
				break
			}
		}
		if n != 7 {
			t.Errorf("reverse %v: walked %d entries, want 7", reverse, n)
		}
	}
}
