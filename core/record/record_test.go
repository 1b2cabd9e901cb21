package record_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

func TestSealedBytesAreOpened(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key, body := rapid.SliceOf(rapid.Byte()).Draw(t, "key"), rapid.SliceOf(rapid.Byte()).Draw(t, "body")
		got, err := record.Open(key, record.Seal(key, body))
		if err != nil || !bytes.Equal(got, body) {
			t.Fatalf("Open(Seal(%x)) = %x, %v", body, got, err)
		}
	})
}

func TestEveryFlippedBitIsFound(t *testing.T) {
	key := record.In(record.Customers).Uint32(7)
	sealed := record.Seal(key, []byte("what is known of a customer"))
	for bit := range len(sealed) * 8 {
		damaged := bytes.Clone(sealed)
		damaged[bit/8] ^= 1 << (bit % 8)
		if body, err := record.Open(key, damaged); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("bit %d flipped: %q, %v, want damage", bit, body, err)
		}
	}
	for bit := range len(key) * 8 {
		other := bytes.Clone(key)
		other[bit/8] ^= 1 << (bit % 8)
		if body, err := record.Open(other, sealed); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("under key %x: %q, %v, want damage", other, body, err)
		}
	}
}

func TestEveryCutIsFound(t *testing.T) {
	key := []byte("k")
	sealed := record.Seal(key, []byte("body"))
	for size := range len(sealed) {
		if body, err := record.Open(key, sealed[:size]); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("%d bytes of %d: %q, %v, want damage", size, len(sealed), body, err)
		}
	}
	if body, err := record.Open(key, append(sealed, 0)); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("a byte too many: %q, %v, want damage", body, err)
	}
}

// later is a whole record as a Raja of tomorrow may write it.
func later(key []byte, version, flags byte, body string) []byte {
	table := crc32.MakeTable(crc32.Castagnoli)
	sealed := append([]byte{version, flags, 0, 0, 0, 0}, body...)
	sum := crc32.Checksum(bytes.Join([][]byte{{version, flags}, key, []byte(body)}, nil), table)
	binary.LittleEndian.PutUint32(sealed[2:], sum)
	return sealed
}

func TestANewerRecordIsRefusedByName(t *testing.T) {
	key := []byte("k")
	if body, err := record.Open(key, later(key, record.Version, 0, "body")); err != nil || string(body) != "body" {
		t.Fatalf("the layout is not as this test knows it: %q, %v", body, err)
	}
	for _, sealed := range [][]byte{later(key, record.Version+1, 0, "body"), later(key, record.Version, 1, "body"), later(key, 0, 0, "")} {
		if body, err := record.Open(key, sealed); !errors.Is(err, record.ErrNewer) || errors.Is(err, store.ErrCorrupt) {
			t.Errorf("version %d, flags %d: %q, %v, want newer", sealed[0], sealed[1], body, err)
		}
	}
}

func FuzzOpen(f *testing.F) {
	key := []byte{'c', 0, 0, 0, 7}
	f.Add(key, record.Seal(key, []byte("body")))
	f.Add(key, record.Seal(key, nil))
	f.Add([]byte{}, []byte{1, 0, 0, 0, 0})
	f.Add(key, later(key, 2, 0, "body"))
	f.Fuzz(func(t *testing.T, key, sealed []byte) {
		body, err := record.Open(key, sealed)
		if err != nil {
			return
		}
		if !bytes.Equal(record.Seal(key, body), sealed) {
			t.Errorf("%x opens as %x, which seals as %x", sealed, body, record.Seal(key, body))
		}
	})
}
