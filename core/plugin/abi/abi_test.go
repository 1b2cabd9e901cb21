package abi_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/plugin/abi"
)

func TestFactsComeBackAsTheyWerePut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Make[abi.Facts]().Draw(t, "facts")
		row := make([]byte, abi.FactsSize)
		want.Put(row)
		var got abi.Facts
		got.Read(row)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestHeadersComeBackAsTheyWerePut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Make[abi.Header]().Draw(t, "header")
		row := make([]byte, abi.HeaderSize)
		want.Put(row)
		var got abi.Header
		got.Read(row)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTextsComeBackFromTheHeap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Make[abi.Line]().Draw(t, "line")
		var heap abi.Heap
		heap.Add("something before")
		row := make([]byte, abi.LineSize)
		want.Put(row, &heap)
		var got abi.Line
		if err := got.Read(row, heap.Bytes()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestATextOutsideTheHeapIsAnError(t *testing.T) {
	row := make([]byte, abi.LineSize)
	(&abi.Line{Item: "kemeja"}).Put(row, new(abi.Heap))
	if err := new(abi.Line).Read(row, []byte("kem")); err == nil {
		t.Error("a text outside the heap was read")
	}
}

func TestFieldsLieWhereTheySay(t *testing.T) {
	for _, field := range abi.FactsFields() {
		if field.From < 8 || field.To > abi.FactsSize || field.To-field.From != 4 && field.To-field.From != 8 {
			t.Errorf("field %s lies at %d..%d", field.Name, field.From, field.To)
		}
		if abi.FactsAll&(1<<field.Bit) == 0 {
			t.Errorf("bit %d of %s is not among all", field.Bit, field.Name)
		}
	}
}

func TestCurrenciesArePackedInOrder(t *testing.T) {
	if got := abi.PackCurrency("IDR"); got != 'I'|'D'<<8|'R'<<16 {
		t.Errorf("PackCurrency(IDR) = %#x", got)
	}
	if got := abi.PackCurrency("RUPIAH"); got != 0 {
		t.Errorf("PackCurrency(RUPIAH) = %#x, want 0", got)
	}
}
