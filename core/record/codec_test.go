package record_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/id"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
)

type thing struct {
	Name  string           `cbor:"1,keyasint"`
	At    time.Time        `cbor:"2,keyasint"`
	Who   id.ID            `cbor:"3,keyasint"`
	Count int64            `cbor:"4,keyasint,omitempty"`
	Parts []string         `cbor:"5,keyasint,omitempty"`
	Notes map[string]int64 `cbor:"6,keyasint,omitempty"`
}

func codec(t testing.TB) *record.Codec {
	t.Helper()
	made, err := record.NewCodec()
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func things() *rapid.Generator[thing] {
	return rapid.Custom(func(t *rapid.T) thing {
		return thing{
			Name:  rapid.String().Draw(t, "name"),
			At:    time.Unix(rapid.Int64Range(-5e9, 2e11).Draw(t, "second"), rapid.Int64Range(0, 999_999_999).Draw(t, "nanosecond")).UTC(),
			Who:   id.ID(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "id")),
			Count: rapid.Int64().Draw(t, "count"),
			Parts: rapid.SliceOfN(rapid.String(), 1, 5).Draw(t, "parts"),
			Notes: rapid.MapOfN(rapid.String(), rapid.Int64(), 1, 5).Draw(t, "notes"),
		}
	})
}

// A key made of what was read back must be the key that was written, so not a
// nanosecond may get lost.
func TestRecordsAreReadBackExactly(t *testing.T) {
	keep := codec(t)
	rapid.Check(t, func(t *rapid.T) {
		want := things().Draw(t, "thing")
		key := record.In(record.Meta).Text("x")
		sealed, err := keep.Marshal(key, want)
		if err != nil {
			t.Fatal(err)
		}
		var got thing
		if err := keep.Unmarshal(key, sealed, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" || got.At.Location() != time.UTC {
			t.Fatalf("read back (-want +got):\n%s", diff)
		}
		again, err := keep.Marshal(key, got)
		if err != nil || !bytes.Equal(again, sealed) {
			t.Fatalf("equal records have the bytes\n%x\n%x, %v", sealed, again, err)
		}
	})
}

func TestTheZeroTimeStaysZero(t *testing.T) {
	keep := codec(t)
	sealed, err := keep.Marshal(nil, thing{})
	if err != nil {
		t.Fatal(err)
	}
	var got thing
	if err := keep.Unmarshal(nil, sealed, &got); err != nil || !got.At.IsZero() {
		t.Errorf("the zero time is read as %v, %v", got.At, err)
	}
}

func TestAHotReaderTakesOnlyWhatItNames(t *testing.T) {
	keep := codec(t)
	sealed, err := keep.Marshal(nil, thing{Name: "Sri", Count: 3, Parts: []string{"a"}})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Count int64 `cbor:"4,keyasint"`
	}
	if err := keep.Unmarshal(nil, sealed, &got); err != nil || got.Count != 3 {
		t.Errorf("Count = %d, %v, want 3", got.Count, err)
	}
}

func TestHostileCBORIsRefused(t *testing.T) {
	tests := []struct {
		name string
		body []byte
	}{
		{"nothing", nil},
		{"lists a thousand deep", append(bytes.Repeat([]byte{0x81}, 1000), 0x00)},
		{"maps a thousand deep", append(bytes.Repeat([]byte{0xa1, 0x01}, 1000), 0x00)},
		{"a list that says it has 2^60 members", []byte{0x9b, 0x10, 0, 0, 0, 0, 0, 0, 0}},
		{"a text that says it has 2^60 bytes", []byte{0x7b, 0x10, 0, 0, 0, 0, 0, 0, 0, 'a'}},
		{"a key that stands twice", []byte{0xa2, 0x04, 0x01, 0x04, 0x02}},
		{"a text of unknown length", []byte{0xa1, 0x01, 0x7f, 0x61, 'a', 0xff}},
		{"a tag", []byte{0xa1, 0x04, 0xc2, 0x41, 0x01}},
		{"a text that is not UTF-8", []byte{0xa1, 0x01, 0x61, 0xff}},
		{"a number where a text belongs", []byte{0xa1, 0x01, 0x05}},
		{"an id of three bytes", []byte{0xa1, 0x03, 0x43, 1, 2, 3}},
		{"bytes behind the record", []byte{0xa0, 0xa0}},
		{"half a record", []byte{0xa1, 0x01, 0x63, 'a'}},
	}
	keep := codec(t)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got thing
			if err := keep.Unmarshal([]byte("k"), record.Seal([]byte("k"), tt.body), &got); !errors.Is(err, store.ErrCorrupt) {
				t.Errorf("%x reads %+v, %v, want damage", tt.body, got, err)
			}
		})
	}
}

func TestPutAndGet(t *testing.T) {
	db, keep, key := memory.New(), codec(t), record.In(record.Meta).Text("thing")
	want := thing{Name: "Sri", At: time.Date(2026, 3, 14, 14, 12, 0, 123456789, time.UTC)}
	err := db.Update(context.Background(), nil, func(txn store.Txn) error {
		return errors.Join(keep.Put(txn, key, want), record.PutBytes(txn, []byte("raw"), []byte("page")))
	})
	if err != nil {
		t.Fatal(err)
	}
	err = db.View(context.Background(), func(reader store.Reader) error {
		var got thing
		if err := keep.Get(reader, key, &got); err != nil || !cmp.Equal(got, want) {
			t.Errorf("Get = %+v, %v", got, err)
		}
		if page, err := record.GetBytes(reader, []byte("raw")); err != nil || string(page) != "page" {
			t.Errorf("GetBytes = %q, %v", page, err)
		}
		if err := keep.Get(reader, []byte("absent"), &got); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("an absent record: %v", err)
		}
		if _, err := record.GetBytes(reader, []byte("absent")); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("absent bytes: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func FuzzUnmarshal(f *testing.F) {
	keep := codec(f)
	sealed, err := keep.Marshal(nil, thing{Name: "Sri", At: time.Unix(1e9, 5), Parts: []string{"a", "b"}, Notes: map[string]int64{"x": 1}})
	if err != nil {
		f.Fatal(err)
	}
	body, err := record.Open(nil, sealed)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(body)
	f.Add([]byte{0xa1, 0x02, 0xfb, 0x41, 0xda, 0, 0, 0, 0, 0, 0})
	f.Add(bytes.Repeat([]byte{0x81}, 40))
	f.Fuzz(func(t *testing.T, body []byte) {
		var first, second thing
		if keep.Unmarshal(nil, record.Seal(nil, body), &first) != nil {
			return
		}
		written, err := keep.Marshal(nil, first)
		if err != nil {
			return // a time that no calendar has
		}
		if err := keep.Unmarshal(nil, written, &second); err != nil || !cmp.Equal(first, second) {
			t.Errorf("%x reads %+v; written again it reads %+v, %v", body, first, second, err)
		}
	})
}
