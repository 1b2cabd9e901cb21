package journal_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
)

// book is a journal of a few entries in a store of its own.
type book struct {
	t     *testing.T
	db    *memory.DB
	codec *record.Codec
	head  journal.Head
}

func write(t *testing.T, entries int) *book {
	t.Helper()
	codec, err := record.NewCodec()
	if err != nil {
		t.Fatal(err)
	}
	b := &book{t: t, db: memory.New(), codec: codec}
	for i := range entries {
		b.update(func(txn store.Txn) (err error) {
			b.head, err = journal.Append(txn, codec, b.head, entry(i))
			return err
		})
	}
	return b
}

func entry(i int) journal.Entry {
	return journal.Entry{
		At: time.Date(2026, 3, 14, 9, i, 0, 5, time.UTC), By: "cli", Action: "customer.add", Subject: fmt.Sprintf("C-%05d", i),
		Changes: []journal.Change{{Key: []byte{'c', byte(i)}, After: []byte("Sri")}},
		Notes:   map[string]string{"rows": fmt.Sprint(i)},
	}
}

func (b *book) update(fn func(store.Txn) error) {
	b.t.Helper()
	if err := b.db.Update(context.Background(), nil, fn); err != nil {
		b.t.Fatal(err)
	}
}

// raw returns the bytes of an entry.
func (b *book) raw(seq uint64) []byte {
	b.t.Helper()
	var raw []byte
	err := b.db.View(context.Background(), func(reader store.Reader) (err error) {
		raw, err = reader.Get(journal.Key(seq))
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
	return raw
}

func (b *book) verify() (held uint64, err error) {
	failed := b.db.View(context.Background(), func(reader store.Reader) error {
		held, err = journal.Verify(reader, b.codec, b.head)
		return nil
	})
	return held, errors.Join(err, failed)
}

// forge puts an entry that is whole in itself where another one belongs.
func (b *book) forge(seq uint64, change func(*journal.Entry)) {
	b.t.Helper()
	b.update(func(txn store.Txn) error {
		forged, err := journal.Read(txn, b.codec, seq)
		if err != nil {
			return err
		}
		change(&forged)
		return b.codec.Put(txn, journal.Key(seq), forged)
	})
}

func TestAWholeChainHolds(t *testing.T) {
	for _, entries := range []int{0, 1, 2, 300} {
		if held, err := write(t, entries).verify(); err != nil || held != uint64(entries) {
			t.Errorf("of %d entries %d hold: %v", entries, held, err)
		}
	}
}

func TestAnEntryIsReadBack(t *testing.T) {
	b := write(t, 3)
	err := b.db.View(context.Background(), func(reader store.Reader) error {
		got, err := journal.Read(reader, b.codec, 2)
		want := entry(1)
		want.Seq, want.Prev = 2, got.Prev
		if diff := cmp.Diff(want, got); diff != "" || len(got.Prev) != 32 {
			t.Errorf("entry 2 (-want +got):\n%s", diff)
		}
		if _, missing := journal.Read(reader, b.codec, 4); !errors.Is(missing, store.ErrNotFound) {
			t.Errorf("entry 4: %v", missing)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestVerifyFindsWhatWasDone(t *testing.T) {
	tests := []struct {
		name string
		held uint64
		harm func(*book)
		want error
	}{
		{"an entry is changed", 3, func(b *book) { b.forge(3, func(e *journal.Entry) { e.By = "somebody else" }) }, journal.ErrBroken},
		{"the last entry is changed", 5, func(b *book) { b.forge(5, func(e *journal.Entry) { e.Subject = "" }) }, journal.ErrBroken},
		{"an entry has another number", 2, func(b *book) { b.forge(3, func(e *journal.Entry) { e.Seq = 9 }) }, journal.ErrBroken},
		{"an entry is missing", 2, func(b *book) {
			b.update(func(txn store.Txn) error { return txn.Delete(journal.Key(3)) })
		}, journal.ErrBroken},
		{"the first entry is missing", 0, func(b *book) {
			b.update(func(txn store.Txn) error { return txn.Delete(journal.Key(1)) })
		}, journal.ErrBroken},
		{"the last entry is missing", 4, func(b *book) {
			b.update(func(txn store.Txn) error { return txn.Delete(journal.Key(5)) })
		}, journal.ErrBroken},
		{"all entries are missing", 0, func(b *book) {
			for seq := range uint64(5) {
				b.update(func(txn store.Txn) error { return txn.Delete(journal.Key(seq + 1)) })
			}
		}, journal.ErrBroken},
		{"an entry is added behind the head", 6, func(b *book) {
			b.update(func(txn store.Txn) error {
				_, err := journal.Append(txn, b.codec, b.head, entry(6))
				return err
			})
		}, journal.ErrBroken},
		{"two entries are swapped as they lie", 1, func(b *book) {
			second, third := b.raw(2), b.raw(3)
			b.update(func(txn store.Txn) error {
				return errors.Join(txn.Set(journal.Key(2), third), txn.Set(journal.Key(3), second))
			})
		}, store.ErrCorrupt},
		{"two entries are swapped and sealed again", 1, func(b *book) {
			b.update(func(txn store.Txn) error {
				second, err := journal.Read(txn, b.codec, 2)
				third, err2 := journal.Read(txn, b.codec, 3)
				return errors.Join(err, err2, b.codec.Put(txn, journal.Key(2), third), b.codec.Put(txn, journal.Key(3), second))
			})
		}, journal.ErrBroken},
		{"the last entry is moved up and sealed again", 4, func(b *book) {
			b.update(func(txn store.Txn) error {
				last, err := journal.Read(txn, b.codec, 5)
				return errors.Join(err, b.codec.Put(txn, journal.Key(8), last), txn.Delete(journal.Key(5)))
			})
		}, journal.ErrBroken},
		{"the head is of another chain", 5, func(b *book) { b.head.Hash = bytes.Repeat([]byte{1}, 32) }, journal.ErrBroken},
		{"the head is of an earlier moment", 5, func(b *book) { b.head.Seq = 4 }, journal.ErrBroken},
		{"something else lies among the entries", 5, func(b *book) {
			b.update(func(txn store.Txn) error { return txn.Set([]byte{byte(record.Journal), 0xff}, []byte("x")) })
		}, store.ErrCorrupt},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := write(t, 5)
			tt.harm(b)
			if held, err := b.verify(); !errors.Is(err, tt.want) || held != tt.held {
				t.Errorf("%d hold, %v; want %d, %v", held, err, tt.held, tt.want)
			}
		})
	}
}

func TestEveryFlippedBitOfAnEntryIsFound(t *testing.T) {
	b := write(t, 3)
	sealed := b.raw(2)
	for bit := range len(sealed) * 8 {
		damaged := bytes.Clone(sealed)
		damaged[bit/8] ^= 1 << (bit % 8)
		b.update(func(txn store.Txn) error { return txn.Set(journal.Key(2), damaged) })
		if held, err := b.verify(); err == nil || held != 1 {
			t.Fatalf("bit %d flipped: %d hold, %v", bit, held, err)
		}
	}
}
