package raja_test

import (
	"fmt"
	"testing"
	"unsafe"

	"github.com/raja-crm/raja/core/plugin/abi"
	raja "github.com/raja-crm/raja/plugins/sdk/go"
)

// input lays out a question by hand: a header, two facts rows that are longer
// than this SDK knows, one line, one setting and the heap.
func input(change func(*abi.Header)) []byte {
	const stride = abi.FactsSize + 8
	var heap abi.Heap
	line, setting := make([]byte, abi.LineSize), make([]byte, abi.ConfigSize)
	(&abi.Line{Item: "kemeja", Net: 7}).Put(line, &heap)
	(&abi.Config{Key: "limit", Type: abi.SettingInt, Value: 3}).Put(setting, &heap)
	h := abi.Header{
		Magic: abi.Magic, Major: abi.Major, HeaderLen: abi.HeaderSize, Currency: abi.PackCurrency("IDR"),
		FactsCount: 2, FactsStride: stride, FactsOff: abi.HeaderSize,
		LinesCount: 1, LinesStride: abi.LineSize, LinesOff: abi.HeaderSize + 2*stride,
		ConfigCount: 1, ConfigStride: abi.ConfigSize, ConfigOff: abi.HeaderSize + 2*stride + abi.LineSize,
		Population: 1, R: [4]int64{712, 2165, -1, 2567},
	}
	h.HeapOff, h.HeapLen = h.ConfigOff+abi.ConfigSize, uint32(len(heap.Bytes()))
	if change != nil {
		change(&h)
	}
	size := int(abi.HeaderSize + 2*stride + abi.LineSize + abi.ConfigSize + len(heap.Bytes()))
	words := make([]uint64, size/8+1)
	bytes := unsafe.Slice((*byte)(unsafe.Pointer(&words[0])), size)
	h.Put(bytes)
	(&abi.Facts{Ordinal: 1, Net: 10, Present: abi.FactsHasNet}).Put(bytes[abi.HeaderSize:])
	(&abi.Facts{Ordinal: 2, Net: 20, Flags: abi.FlagBlocked | abi.FlagOwnerLoyal}).Put(bytes[abi.HeaderSize+stride:])
	copy(bytes[abi.HeaderSize+2*stride:], line)
	copy(bytes[abi.HeaderSize+2*stride+abi.LineSize:], setting)
	copy(bytes[abi.HeaderSize+2*stride+abi.LineSize+abi.ConfigSize:], heap.Bytes())
	return bytes
}

func TestRowsAreReadInPlaceByTheSendersStride(t *testing.T) {
	var in raja.Input
	if err := in.Read(input(nil)); err != nil {
		t.Fatal(err)
	}
	first, second := in.Facts.At(0), in.Facts.At(1)
	if in.Facts.Len() != 2 || first.Net != 10 || second.Ordinal != 2 || second.Net != 20 {
		t.Errorf("read %+v and %+v", first, second)
	}
	if !first.Has(raja.HasNet) || first.Has(raja.HasVisits) || !second.Blocked() || !second.Loyal() || first.Loyal() {
		t.Error("bits are read wrong")
	}
	if word := in.Shop.Word(in.Lines.At(0).Item); word != "kemeja" {
		t.Errorf("item %q, want kemeja", word)
	}
	if in.Shop.Int("limit") != 3 || !in.Shop.Flag("limit") || in.Shop.Currency != "IDR" {
		t.Errorf("shop %+v", in.Shop)
	}
	if want := [4]int64{142, 433, -1, 513}; in.Shop.Population.R != want {
		t.Errorf("thresholds %v, want %v: fifths rounded down", in.Shop.Population.R, want)
	}
}

func TestAnInputThatDoesNotFitIsRefused(t *testing.T) {
	for name, change := range map[string]func(*abi.Header){
		"another magic":               func(h *abi.Header) { h.Magic = 7 },
		"another major":               func(h *abi.Header) { h.Major = 2 },
		"rows too short":              func(h *abi.Header) { h.FactsStride = 64 },
		"more rows than bytes":        func(h *abi.Header) { h.FactsCount = 1 << 30 },
		"a heap beyond the end":       func(h *abi.Header) { h.HeapLen = 1 << 30 },
		"a heap too small for a text": func(h *abi.Header) { h.HeapLen = 1 },
		"events beyond the end":       func(h *abi.Header) { h.ContextCount, h.ContextStride = 9, 1<<20 },
	} {
		t.Run(name, func(t *testing.T) {
			if err := new(raja.Input).Read(input(change)); err == nil {
				t.Error("it was read")
			}
		})
	}
	if err := new(raja.Input).Read(make([]byte, 10)); err == nil {
		t.Error("ten bytes were read")
	}
}

func TestTestsMakeTheirOwnRows(t *testing.T) {
	var shop raja.Shop
	lines := raja.RowsOf(raja.Line{Item: shop.Keep("celana"), Net: 1}, raja.Line{Item: shop.Keep("kemeja"), Net: 2})
	if lines.Len() != 2 || shop.Word(lines.At(1).Item) != "kemeja" || lines.Slice(1, 1).At(0).Net != 2 {
		t.Errorf("lines %+v", lines)
	}
}

func TestASettingThatIsNotThereIsTold(t *testing.T) {
	defer func() {
		if said := fmt.Sprint(recover()); said != `there is no setting "oftn"; config.schema.json lacks it` {
			t.Errorf("it said %q", said)
		}
	}()
	new(raja.Shop).Int("oftn")
}
