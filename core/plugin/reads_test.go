package plugin_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"slices"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// spy is an after_hours rule that answers with everything it can see: eight
// rows of four figures, filled by see.
func spy(words int, see func(from, to uint64) []byte) module {
	var body []byte
	for row := range uint64(abi.MaxOptions) {
		body = append(body, store32(row*abi.AfterHoursRowSize, int32(row+1))...)
	}
	for word := range uint64(words) {
		row, arg := word/4, word%4
		body = append(body, see(8*word, row*abi.AfterHoursRowSize+8+8*arg)...)
	}
	return honest("after_hours", body, answer(abi.MaxOptions))
}

// seen returns what a spy saw.
func seen(t *testing.T, rule *plugin.Rule, batch *abi.Batch) []byte {
	t.Helper()
	batch.Visits = []abi.AfterHoursContext{{FactsRow: -1}}
	rows, err := rule.AfterHours(context.Background(), batch)
	if err != nil {
		t.Fatal(err)
	}
	var all []byte
	for _, row := range rows.Rows {
		for _, arg := range row.Args {
			all = binary.LittleEndian.AppendUint64(all, uint64(arg))
		}
	}
	return all
}

func TestARuleSeesOnlyWhatItReads(t *testing.T) {
	everything := []string{}
	for _, field := range abi.FactsFields() {
		if field.Only == "" { // the others can be read by one hook
			everything = append(everything, field.Name)
		}
	}
	cases := map[string][]string{"nothing": {}, "everything": everything}
	for _, name := range everything {
		cases[name] = []string{name}
	}
	// A stored row with every bit set, and 16 bytes that a newer host added.
	full := bytes.Repeat([]byte{0xff}, abi.FactsSize+16)
	wide := &abi.Batch{Facts: [][]byte{full}, Stride: len(full)}
	for name, reads := range cases {
		t.Run(name, func(t *testing.T) {
			rule := load(t, spy((abi.FactsSize+16)/8, echo), reads...)
			want, present := make([]byte, abi.FactsSize+16), uint64(0)
			for _, field := range abi.FactsFields() {
				if field.Always || slices.Contains(reads, field.Name) {
					present |= 1 << field.Bit
					copy(want[field.From:field.To], full)
				}
			}
			binary.LittleEndian.PutUint64(want[abi.FactsAtPresent:], present)
			if got := seen(t, rule, wide)[:len(want)]; !bytes.Equal(got, want) {
				t.Errorf("a rule that reads %v saw\n%x, want\n%x", reads, got, want)
			}
		})
	}
}

func TestPopulationIsGivenOnRequest(t *testing.T) {
	header := abi.Header{Population: 1, Customers: 9, MedianOrder: 7, R: [4]int64{1, 2, 3, 4}}
	batch := func() *abi.Batch { return &abi.Batch{Header: header} }
	guest := spy(abi.HeaderSize/8, echoHeader)
	plain := source(guest)
	asking := plugin.Source{Wasm: plain.Wasm, Manifest: bytes.Replace(plain.Manifest, []byte("{"), []byte(`{"population":["rfm"],`), 1)}
	for _, c := range []struct {
		name   string
		source plugin.Source
		want   abi.Header
	}{
		{"a rule that asks", asking, header},
		{"a rule that does not", plain, abi.Header{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got abi.Header
			got.Read(seen(t, plugintest.LoadSource(t, c.source, plugin.Options{}), batch()))
			if got.Population != c.want.Population || got.Customers != c.want.Customers || got.MedianOrder != c.want.MedianOrder || got.R != c.want.R {
				t.Errorf("saw %+v, want %+v", got, c.want)
			}
			if got.Magic != abi.Magic || got.Major != abi.Major || got.Hook != abi.HookAfterHours || got.HeaderLen != abi.HeaderSize {
				t.Errorf("the header begins %+v", got)
			}
		})
	}
}
