package exchange_test

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
)

// workbook makes a file of one column, each cell in a number format of its
// own: Excel's number of it, or a pattern.
func workbook(t testing.TB, values ...any) []byte {
	t.Helper()
	book := excelize.NewFile()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := 0; i+1 < len(values); i += 2 {
		cell, err := excelize.CoordinatesToCellName(1, i/2+1)
		must(err)
		must(book.SetCellValue("Sheet1", cell, values[i]))
		style := &excelize.Style{}
		switch format := values[i+1].(type) {
		case int:
			style.NumFmt = format
		case string:
			style.CustomNumFmt = &format
		}
		id, err := book.NewStyle(style)
		must(err)
		must(book.SetCellStyle("Sheet1", cell, cell, id))
	}
	var out bytes.Buffer
	_, err := book.WriteTo(&out)
	must(err)
	return out.Bytes()
}

func TestReadXLSX(t *testing.T) {
	at := time.Date(2026, 3, 4, 21, 12, 0, 0, time.UTC)
	file := workbook(t,
		"Sri Rejeki", 0,
		"+62812", 49,
		81234567890.0, 0,
		at, 14,
		at, 22,
		at, "dd/mm/yyyy",
		at, "[$-421]dd mmmm yyyy",
		12500, 3,
		12500, `"Rp" #,##0`,
		12500.5, 4,
	)
	rows, dialect, err := read(bytes.NewReader(file), exchange.Dialect{})
	want := [][]string{
		{"Sri Rejeki"},
		{"+62812"},
		{"81234567890"},
		{"2026-03-04"},
		{"2026-03-04 21:12"},
		{"04/03/2026"},
		{"04 Maret 2026"},
		{"12,500"},
		{"Rp 12,500"},
		{"12,500.50"},
	}
	if diff := cmp.Diff(want, cells(rows)); diff != "" || err != nil || dialect.Format != exchange.XLSX {
		t.Errorf("%+v, %v (-want +got):\n%s", dialect, err, diff)
	}
}

func TestWriteXLSX(t *testing.T) {
	file := written(t, exchange.XLSX, exchange.Locale{Lang: "id", Currency: dollar}, columns, sri, nobody, []exchange.Cell{{Text: "=1+1"}, {Kind: exchange.Phone, Text: "+62812"}})
	book, err := excelize.OpenReader(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Pelanggan", "Keterangan"}, book.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	for cell, want := range map[string]struct {
		raw, shown string
		kind       excelize.CellType
	}{
		"A1": {"Nama", "Nama", excelize.CellTypeInlineString},
		"B2": {"0812-3456-7890", "0812-3456-7890", excelize.CellTypeInlineString},
		"C2": {"12", "12", excelize.CellTypeUnset},
		"D2": {"1250.5", `USD 1,250.50`, excelize.CellTypeUnset},
		"E2": {"46095", "2026-03-14", excelize.CellTypeUnset},
		"A4": {"=1+1", "=1+1", excelize.CellTypeInlineString},
		"B4": {"+62812", "+62812", excelize.CellTypeInlineString},
		"D3": {"", "", excelize.CellTypeUnset},
	} {
		raw, err := book.GetCellValue("Pelanggan", cell, excelize.Options{RawCellValue: true})
		shown, err2 := book.GetCellValue("Pelanggan", cell)
		kind, err3 := book.GetCellType("Pelanggan", cell)
		formula, err4 := book.GetCellFormula("Pelanggan", cell)
		if raw != want.raw || shown != want.shown || kind != want.kind || formula != "" {
			t.Errorf("%s is %q, shown %q, of type %d, formula %q; want %+v (%v %v %v %v)", cell, raw, shown, kind, formula, want, err, err2, err3, err4)
		}
	}
	if got, err := book.GetCellValue("Keterangan", "B1"); err != nil || got != "=1+1" {
		t.Errorf("the purpose is %q, %v", got, err)
	}
	if sheet := part(t, file, "xl/worksheets/sheet1.xml"); !strings.Contains(sheet, `<autoFilter ref="$A$1:$E$4"`) && !strings.Contains(sheet, `<autoFilter ref="A1:E4"`) {
		t.Errorf("no filter in … %s", sheet[max(0, len(sheet)-700):])
	} else if !strings.Contains(sheet, `state="frozen"`) {
		t.Error("the header is not frozen")
	}
	rows, _, err := read(strings.NewReader(file), exchange.Dialect{})
	if err != nil || len(rows) != 4 || rows[1].Cells[0] != sri[0].Text {
		t.Errorf("read back: %+v, %v", rows, err)
	}
}

func part(t *testing.T, file, name string) string {
	t.Helper()
	parts, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	open, err := parts.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	text, err := io.ReadAll(open)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEveryCurrencyHasAFormat(t *testing.T) {
	for _, code := range []string{"IDR", "JPY", "USD", "KWD", "CLF"} {
		currency, err := money.CurrencyOf(code)
		if err != nil {
			t.Fatal(err)
		}
		file := written(t, exchange.XLSX, exchange.Locale{Lang: "en", Currency: currency}, columns[:1], []exchange.Cell{{Kind: exchange.Money, Number: 123456}})
		rows, _, err := read(strings.NewReader(file), exchange.Dialect{})
		if err != nil || len(rows) != 2 {
			t.Fatalf("%s: %+v, %v", code, rows, err)
		}
		if got, err := currency.Parse(rows[1].Cells[0], money.Point); err != nil && code != "IDR" || (err == nil && got != 123456) {
			t.Errorf("%s: %q is %d, %v", code, rows[1].Cells[0], got, err)
		}
	}
}

func zipOf(t testing.TB, parts map[string]string, lie map[string]uint64) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, body := range parts {
		header := &zip.FileHeader{Name: name, Method: zip.Store, UncompressedSize64: uint64(len(body)), CompressedSize64: uint64(len(body)), CRC32: crc32.ChecksumIEEE([]byte(body))}
		if size, ok := lie[name]; ok {
			header.UncompressedSize64 = size
		}
		part, err := w.CreateRaw(header)
		if err == nil {
			_, err = io.WriteString(part, body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestHostileWorkbooksAreRefused(t *testing.T) {
	good := workbook(t, "Sri", 0)
	sheet := "xl/worksheets/sheet1.xml"
	tests := []struct {
		name, says string
		file       []byte
	}{
		{"text that says it is a workbook", "not an XLSX workbook", []byte("PK\x03\x04nama,hp\nSri,0812\n")},
		{"half a workbook", "not an XLSX workbook", good[:len(good)/2]},
		{"a zip of something else", "XLSX workbook", zipOf(t, map[string]string{"letter.txt": "hello"}, nil)},
		{"an empty zip", "XLSX workbook", zipOf(t, nil, nil)},
		{"a sheet that unpacks to two GiB", "unpacks to more", zipOf(t, map[string]string{sheet: "x"}, map[string]uint64{sheet: 2 << 30})},
		{"a size that wraps around", "unpacks to more", zipOf(t, map[string]string{sheet: "x", "b": "y"}, map[string]uint64{sheet: 1<<64 - 1, "b": 1<<64 - 1})},
		{"styles that unpack to 100 MiB", "unpacks to more", zipOf(t, map[string]string{"xl/styles.xml": "x"}, map[string]uint64{"xl/styles.xml": 100 << 20})},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rows, _, err := read(bytes.NewReader(tt.file), exchange.Dialect{Format: exchange.XLSX})
			if fault.KindOf(err) != fault.KindInvalid || (tt.says != "XLSX workbook" && !strings.Contains(err.Error(), tt.says)) {
				t.Errorf("%+v, %v, want an invalid that says %q", rows, err, tt.says)
			}
		})
	}
}

// A large sheet is unpacked into a temporary file, which holds customers.
func TestNoTemporaryFileIsLeft(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	left := func(when string) {
		t.Helper()
		entries, err := os.ReadDir(os.Getenv("TMPDIR"))
		if err != nil || len(entries) > 0 {
			t.Errorf("%s: %v, %v", when, entries, err)
		}
	}
	row := make([]exchange.Cell, len(columns))
	for i := range row {
		row[i].Text = strings.Repeat("abcdefghij", 600)
	}
	var out bytes.Buffer
	locale := exchange.Locale{Lang: "en", Currency: rupiah}
	for _, closed := range []bool{true, false} {
		out.Reset()
		w, err := exchange.NewWriter(&out, exchange.XLSX, columns, locale, nil)
		for range 800 {
			if err == nil {
				err = w.Write(row)
			}
		}
		if closed && err == nil {
			err = w.Close()
		}
		exchange.Close(w)
		if err != nil {
			t.Fatal(err)
		}
		left("after writing")
		if closed {
			rows, err := exchange.Open(bytes.NewReader(out.Bytes()), exchange.Dialect{Format: exchange.XLSX})
			if err != nil {
				t.Fatal(err)
			}
			if row, ok, err := rows.Next(); !ok || err != nil || row.Cells[0] != "Nama" {
				t.Errorf("the first row: %+v, %v", row, err)
			}
			exchange.Close(rows)
			exchange.Close(rows)
			left("after reading a little")
		}
	}
}
