package exchange_test

import (
	"io"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/exchange"
)

func TestAFileThatWasReadInTheWrongDialectTellsTheRightOne(t *testing.T) {
	spaces := " id  day   pieces\n 00001 19970101  1   11.77\n 00002 19970112  1   12.00\n 00003 19970112  5   77.00\n 4 19970112  5   77.00\n 5 19970112  5   77.00\n"
	for _, c := range []struct {
		name, text string
		read       exchange.Dialect
		columns    int
		want       exchange.Dialect // zero for none
	}{
		{"columns parted by spaces", spaces, exchange.Dialect{Format: exchange.CSV, Delimiter: ','}, 4, exchange.Dialect{Format: exchange.Spaces}},
		{"without a word of how many", strings.ReplaceAll(spaces, "pieces", "pieces sum"), exchange.Dialect{Format: exchange.CSV, Delimiter: ','}, 0, exchange.Dialect{Format: exchange.Spaces}},
		{"semicolons read as commas", "a;1,5\nb;2,5\n", exchange.Dialect{Format: exchange.CSV, Delimiter: '|'}, 2, exchange.Dialect{Format: exchange.CSV, Delimiter: ';'}},
		{"CSV read as spaces", "Bu Sari,2026-03-01,5\nBudi,2026-03-01,5\n", exchange.Dialect{Format: exchange.Spaces}, 3, exchange.Dialect{Format: exchange.CSV, Delimiter: ','}},
		{"JSON lines read as CSV", "{\"a\":1}\n{\"a\":2}\n", exchange.Dialect{Format: exchange.CSV, Delimiter: ','}, 4, exchange.Dialect{Format: exchange.JSONL}},
		{"what is read right", "a,b\nc,d\n", exchange.Dialect{Format: exchange.CSV, Delimiter: ','}, 2, exchange.Dialect{}},
		{"what fits nothing", "a b c\nd\ne f\n", exchange.Dialect{Format: exchange.CSV, Delimiter: ','}, 5, exchange.Dialect{}},
		{"nothing at all", "", exchange.Dialect{Format: exchange.CSV, Delimiter: ','}, 2, exchange.Dialect{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.read.Encoding = "utf-8"
			file := strings.NewReader(c.text)
			if _, err := file.Seek(0, io.SeekEnd); err != nil {
				t.Fatal(err)
			}
			got, other := exchange.Looks(file, c.read, c.columns)
			if got.Encoding = ""; other != (c.want != exchange.Dialect{}) || other && got != c.want {
				t.Errorf("it looks like %+v (%t), want %+v", got, other, c.want)
			}
			if file.Len() != len(c.text) {
				t.Error("the file is not at its start")
			}
		})
	}
}
