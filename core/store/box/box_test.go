package box_test

import (
	"bytes"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/box"
)

func with(t interface{ Fatal(...any) }, first byte) *box.Box {
	key := make([]byte, box.KeySize)
	key[0] = first
	b, err := box.New(key)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// What was closed opens with its key and in its place, and with nothing else.
func TestABoxOpensWithItsKeyInItsPlaceAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plain, place := rapid.SliceOf(rapid.Byte()).Draw(t, "plain"), []byte("log 7")
		b := with(t, 1)
		sealed := b.Seal(plain, place)
		if got, err := b.Open(sealed, place); err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("Open = %x, %v, want %x", got, err, plain)
		}
		bit := rapid.IntRange(0, 8*len(sealed)-1).Draw(t, "bit")
		hurt := bytes.Clone(sealed)
		hurt[bit/8] ^= 1 << (bit % 8)
		for name, open := range map[string]func() ([]byte, error){
			"a flipped bit":   func() ([]byte, error) { return b.Open(hurt, place) },
			"another place":   func() ([]byte, error) { return b.Open(sealed, []byte("log 8")) },
			"another key":     func() ([]byte, error) { return with(t, 2).Open(sealed, place) },
			"its first bytes": func() ([]byte, error) { return b.Open(sealed[:len(sealed)-1], place) },
		} {
			if _, err := open(); !errors.Is(err, store.ErrCorrupt) {
				t.Fatalf("%s: %v, want ErrCorrupt", name, err)
			}
		}
	})
}

func TestTheSameTextIsNeverClosedTheSameWay(t *testing.T) {
	b := with(t, 1)
	if bytes.Equal(b.Seal([]byte("Sri"), nil), b.Seal([]byte("Sri"), nil)) {
		t.Error("two boxes of one text are equal")
	}
}

func TestNoBoxLeavesBytesAsTheyAre(t *testing.T) {
	var none *box.Box
	if got, err := none.Open(none.Seal([]byte("Sri"), nil), nil); string(got) != "Sri" || err != nil {
		t.Errorf("through no box: %q, %v", got, err)
	}
}
