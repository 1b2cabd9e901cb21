package plugin_test

import (
	"context"
	"slices"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	"github.com/raja-crm/raja/core/plugin/trial"
)

// more does body when there are more facts rows than that.
func more(than int32, body []byte) []byte {
	return slices.Concat(readHeader(20), i32(than), []byte{0x4b, 0x04, 0x40}, body, []byte{0x0b})
}

// A fault is kept with no more rows than it takes, and a replay of the file
// fails as the shop's question did.
func TestAFaultIsKeptWithNoMoreRowsThanItTakes(t *testing.T) {
	refusing := slices.Concat(store32(48*7, 77), answerAll())
	for _, c := range []struct {
		name               string
		body               []byte
		rows               int
		first, least, most int // what is kept: from where, and how many rows
	}{
		{"a trap at a row", slices.Concat(eachRow(ifOrdinal(18, trap())), answerAll()), 60, 17, 1, 1},
		{"a trap at every row", trap(), 60, 0, 1, 1},
		{"the rule's own words at a row", fail(33, 18), 60, 33, 1, 1},
		{"its own words at no row", fail(-1, -1), 60, 0, 1, 1},
		{"an error number", answer(-5), 60, 0, 1, 1},
		{"what happens to twenty rows together", slices.Concat(more(19, trap()), answerAll()), 60, -1, 20, 39},
		{"a row that is refused at its place", refusing, 60, -1, 8, 15},
		{"a budget spent on four rows", spin(), 60, 0, 4, 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			var told *plugin.Fault
			rule := plugintest.LoadSource(t, source(honest("segment", c.body), "ordinal"), plugin.Options{OnFault: func(f *plugin.Fault) { told = f }})
			_, _ = rule.Segment(context.Background(), facts(c.rows))
			kept, err := abi.ReadBatch(told.Input)
			if err != nil || kept.FactsCount() < c.least || kept.FactsCount() > c.most || c.first >= 0 && c.most == 1 && told.First != c.first {
				t.Errorf("%d rows are kept from row %d on (%v), want %d to %d from row %d", kept.FactsCount(), told.First, err, c.least, c.most, c.first)
			}
			text, err := trial.Capture(told)
			if err != nil {
				t.Fatal(err)
			}
			replay, err := trial.ReadReplay(text)
			if err != nil {
				t.Fatal(err)
			}
			if again, err := replay.Run(context.Background(), rule); err != nil || !again.Same {
				t.Errorf("asked again: %+v, %v; want %q", again, err, told.Message)
			}
		})
	}
}

// visitsAsSegment answers a row with the number of its visits as its segment.
func visitsAsSegment() []byte {
	row := slices.Concat([]byte{0x20, 1, 0x20, 0, 0x20, 0, 0x28, 2, 28, 0x6a, 0x6b}, i32(abi.FactsSize), []byte{0x6e}) // (row - facts) / size
	return slices.Concat([]byte{0x20, 2}, row, i32(abi.SegmentRowSize), []byte{0x6c, 0x6a, 0x20, 1, 0x28, 2}, leb(abi.FactsAtVisits), []byte{0x36, 2, 0})
}

// A row of an answer that is refused is kept alone, with its own reason.
func TestARefusedRowIsKeptAlone(t *testing.T) {
	var told *plugin.Fault
	guest := honest("segment", eachRow(visitsAsSegment()), answerAll())
	rule := plugintest.LoadSource(t, source(guest, "visits"), plugin.Options{OnFault: func(f *plugin.Fault) { told = f }})
	rows := make([]abi.Facts, 60)
	rows[7].Visits, rows[31].Visits = 77, 78
	answer, err := rule.Segment(context.Background(), &abi.Batch{Facts: [][]byte{plugintest.Page(rows...)}})
	if err != nil || len(answer.Refused) != 2 || answer.Refused[1].Row != 31 {
		t.Fatalf("%+v, %v", answer.Refused, err)
	}
	kept, err := abi.ReadBatch(told.Input)
	if err != nil || kept.FactsCount() != 1 || told.First != 7 || told.Row != 7 || len(told.Refused) != 1 ||
		told.Message != "row 0 is refused: segment 77, the manifest has 2, and 1 more" {
		t.Errorf("%d rows from %d on, %+v, %v", kept.FactsCount(), told.First, told, err)
	}
}
