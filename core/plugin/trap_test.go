package plugin_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// drop forgets the value on the stack.
const drop = 0x1a

// crash is one way to do what no machine can do, and how it is told.
type crash struct {
	name, en, id string
	body         []byte
}

func crashes() []crash {
	call := func(entry int32) []byte {
		return slices.Concat(i32(0), i32(0), i32(0), i32(0), i32(entry), []byte{0x11, typeHook, 0, drop})
	}
	return []crash{
		{"a division by zero", "it divided a whole number by zero, in function score", "membagi bilangan bulat dengan nol, di fungsi score", slices.Concat(i32(1), i32(0), []byte{0x6d, drop})},
		{"a rest by zero", "it divided a whole number by zero", "dengan nol", slices.Concat(i32(1), i32(0), []byte{0x6f, drop})},
		{"a quotient too large", "a division or conversion gave a number that is too large", "terlalu besar", slices.Concat(i32(-1<<31), i32(-1), []byte{0x6d, drop})},
		{"a whole number of infinity", "a division or conversion gave a number that is too large", "terlalu besar", []byte{0x43, 0, 0, 0x80, 0x7f, 0xa8, drop}},
		{"a whole number of no number", "it made a whole number of a fraction that is none", "bukan angka", []byte{0x43, 0, 0, 0xc0, 0x7f, 0xa8, drop}},
		{"unreachable", "it gave up", "menyerah", trap()},
		{"memory that it has not", "it read or wrote beyond its memory", "di luar memorinya", slices.Concat(i32(-8), []byte{0x28, 2, 0, drop})},
		{"a function that is not there", "it called a function that its table does not hold", "tidak ada di tabelnya", call(1)},
		{"a function of another kind", "it called a function that takes other parameters", "meminta isian lain", call(0)},
	}
}

// A trap is told in plain words, with the row at which it happens and the
// function that it happens in.
func TestATrapIsToldInPlainWordsWithItsRow(t *testing.T) {
	for _, c := range crashes() {
		t.Run(c.name, func(t *testing.T) {
			guest := honest("segment", eachRow(ifOrdinal(18, c.body)), answerAll())
			guest.called, guest.table = "score", true
			_, err := load(t, guest, "ordinal").Segment(context.Background(), facts(1000))
			f := faultOf(err)
			if f == nil || !strings.HasPrefix(f.Message, c.en) || !strings.Contains(f.InID, c.id) || !strings.HasSuffix(f.Message, "in function score") {
				t.Fatalf("error %v, in Indonesian %+v; want %q, %q", err, f, c.en, c.id)
			}
			if f.Row != 17 || strings.Contains(err.Error(), "wasm") {
				t.Errorf("row %d, want 17: %v", f.Row, err)
			}
		})
	}
}

// Who calls itself without end spends the budget before the stack: the meter
// asks more for a call than the stack has room.
func TestACallWithoutEndIsTold(t *testing.T) {
	_, err := load(t, honest("segment", []byte{0x20, 0, 0x20, 1, 0x20, 2, 0x20, 3, 0x10, 5})).Segment(context.Background(), facts(1))
	if f := faultOf(err); f == nil || !strings.HasPrefix(f.Message, "it spent its budget") || !strings.HasPrefix(f.InID, "menghabiskan anggaran 20.000.000 unit") {
		t.Errorf("error %v", err)
	}
}

func TestTheRowOfATrapIsFoundWhereverItIs(t *testing.T) {
	for _, row := range []int{0, 1, 16, 511, 512, 998, 999} {
		guest := honest("segment", eachRow(ifOrdinal(int32(row+1), trap())), answerAll())
		if _, err := load(t, guest, "ordinal").Segment(context.Background(), facts(1000)); faultOf(err) == nil || faultOf(err).Row != row {
			t.Errorf("error %v, want row %d", err, row)
		}
	}
}

// A heavy rule is asked in parts: the row counts in the whole question, and in
// the part that is kept from its beginning.
func TestTheRowOfATrapCountsInTheWholeQuestion(t *testing.T) {
	rule := load(t, honest("segment", work(5_000), echo(abi.FactsAtOrdinal, 16), eachRow(ifOrdinal(900, trap())), answerAll()), "ordinal")
	_, err := rule.Segment(context.Background(), facts(1000))
	f := faultOf(err)
	if f == nil || f.Row != 899 || f.First == 0 || f.First > 899 {
		t.Fatalf("fault %+v, want row 899 of a later part", f)
	}
	kept, err := abi.ReadBatch(f.Input)
	if err != nil || kept.FactsCount() <= f.Row-f.First {
		t.Errorf("%d rows are kept from row %d on (%v)", kept.FactsCount(), f.First, err)
	}
}

// What happens only to many rows together is nobody's.
func TestATrapThatNoRowHasAloneHasNoRow(t *testing.T) {
	many := slices.Concat(readHeader(20), i32(16), []byte{0x4b, 0x04, 0x40}, trap(), []byte{0x0b})
	_, err := load(t, honest("segment", many, answerAll())).Segment(context.Background(), facts(100))
	if f := faultOf(err); f == nil || f.Row != -1 || strings.Contains(err.Error(), "row") {
		t.Errorf("error %v, want no row", err)
	}
}

// Looking for the row is work, too: it may be no more than that of one call.
func TestLookingForTheRowOfATrapIsBounded(t *testing.T) {
	costly := honest("segment", eachRow(ifOrdinal(1000, trap())), work(100), answerAll())
	source := source(costly, "ordinal")
	source.Cap = plugin.Limits{Units: 1}
	for _, units := range []int64{1, 100, 1000, 5000, 20_000} {
		source.Cap.Units = units
		_, err := plugintest.LoadSource(t, source, plugin.Options{}).Segment(context.Background(), facts(1000))
		f := faultOf(err)
		if f == nil || f.Row != -1 && f.Row != 999 {
			t.Errorf("with %d units: %v, want row 999 or none", units, err)
		}
	}
}

func TestATrapAtTheStartIsToldInPlainWordsToo(t *testing.T) {
	broken := honest("segment", answerAll())
	broken.alloc = trap()
	if _, err := load(t, broken).Segment(context.Background(), facts(1)); err == nil || strings.Contains(err.Error(), "wasm error") {
		t.Errorf("error %v", err)
	}
}
