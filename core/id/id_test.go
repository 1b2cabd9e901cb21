package id_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/id"
)

func draw(t *rapid.T, name string, at time.Time) id.ID {
	bits := rapid.SliceOfN(rapid.Byte(), 10, 10).Draw(t, name)
	made, err := id.New(at, bytes.NewReader(bits))
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestAnIDIsAUUIDv7OfItsMoment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		milli := rapid.Int64Range(0, 1<<48-1).Draw(t, "millisecond")
		made := draw(t, "bits", time.UnixMilli(milli))
		known := uuid.UUID(made)
		if known.Version() != 7 || known.Variant() != uuid.RFC4122 {
			t.Fatalf("%s is version %d of variant %s", made, known.Version(), known.Variant())
		}
		seconds, nanos := known.Time().UnixTime()
		if got := time.Unix(seconds, nanos).UnixMilli(); got != milli {
			t.Fatalf("%s is of %d, want %d", made, got, milli)
		}
	})
}

func TestIDsSortByTheirMillisecond(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := rapid.Int64Range(0, 1<<47-1).Draw(t, "first")
		later := first + rapid.Int64Range(1, 1<<47-1).Draw(t, "gap")
		a, b := draw(t, "a", time.UnixMilli(first)), draw(t, "b", time.UnixMilli(later))
		if bytes.Compare(a[:], b[:]) >= 0 || a.String() >= b.String() {
			t.Fatalf("%s of %d does not come before %s of %d", a, first, b, later)
		}
	})
}

func TestAMomentBefore1970ComesFirst(t *testing.T) {
	early, err := id.New(time.Date(1950, 1, 1, 0, 0, 0, 0, time.UTC), rand.NewChaCha8([32]byte{1}))
	if err != nil {
		t.Fatal(err)
	}
	late, err := id.New(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), rand.NewChaCha8([32]byte{2}))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Compare(early[:], late[:]) >= 0 {
		t.Errorf("%s of 1950 does not come before %s of 2026", early, late)
	}
}

func TestEntropyThatRunsOutIsAnError(t *testing.T) {
	made, err := id.New(time.UnixMilli(0), bytes.NewReader(make([]byte, 9)))
	if !errors.Is(err, io.ErrUnexpectedEOF) || !made.IsZero() {
		t.Errorf("New = %s, %v, want no id and the reader's error", made, err)
	}
}

func TestEveryFormIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		made := draw(t, "bits", time.UnixMilli(rapid.Int64Range(0, 1<<48-1).Draw(t, "millisecond")))
		if back, err := id.Parse(made.String()); err != nil || back != made {
			t.Fatalf("Parse(%s) = %s, %v", made, back, err)
		}
		text, err := json.Marshal(made)
		if err != nil {
			t.Fatal(err)
		}
		var fromJSON, fromBinary id.ID
		if err := json.Unmarshal(text, &fromJSON); err != nil || fromJSON != made {
			t.Fatalf("from %s: %s, %v", text, fromJSON, err)
		}
		raw, err := made.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if err := fromBinary.UnmarshalBinary(raw); err != nil || fromBinary != made {
			t.Fatalf("from %x: %s, %v", raw, fromBinary, err)
		}
	})
}

func TestParseTakesTheLongFormOnly(t *testing.T) {
	for _, text := range []string{
		"", "C-00123", "0190f5c8", "0190f5c81c5e7cc0aaaaaaaaaaaaaaaa", "{0190f5c8-1c5e-7cc0-aaaa-aaaaaaaaaaaa}",
		"urn:uuid:0190f5c8-1c5e-7cc0-aaaa-aaaaaaaaaaaa", "0190f5c8-1c5e-7cc0-aaaa-aaaaaaaaaaag", "0190f5c8+1c5e-7cc0-aaaa-aaaaaaaaaaaa",
	} {
		if got, err := id.Parse(text); fault.KindOf(err) != fault.KindInvalid || !got.IsZero() {
			t.Errorf("Parse(%q) = %s, %v, want invalid", text, got, err)
		}
	}
	var short id.ID
	if err := short.UnmarshalBinary(make([]byte, 15)); err == nil {
		t.Error("15 bytes are taken for an id")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("0190f5c8-1c5e-7cc0-aaaa-aaaaaaaaaaaa")
	f.Add("{0190f5c8-1c5e-7cc0-aaaa-aaaaaaaaaaa}")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		parsed, err := id.Parse(text)
		if err != nil {
			return
		}
		if back, err := id.Parse(parsed.String()); err != nil || back != parsed {
			t.Errorf("%q is %s, read back as %s, %v", text, parsed, back, err)
		}
	})
}
