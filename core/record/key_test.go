package record_test

import (
	"bytes"
	"cmp"
	"errors"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// piece is one part of a key beside the value it stands for.
type piece struct {
	number uint64
	wide   uint32
	text   string
	at     time.Time
}

// keyOf uses every kind of piece; newest first for the second time.
func keyOf(p piece) record.Key {
	return record.In(record.OrdersOf).Byte(byte(p.wide)).Text(p.text).Uint32(p.wide).Time(p.at).Uint64(p.number).TimeDescending(p.at)
}

func compare(a, b piece) int {
	return cmp.Or(
		cmp.Compare(byte(a.wide), byte(b.wide)), cmp.Compare(a.text, b.text), cmp.Compare(a.wide, b.wide),
		cmp.Compare(a.at.UnixMilli(), b.at.UnixMilli()), cmp.Compare(a.number, b.number),
	)
}

func pieces() *rapid.Generator[piece] {
	bytesOf := rapid.OneOf(
		rapid.SliceOfN(rapid.SampledFrom([]byte{0, 1, 2, 0xfe, 0xff}), 0, 4),
		rapid.SliceOf(rapid.Byte()),
	)
	return rapid.Custom(func(t *rapid.T) piece {
		return piece{
			number: rapid.OneOf(rapid.Uint64Range(0, 3), rapid.Uint64()).Draw(t, "number"),
			wide:   rapid.OneOf(rapid.Uint32Range(0, 3), rapid.Uint32()).Draw(t, "wide"),
			text:   string(bytesOf.Draw(t, "text")),
			at:     time.UnixMilli(rapid.OneOf(rapid.Int64Range(-3, 3), rapid.Int64Range(math.MinInt64/2, math.MaxInt64/2)).Draw(t, "at")),
		}
	})
}

func TestKeysKeepOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := pieces().Draw(t, "a"), pieces().Draw(t, "b")
		if got, want := bytes.Compare(keyOf(a), keyOf(b)), compare(a, b); got != want {
			t.Fatalf("keys of %+v and %+v compare as %d, want %d", a, b, got, want)
		}
	})
}

func TestDescendingTimeIsNewestFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := pieces().Draw(t, "a").at, pieces().Draw(t, "b").at
		got := bytes.Compare(record.Key{}.TimeDescending(a), record.Key{}.TimeDescending(b))
		if want := cmp.Compare(b.UnixMilli(), a.UnixMilli()); got != want {
			t.Fatalf("%v and %v compare as %d, want %d", a, b, got, want)
		}
	})
}

// A scan for one text must not meet another: no text's bytes begin another's.
func TestNoTextBeginsAnother(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := pieces().Draw(t, "a").text, pieces().Draw(t, "b").text
		if a != b && bytes.HasPrefix(record.Key{}.Text(a), record.Key{}.Text(b)) {
			t.Fatalf("the key of %q begins with that of %q", a, b)
		}
	})
}

func TestTextIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := pieces().Draw(t, "piece")
		key := record.Key{}.Text(want.text).Uint64(want.number)
		if got, err := record.ReadText(key); err != nil || got != want.text {
			t.Fatalf("ReadText(%x) = %q, %v, want %q", key, got, err, want.text)
		}
		if got := record.Tail64(key); got != want.number {
			t.Fatalf("Tail64(%x) = %d, want %d", key, got, want.number)
		}
		if got := record.Tail32(record.Key{}.Text(want.text).Uint32(want.wide)); got != want.wide {
			t.Fatalf("Tail32 = %d, want %d", got, want.wide)
		}
	})
}

func TestDamagedKeysAreFound(t *testing.T) {
	for _, part := range [][]byte{nil, {0}, {'a'}, {'a', 0}, {'a', 0, 2}, {0, 0xff}, {0, 0xff, 0}, {0, 0, 1}} {
		if got, err := record.ReadText(part); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("ReadText(%x) = %q, %v, want damage", part, got, err)
		}
	}
	if record.Tail32([]byte{'c', 1, 2}) != 0 || record.Tail64([]byte{'o', 1, 2, 3, 4, 5, 6}) != 0 {
		t.Error("a key that is cut short names somebody")
	}
}

func FuzzReadText(f *testing.F) {
	f.Add([]byte{'a', 0, 1})
	f.Add([]byte{'a', 0, 0xff, 'b', 0, 1, 9})
	f.Add([]byte{0, 2})
	f.Fuzz(func(t *testing.T, part []byte) {
		text, err := record.ReadText(part)
		if err != nil {
			return
		}
		if !bytes.HasPrefix(part, record.Key{}.Text(text)) {
			t.Errorf("%x reads %q, which is written %x", part, text, record.Key{}.Text(text))
		}
	})
}
