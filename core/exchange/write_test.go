package exchange_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
)

var (
	rupiah  = money.Currency{Code: "IDR"}
	dollar  = money.Currency{Code: "USD", Exponent: 2}
	columns = []exchange.Column{{Key: "name", Title: "Nama"}, {Key: "phone", Title: "Telepon"}, {Key: "orders", Title: "Nota"}, {Key: "net", Title: "Belanja"}, {Key: "last", Title: "Terakhir"}}
	sri     = []exchange.Cell{
		{Text: `Sri "Ibu" Rejeki; S.E.`},
		{Kind: exchange.Phone, Text: "+6281234567890", Home: "0812-3456-7890"},
		{Kind: exchange.Number, Number: 12},
		{Kind: exchange.Money, Number: 125050},
		{Kind: exchange.Date, Number: 20526},
	}
	nobody = []exchange.Cell{{}, {Kind: exchange.Phone}, {Kind: exchange.Number}, {Kind: exchange.Money, None: true}, {Kind: exchange.Date, None: true}}
)

func written(t testing.TB, format exchange.Format, locale exchange.Locale, columns []exchange.Column, rows ...[]exchange.Cell) string {
	t.Helper()
	var out bytes.Buffer
	w, err := exchange.NewWriter(&out, format, columns, locale, [][2]string{{"Purpose", "=1+1"}})
	for _, row := range rows {
		err = errors.Join(err, w.Write(row))
	}
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestWrite(t *testing.T) {
	tests := []struct {
		name   string
		format exchange.Format
		locale exchange.Locale
		want   string
	}{
		{
			"for an Indonesian Excel", exchange.CSV,
			exchange.Locale{Lang: "id", Currency: dollar},
			"\ufeff\"Nama\";\"Telepon\";\"Nota\";\"Belanja\";\"Terakhir\"\r\n" +
				"\"Sri \"\"Ibu\"\" Rejeki; S.E.\";\"0812-3456-7890\";\"12\";\"1250,50\";\"2026-03-14\"\r\n" +
				"\"\";\"\";\"0\";\"\";\"\"\r\n",
		},
		{
			"for an English Excel", exchange.CSV,
			exchange.Locale{Lang: "en", Currency: rupiah},
			"\ufeff\"Nama\",\"Telepon\",\"Nota\",\"Belanja\",\"Terakhir\"\r\n" +
				"\"Sri \"\"Ibu\"\" Rejeki; S.E.\",\"0812-3456-7890\",\"12\",\"125050\",\"2026-03-14\"\r\n" +
				"\"\",\"\",\"0\",\"\",\"\"\r\n",
		},
		{
			"for machines", exchange.CSVMachine,
			exchange.Locale{Lang: "id", Currency: dollar},
			"name,phone,orders,net,last\r\n" +
				"\"Sri \"\"Ibu\"\" Rejeki; S.E.\",+6281234567890,12,125050,2026-03-14\r\n" +
				",,0,,\r\n",
		},
		{
			"as JSON lines", exchange.JSONL,
			exchange.Locale{Lang: "id", Currency: dollar},
			`{"name":"Sri \"Ibu\" Rejeki; S.E.","phone":"+6281234567890","orders":12,"net":125050,"last":"2026-03-14"}` + "\n" +
				`{"name":"","phone":"","orders":0,"net":null,"last":null}` + "\n",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, written(t, tt.format, tt.locale, columns, sri, nobody)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if _, err := exchange.NewWriter(nil, "vcard", nil, exchange.Locale{}, nil); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("an unknown format: %v", err)
	}
}

// risky texts are what a spreadsheet might run.
func risky() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringMatching(`'{0,3}[=+\-@＝＋－＠\t\n]?[ a-z0-9"';,=\n]{0,8}`),
		rapid.String(),
	)
}

const triggers = "=+-@\t\r\n＝＋－＠"

func TestNoTextIsRunBySpreadsheets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := risky().Draw(t, "text")
		lang := rapid.SampledFrom([]string{"id", "en"}).Draw(t, "lang")
		row := []exchange.Cell{{Text: text}, {Kind: exchange.Phone, Text: text, Home: text}, {Kind: exchange.Phone, Text: text}}
		titles := []exchange.Column{{Title: text}, {Title: "b"}, {Title: "c"}}
		var out bytes.Buffer
		w, err := exchange.NewWriter(&out, exchange.CSV, titles, exchange.Locale{Lang: lang, Currency: rupiah}, nil)
		if err := errors.Join(err, w.Write(row), w.Close()); err != nil {
			t.Fatal(err)
		}
		reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), "\ufeff")))
		if lang == "id" {
			reader.Comma = ';'
		}
		rows, err := reader.ReadAll()
		if err != nil || len(rows) != 2 {
			t.Fatalf("%q is no CSV: %d rows, %v", out.String(), len(rows), err)
		}
		for _, cell := range slices.Concat(rows...) {
			if strings.IndexAny(cell, triggers) == 0 {
				t.Fatalf("%q is written as %q", text, cell)
			}
			if back := strings.ReplaceAll(text, "\r\n", "\n"); len(cell) > 1 && cell != back && cell != "'"+back {
				t.Fatalf("%q is written as %q", text, cell)
			}
		}
	})
}

// A strict reader of RFC 4180 gets back what was written.
func TestMachineCSVIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.IntRange(1, 4).Draw(t, "columns")
		text := rapid.Map(risky(), func(s string) string { return strings.ReplaceAll(s, "\r", "") })
		table := rapid.SliceOfN(rapid.SliceOfN(text, size, size), 0, 5).Draw(t, "table")
		var out bytes.Buffer
		w, err := exchange.NewWriter(&out, exchange.CSVMachine, make([]exchange.Column, size), exchange.Locale{}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, texts := range append([][]string{}, table...) {
			row := make([]exchange.Cell, size)
			for i := range texts {
				row[i].Text = texts[i]
			}
			if err := w.Write(row); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		reader := csv.NewReader(&out)
		got, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if size > 1 || len(got) > len(table) {
			got = got[1:] // the header; a blank one of one column is no row
		}
		if len(got) != len(table) || !slices.EqualFunc(got, table, slices.Equal[[]string]) {
			t.Fatalf("got %q, want %q", got, table)
		}
	})
}

func TestJSONLinesAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.String().Draw(t, "text")
		number := rapid.Int64().Draw(t, "number")
		var out bytes.Buffer
		w, err := exchange.NewWriter(&out, exchange.JSONL, []exchange.Column{{Key: "a \"key\"\x01"}, {Key: "n"}}, exchange.Locale{}, nil)
		if err := errors.Join(err, w.Write([]exchange.Cell{{Text: want}, {Kind: exchange.Money, Number: number}}), w.Close()); err != nil {
			t.Fatal(err)
		}
		var got struct {
			Text string
			N    int64
		}
		fields := map[string]json.RawMessage{}
		if err := json.Unmarshal(out.Bytes(), &fields); err != nil {
			t.Fatalf("%s: %v", out.Bytes(), err)
		}
		err = errors.Join(json.Unmarshal(fields["a \"key\"\x01"], &got.Text), json.Unmarshal(fields["n"], &got.N))
		if err != nil || got.Text != want || got.N != number {
			t.Fatalf("%s reads %+v, %v", out.Bytes(), got, err)
		}
	})
}

// full is a disk without room.
type full struct{ room int }

var errFull = errors.New("no room")

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestAFullDiskIsAnError(t *testing.T) {
	for _, format := range []exchange.Format{exchange.CSV, exchange.CSVMachine, exchange.JSONL, exchange.XLSX} {
		w, err := exchange.NewWriter(&full{room: 100}, format, columns, exchange.Locale{Lang: "id", Currency: rupiah}, nil)
		for range 2000 {
			if err == nil {
				err = w.Write(sri)
			}
		}
		if err == nil {
			err = w.Close()
		}
		exchange.Close(w)
		if !errors.Is(err, errFull) {
			t.Errorf("%s: %v", format, err)
		}
	}
}
