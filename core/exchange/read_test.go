package exchange_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/fault"
)

// read sniffs and reads a whole file. Rows are copied: a reader uses its
// memory again.
func read(file io.ReadSeeker, told exchange.Dialect) ([]exchange.Row, exchange.Dialect, error) {
	dialect, err := exchange.Sniff(file, told)
	if err != nil {
		return nil, dialect, err
	}
	rows, err := exchange.Open(file, dialect)
	if err != nil {
		return nil, dialect, err
	}
	defer exchange.Close(rows)
	var list []exchange.Row
	for {
		row, ok, err := rows.Next()
		if err != nil || !ok {
			return list, dialect, err
		}
		row.Cells = append([]string(nil), row.Cells...)
		list = append(list, row)
	}
}

func cells(rows []exchange.Row) (list [][]string) {
	for _, row := range rows {
		list = append(list, row.Cells)
	}
	return list
}

func utf16(text, mark string, low, high int) string {
	out := []byte(mark)
	for _, r := range text {
		pair := [2]byte{}
		pair[low], pair[high] = byte(r), byte(r>>8)
		out = append(out, pair[:]...)
	}
	return string(out)
}

func TestReadCSV(t *testing.T) {
	sri := [][]string{{"nama", "hp"}, {"Sri Réjeki", "0812"}}
	tests := []struct {
		name, file string
		want       [][]string
	}{
		{"plain", "nama,hp\nSri Réjeki,0812\n", sri},
		{"with CR LF", "nama,hp\r\nSri Réjeki,0812\r\n", sri},
		{"with lone CR, as Excel for Macintosh writes", "nama,hp\rSri Réjeki,0812\r", sri},
		{"without a last line end", "nama,hp\nSri Réjeki,0812", sri},
		{"with empty lines", "\n\nnama,hp\n\n\nSri Réjeki,0812\n\n", sri},
		{"with a byte order mark", "\ufeffnama,hp\nSri Réjeki,0812", sri},
		{"with a byte order mark and quotes", "\ufeff\"nama\",\"hp\"\n\"Sri Réjeki\",\"0812\"", sri},
		{"semicolons", "nama;hp\nSri Réjeki;0812", sri},
		{"tabs", "nama\thp\nSri Réjeki\t0812", sri},
		{"bars", "nama|hp\nSri Réjeki|0812", sri},
		{"semicolons beside decimal commas", "nama;total\nSri;12,50\nAni;7,00", [][]string{{"nama", "total"}, {"Sri", "12,50"}, {"Ani", "7,00"}}},
		{"no header, two columns, decimal commas", "1;12,50\n2;7,00", [][]string{{"1", "12,50"}, {"2", "7,00"}}},
		{"a delimiter inside quotes does not count", "\"Sri;x;y\",0812\n\"Ani;z;a\",0813", [][]string{{"Sri;x;y", "0812"}, {"Ani;z;a", "0813"}}},
		{"Excel names the delimiter", "sep=;\nnama;hp\nSri Réjeki;0812", sri},
		{"Excel names a comma", "SEP=,\r\nnama,hp\r\nSri Réjeki,0812", sri},
		{"Excel names a delimiter that is seldom", "\ufeffsep=^\nnama^hp\nSri Réjeki^0812", sri},
		{"windows-1252", "nama;hp\nSri R\xe9jeki;0812", sri},
		{"UTF-16, little end first", utf16("nama\thp\r\nSri Réjeki\t0812\r\n", "\xff\xfe", 0, 1), sri},
		{"UTF-16, big end first", utf16("nama\thp\r\nSri Réjeki\t0812\r\n", "\xfe\xff", 1, 0), sri},
		{"UTF-16 without its mark", utf16("nama,hp\nSri Réjeki,0812", "", 0, 1), sri},
		{"UTF-16 of the other end without its mark", utf16("nama,hp\nSri Réjeki,0812", "", 1, 0), sri},
		{"a bare quotation mark inside a cell", "nama,hp\nPaku 5\" baja,1", [][]string{{"nama", "hp"}, {"Paku 5\" baja", "1"}}},
		{"rows of different length", "a,b,c\n1\n1,2,3,4", [][]string{{"a", "b", "c"}, {"1"}, {"1", "2", "3", "4"}}},
		{"one column", "nama\nSri\nAni", [][]string{{"nama"}, {"Sri"}, {"Ani"}}},
		{"spaces are kept", "a, b ,\" c \"", [][]string{{"a", " b ", " c "}}},
		{"a last cell over two lines", "a,\"b\nc\"\n", [][]string{{"a", "b\nc"}}},
		{"a middle cell over two lines at the end of the file", "\"a\nb\",c", [][]string{{"a\nb", "c"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rows, dialect, err := read(strings.NewReader(tt.file), exchange.Dialect{})
			if diff := cmp.Diff(tt.want, cells(rows)); diff != "" || err != nil || dialect.Format != exchange.CSV {
				t.Errorf("%+v, %v (-want +got):\n%s", dialect, err, diff)
			}
		})
	}
}

// The cases of csv-spectrum.
func TestCSVSpectrum(t *testing.T) {
	tests := []struct {
		name, file string
		want       [][]string
	}{
		{"comma_in_quotes", "first,last,address,city,zip\nJohn,Doe,120 any st.,\"Anytown, WW\",08123\n", [][]string{{"first", "last", "address", "city", "zip"}, {"John", "Doe", "120 any st.", "Anytown, WW", "08123"}}},
		{"empty", "a,b,c\n1,\"\",\"\"\n2,3,4\n", [][]string{{"a", "b", "c"}, {"1", "", ""}, {"2", "3", "4"}}},
		{"empty_crlf", "a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n", [][]string{{"a", "b", "c"}, {"1", "", ""}, {"2", "3", "4"}}},
		{"escaped_quotes", "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n", [][]string{{"a", "b"}, {"1", "ha \"ha\" ha"}, {"3", "4"}}},
		{"json", "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n", [][]string{{"key", "val"}, {"1", "{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}"}}},
		{"location_coordinates", "Contact Phone Number,Location Coordinates,Cities,Counties\n2095257564,37\xef\xbf\xbd36'37.8\"N 121\xef\xbf\xbd2'17.9\"W,Modesto,Stanislaus\n", [][]string{{"Contact Phone Number", "Location Coordinates", "Cities", "Counties"}, {"2095257564", "37\ufffd36'37.8\"N 121\ufffd2'17.9\"W", "Modesto", "Stanislaus"}}},
		{"newlines", "a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n", [][]string{{"a", "b", "c"}, {"1", "2", "3"}, {"Once upon \na time", "5", "6"}, {"7", "8", "9"}}},
		{"newlines_crlf", "a,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n7,8,9\r\n", [][]string{{"a", "b", "c"}, {"1", "2", "3"}, {"Once upon \na time", "5", "6"}, {"7", "8", "9"}}},
		{"quotes_and_newlines", "a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n", [][]string{{"a", "b"}, {"1", "ha \n\"ha\" \nha"}, {"3", "4"}}},
		{"simple", "a,b,c\n1,2,3\n", [][]string{{"a", "b", "c"}, {"1", "2", "3"}}},
		{"simple_crlf", "a,b,c\r\n1,2,3\r\n", [][]string{{"a", "b", "c"}, {"1", "2", "3"}}},
		{"utf8", "a,b,c\n1,2,3\n4,5,ʤ\n", [][]string{{"a", "b", "c"}, {"1", "2", "3"}, {"4", "5", "ʤ"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rows, _, err := read(strings.NewReader(tt.file), exchange.Dialect{})
			if diff := cmp.Diff(tt.want, cells(rows)); diff != "" || err != nil {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
		})
	}
}

func TestSniffRefuses(t *testing.T) {
	tests := []struct{ name, file, says string }{
		{"an empty file", "", "is empty"},
		{"a file of spaces", " \n\t\r\n", "is empty"},
		{"a file of only a byte order mark", "\ufeff", "is empty"},
		{"a file of only a UTF-16 mark", "\xff\xfe", "is empty"},
		{"a picture", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not text"},
		{"zero bytes among text", "a,b\n1,\x00\x00\n", "not text"},
		{"an old workbook", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as XLSX"},
		{"zero bytes alone", strings.Repeat("\x00", 100), "not text"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, err := read(strings.NewReader(tt.file), exchange.Dialect{})
			if fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want an invalid that says %q", err, tt.says)
			}
		})
	}
}

func TestWhatIsToldIsNotGuessed(t *testing.T) {
	rows, _, err := read(strings.NewReader("a;b,c\n1;2,3"), exchange.Dialect{Delimiter: ','})
	if diff := cmp.Diff([][]string{{"a;b", "c"}, {"1;2", "3"}}, cells(rows)); diff != "" || err != nil {
		t.Errorf("with a delimiter: %v\n%s", err, diff)
	}
	rows, _, err = read(strings.NewReader("caf\xc3\xa9"), exchange.Dialect{Encoding: "windows-1252"})
	if diff := cmp.Diff([][]string{{"cafÃ©"}}, cells(rows)); diff != "" || err != nil {
		t.Errorf("with an encoding: %v\n%s", err, diff)
	}
	for _, told := range []exchange.Dialect{{Encoding: "klingon"}, {Delimiter: '"'}, {Delimiter: '\n'}, {Format: "vcard"}} {
		if _, _, err := read(strings.NewReader("a,b"), told); fault.KindOf(err) != fault.KindInvalid {
			t.Errorf("%+v: %v, want invalid", told, err)
		}
	}
}

// A file may look like UTF-8 for longer than is sniffed.
func TestALateWindowsLetterIsRead(t *testing.T) {
	file := "nama,kota\n" + strings.Repeat("Sri,Bandung\n", 10_000) + "Ren\xe9,Malang\n"
	rows, dialect, err := read(strings.NewReader(file), exchange.Dialect{})
	if last := rows[len(rows)-1].Cells; err != nil || dialect.Encoding != "utf-8" || last[0] != "René" {
		t.Errorf("%+v, %q, %v", dialect, last, err)
	}
}

func TestALetterThatIsCutBySniffingIsWhole(t *testing.T) {
	for pad := range 4 {
		file := strings.Repeat("x", pad) + strings.Repeat("é,王\n", 12_000)
		_, dialect, err := read(strings.NewReader(file), exchange.Dialect{})
		if err != nil || dialect.Encoding != "utf-8" {
			t.Errorf("behind %d letters: %+v, %v", pad, dialect, err)
		}
	}
}

func TestLinesAreCountedAsAnEditorDoes(t *testing.T) {
	rows, _, err := read(strings.NewReader("a,b\r\n\r\n\"x\r\ny\",1\r\nlast,2"), exchange.Dialect{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []int
	for _, row := range rows {
		lines = append(lines, row.Line)
	}
	if diff := cmp.Diff([]int{1, 3, 5}, lines); diff != "" {
		t.Error(diff)
	}
}

func TestAQuotationMarkThatIsNeverClosedIsSaid(t *testing.T) {
	for _, file := range []string{"a,b\n1,2\n3,\"Sri\n4,Ani\n5,Budi\n", "a,b\n1,2\n3,\"Sri\n4,Ani", "a,b\r1,2\r3,\"Sri\r"} {
		rows, _, err := read(strings.NewReader(file), exchange.Dialect{})
		if err != nil || len(rows) != 3 || rows[2].Line != 3 || !strings.Contains(rows[2].Problem, "never closed") {
			t.Errorf("%q: %+v, %v", file, rows, err)
		}
	}
}

func TestTooManyColumnsCostOneRow(t *testing.T) {
	file := "a,b\n" + strings.Repeat("x,", 10_000) + "\n1,2\n"
	rows, _, err := read(strings.NewReader(file), exchange.Dialect{Delimiter: ','})
	if err != nil || len(rows) != 3 || rows[1].Problem == "" || len(rows[1].Cells) != 0 || rows[2].Cells[1] != "2" {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

func TestZeroBytesBehindWhatIsSniffedCostTheirRows(t *testing.T) {
	good := strings.Repeat("Sri,Bandung\n", 8_000)
	rows, _, err := read(strings.NewReader(good+"A\x00ni,x\nBudi,y\n"), exchange.Dialect{})
	if err != nil || len(rows) != 8_002 || !strings.Contains(rows[8_000].Problem, "zero bytes") || rows[8_001].Cells[0] != "Budi" {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

func TestReadSpaces(t *testing.T) {
	file := "\n 00001 19970101  1   11.77\n\n00002\t19970112 1 12.00 \r\n"
	rows, _, err := read(strings.NewReader(file), exchange.Dialect{Format: exchange.Spaces})
	want := []exchange.Row{{Line: 2, Cells: []string{"00001", "19970101", "1", "11.77"}}, {Line: 4, Cells: []string{"00002", "19970112", "1", "12.00"}}}
	if diff := cmp.Diff(want, rows); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
}

func TestReadJSONL(t *testing.T) {
	file := "\ufeff{\"name\":\"Sri\",\"n\":12345678901234567890,\"tags\":[\"a\",\"b\"],\"ok\":true}\n" +
		"\n{\"n\":null,\"name\":\"Ani\",\"other\":1}\n" +
		"{\"name\":\"half\n[1]\n{}\n{\"name\":\"x\"} trailing\n{\"name\":\"a\",\"name\":\"b\",\"n\":{\"x\":1}}"
	rows, dialect, err := read(strings.NewReader(file), exchange.Dialect{})
	want := []exchange.Row{
		{Line: 1, Cells: []string{"name", "n", "tags", "ok"}},
		{Line: 1, Cells: []string{"Sri", "12345678901234567890", "a / b", "true"}},
		{Line: 3, Cells: []string{"Ani", "", "", ""}},
		{Line: 4, Problem: "is not a JSON object"},
		{Line: 5, Problem: "is not a JSON object"},
		{Line: 6, Problem: "is an empty object"},
		{Line: 7, Problem: "is not a JSON object"},
		{Line: 8, Cells: []string{"b", `{"x":1}`, "", ""}},
	}
	if diff := cmp.Diff(want, rows); diff != "" || err != nil || dialect.Format != exchange.JSONL {
		t.Errorf("%+v, %v\n%s", dialect, err, diff)
	}
}

func TestADeepJSONLineIsOneBadRow(t *testing.T) {
	deep := "{\"a\":" + strings.Repeat("[", 500_000) + "\n{\"a\":1}"
	rows, _, err := read(strings.NewReader(deep), exchange.Dialect{Format: exchange.JSONL})
	if err != nil || len(rows) != 3 || rows[0].Problem == "" || rows[2].Cells[0] != "1" {
		t.Errorf("%+v, %v", rows, err)
	}
}

var errDisk = errors.New("the disk is gone")

// breaking fails behind some bytes.
type breaking struct{ io.ReadSeeker }

func (b breaking) Read(p []byte) (int, error) {
	n, err := b.ReadSeeker.Read(p)
	if errors.Is(err, io.EOF) {
		err = errDisk
	}
	return n, err
}

func TestADiskThatFailsIsNotTheEnd(t *testing.T) {
	for _, told := range []exchange.Dialect{
		{Format: exchange.CSV, Delimiter: ','}, {Format: exchange.Spaces}, {Format: exchange.JSONL}, {Format: exchange.XLSX},
	} {
		rows, err := exchange.Open(breaking{strings.NewReader("{\"a\":1}\n")}, told)
		for ok := true; err == nil && ok; {
			_, ok, err = rows.Next()
		}
		if fault.KindOf(err) != fault.KindUnavailable || !errors.Is(err, errDisk) {
			t.Errorf("%s: %v, want unavailable", told.Format, err)
		}
	}
	if _, err := exchange.Sniff(breaking{bytes.NewReader(nil)}, exchange.Dialect{}); !errors.Is(err, errDisk) {
		t.Errorf("Sniff: %v", err)
	}
}
