package exchange_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/exchange"
)

// walk reads whatever it is given, and holds every row to what a row is.
func walk(t *testing.T, file io.ReadSeeker, told exchange.Dialect) {
	rows, dialect, err := read(file, told)
	if err != nil {
		return
	}
	line := 0
	for _, row := range rows {
		if row.Line < line || row.Line < 1 || len(row.Cells) > exchange.MaxColumns || (row.Problem != "" && len(row.Cells) > 0) {
			t.Fatalf("%+v: %+v behind line %d", dialect, row, line)
		}
		if strings.Contains(strings.Join(row.Cells, ""), "\x00") {
			t.Fatalf("%+v: line %d holds zero bytes", dialect, row.Line)
		}
		line = row.Line
	}
}

func FuzzSniff(f *testing.F) {
	for _, seed := range []string{
		"a,b\n1,2\n", "\ufeffa;b\r\n\"x\ny\";2", "sep=|\na|b", "\xff\xfea\x00,\x00b\x00", "a\rb\r", "{\"a\":1}\n{\"b\":[1,2]}", "1,\"a\n2,b",
		"PK\x03\x04", "\xd0\xcf\x11\xe0", "caf\xe9;1", "", "\x00", "\r\n\r", "a\x00,b", "sep=", "sep=\n", "\"", "\"\"\"", "{", "\ufeff",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) { walk(t, bytes.NewReader(file), exchange.Dialect{}) })
}

func FuzzCSV(f *testing.F) {
	f.Add([]byte("a,b\n1,\"x\"\"y\"\n"), byte(','), "utf-8")
	f.Add([]byte("a;b\r1;2"), byte(';'), "windows-1252")
	f.Add([]byte("\x00a\x00,"), byte(','), "utf-16be")
	f.Fuzz(func(t *testing.T, file []byte, delimiter byte, encoding string) {
		walk(t, bytes.NewReader(file), exchange.Dialect{Format: exchange.CSV, Delimiter: rune(delimiter), Encoding: encoding})
	})
}

func FuzzSpaces(f *testing.F) {
	f.Add([]byte(" 00001 19970101  1   11.77\n\n"))
	f.Add([]byte("\t\v\f\r"))
	f.Fuzz(func(t *testing.T, file []byte) {
		walk(t, bytes.NewReader(file), exchange.Dialect{Format: exchange.Spaces})
	})
}

func FuzzJSONL(f *testing.F) {
	f.Add([]byte(`{"a":1,"b":["x",null,{"c":1e400}]}` + "\n{}\n{\"a\":\"\\u0000\"}"))
	f.Add([]byte(`{"a":{"a":{"a":[[[[1]]]]}},"a":2} 3`))
	f.Fuzz(func(t *testing.T, file []byte) {
		walk(t, bytes.NewReader(file), exchange.Dialect{Format: exchange.JSONL})
	})
}

func FuzzXLSX(f *testing.F) {
	f.Add(workbook(f, "Sri", 0, 12500, 3))
	f.Add(zipOf(f, map[string]string{"xl/workbook.xml": "<workbook><sheets><sheet name='a' sheetId='1' r:id='rId1'/></sheets></workbook>"}, nil))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, file []byte) {
		walk(t, bytes.NewReader(file), exchange.Dialect{Format: exchange.XLSX})
	})
}
