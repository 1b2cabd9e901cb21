package badger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"iter"
	"maps"
	"slices"

	badgerdb "github.com/dgraph-io/badger/v4"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/internal/sstable"
)

// Beside its entries a view keeps how many lie in each space, and a digest of
// them, which every group brings up to date in its own transaction. So entries
// that vanish, or come back, are seen without the second copy; checksums of
// records see neither.
//
// An entry without a value is not counted: its key says all there is, it
// follows from a record, and who keeps records derives it anew. Most keys of a
// transaction are such, and to look whether each is there already would cost
// a third of a small transaction's work.

// space is where entries are counted together: Badger's byte and the first of
// the caller's key. All idempotency keys are one.
type space [2]byte

func spaceOf(key []byte) (s space) {
	copy(s[:], key)
	if s[0] != dataSpace {
		s[1] = 0
	}
	return s
}

// first is the byte by which the port knows a space.
func (s space) first() byte { return s[1] }

// note is the key under which the count of a space lies.
func (s space) note() []byte { return []byte{noteSpace, s[0], s[1]} }

// tally is how many entries there are, and the sum of their weights: the same
// in whatever order they came.
type tally struct{ entries, digest uint64 }

// tallies are those of all spaces. A space without one has no entries.
type tallies map[space]tally

func (t tallies) add(key, value []byte) {
	if len(value) == 0 {
		return
	}
	at := t[spaceOf(key)]
	t[spaceOf(key)] = tally{at.entries + 1, at.digest + weight(key, value)}
}

func (t tallies) remove(key, value []byte) {
	if len(value) == 0 {
		return
	}
	at := t[spaceOf(key)]
	t[spaceOf(key)] = tally{at.entries - 1, at.digest - weight(key, value)}
}

// beside compares what is held with what was written, space by space.
func (t tallies) beside(want tallies) (amiss []store.Amiss) {
	for s := range t.plus(want) {
		held, kept := t[s], want[s]
		if held == kept {
			continue
		}
		one := store.Amiss{Space: s.first(), Missing: max(0, int(kept.entries-held.entries)), Strange: max(0, int(held.entries-kept.entries))}
		if held.entries == kept.entries {
			one.Altered = -1
		}
		amiss = append(amiss, one)
	}
	return inOrder(amiss)
}

func inOrder(amiss []store.Amiss) []store.Amiss {
	slices.SortFunc(amiss, func(a, b store.Amiss) int { return int(a.Space) - int(b.Space) })
	return amiss
}

// plus returns the tallies of both.
func (t tallies) plus(more tallies) tallies {
	sum := maps.Clone(t)
	if sum == nil {
		sum = tallies{}
	}
	for s, m := range more {
		sum[s] = tally{sum[s].entries + m.entries, sum[s].digest + m.digest}
	}
	return sum
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// weight spreads the checksum of a key, and that of the key and its value, over
// 64 bits, with the end of splitmix64: sums of bare checksums would let small
// differences cancel each other.
func weight(key, value []byte) uint64 {
	of := crc32.Checksum(key, castagnoli)
	w := uint64(of)<<32 | uint64(crc32.Update(of, castagnoli, value))
	w = (w ^ w>>30) * 0xbf58476d1ce4e5b9
	w = (w ^ w>>27) * 0x94d049bb133111eb
	return w ^ w>>31
}

// counted passes entries on and counts them.
func (t tallies) counted(entries iter.Seq2[store.KV, error]) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		for kv, err := range entries {
			if err == nil {
				t.add(kv.Key, kv.Value)
			}
			if !yield(kv, err) {
				return
			}
		}
	}
}

// noted reads the tallies that are kept in a snapshot.
func noted(snapshot *badgerdb.Txn) (kept tallies, err error) {
	kept = tallies{}
	broken := sstable.Guarded(func() {
		it := snapshot.NewIterator(badgerdb.IteratorOptions{Prefix: []byte{noteSpace}})
		defer it.Close()
		for it.Rewind(); it.Valid() && err == nil; it.Next() {
			if key := it.Item().Key(); len(key) == len(space{}.note()) {
				err = it.Item().Value(func(value []byte) error { return kept.read(space(key[1:]), value) })
			}
		}
	})
	return kept, errors.Join(broken, err)
}

func (t tallies) read(s space, value []byte) error {
	if len(value) != 16 {
		return fmt.Errorf("the count of a space: %w", store.ErrCorrupt)
	}
	t[s] = tally{binary.LittleEndian.Uint64(value), binary.LittleEndian.Uint64(value[8:])}
	return nil
}

// write notes the tallies of the spaces that of names.
func (t tallies) write(to *badgerdb.Txn, of tallies) error {
	for s := range of {
		value := binary.LittleEndian.AppendUint64(nil, t[s].entries)
		if err := to.Set(s.note(), binary.LittleEndian.AppendUint64(value, t[s].digest)); err != nil {
			return err
		}
	}
	return nil
}

// old is what changes are applied to: a snapshot, what is counted in it, and
// what somebody has read of it already, nil for an absent key.
type old struct {
	snapshot *badgerdb.Txn
	counts   tallies
	read     map[string][]byte
}

// weigh says what changes make of the tallies.
func (o old) weigh(changes iter.Seq2[[]byte, change]) tallies {
	delta := tallies{}
	for key, c := range changes {
		if o.counts[spaceOf(key)].entries > 0 { // else nothing that is counted lies there
			o.take(delta, key)
		}
		if !c.gone {
			delta.add(key, c.value)
		}
	}
	return delta
}

// take removes the entry of a key, if there is one. One that cannot be read
// counts as absent; then the tallies are wrong from here on, and whoever looks
// compares the copies and finds the damage.
func (o old) take(from tallies, key []byte) {
	if value, known := o.read[string(key)]; known {
		from.remove(key, value)
		return
	}
	_ = sstable.Guarded(func() {
		if item, err := o.snapshot.Get(key); err == nil {
			_ = item.Value(func(value []byte) error { from.remove(key, value); return nil })
		}
	})
}
