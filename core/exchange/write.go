package exchange

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/raja-crm/raja/core/fault"
)

// Writer writes a table row by row. Close finishes the file but does not close
// what lies below it.
type Writer interface {
	Write(cells []Cell) error
	Close() error
}

// NewWriter begins a table in a format. about names the figures of the export
// for formats that have a place for them.
func NewWriter(to io.Writer, format Format, columns []Column, locale Locale, about [][2]string) (Writer, error) {
	switch format {
	case CSV:
		return newExcelCSV(to, columns, locale)
	case CSVMachine:
		return newMachineCSV(to, columns)
	case JSONL:
		return &jsonlWriter{to: bufio.NewWriter(to), columns: columns}, nil
	case XLSX:
		return newXLSX(to, columns, locale, about)
	}
	return nil, fault.Invalid("format", "%q is not one of csv, csv-machine, xlsx, jsonl", format)
}

func plainNumber(n int64) string { return strconv.FormatInt(n, 10) }

// machineCSV is RFC 4180: comma, CRLF, quotes where needed, no byte order
// mark.
type machineCSV struct {
	to    *csv.Writer
	cells []string
}

func newMachineCSV(to io.Writer, columns []Column) (Writer, error) {
	w := &machineCSV{to: csv.NewWriter(to)}
	w.to.UseCRLF = true
	heads := make([]string, len(columns))
	for i, column := range columns {
		heads[i] = column.Key
	}
	return w, w.to.Write(heads)
}

func (w *machineCSV) Write(cells []Cell) error {
	w.cells = w.cells[:0]
	for _, cell := range cells {
		w.cells = append(w.cells, cell.machine())
	}
	return w.to.Write(w.cells)
}

func (w *machineCSV) Close() error {
	w.to.Flush()
	return w.to.Error()
}

// excelCSV is what a double click opens right: byte order mark, CRLF, the
// delimiter of the language, every cell quoted and guarded.
type excelCSV struct {
	to     *bufio.Writer
	locale Locale
}

func newExcelCSV(to io.Writer, columns []Column, locale Locale) (Writer, error) {
	w := &excelCSV{to: bufio.NewWriter(to), locale: locale}
	if _, err := w.to.WriteString("\ufeff"); err != nil {
		return nil, err
	}
	heads := make([]Cell, len(columns))
	for i, column := range columns {
		heads[i].Text = column.Title
	}
	return w, w.Write(heads)
}

func (w *excelCSV) Write(cells []Cell) error {
	for i, cell := range cells {
		if i > 0 {
			w.to.WriteByte(w.locale.delimiter()) //nolint:errcheck // a bufio.Writer keeps its error for Flush
		}
		text := strings.ReplaceAll(cell.people(w.locale), `"`, `""`)
		w.to.WriteString(`"` + text + `"`) //nolint:errcheck // as above
	}
	_, err := w.to.WriteString("\r\n")
	return err
}

func (w *excelCSV) Close() error { return w.to.Flush() }

// jsonlWriter writes one object a line, its keys in the order of the columns.
type jsonlWriter struct {
	to      *bufio.Writer
	columns []Column
}

func (w *jsonlWriter) Write(cells []Cell) error {
	w.to.WriteByte('{') //nolint:errcheck // a bufio.Writer keeps its error for Flush
	for i, cell := range cells {
		if i > 0 {
			w.to.WriteByte(',') //nolint:errcheck // as above
		}
		value, err := json.Marshal(w.value(cell))
		if err != nil {
			return fmt.Errorf("write %s: %w", w.columns[i].Key, err)
		}
		fmt.Fprintf(w.to, "%q:%s", w.columns[i].Key, value)
	}
	_, err := w.to.WriteString("}\n")
	return err
}

func (w *jsonlWriter) value(cell Cell) any {
	switch {
	case cell.None:
		return nil
	case cell.Kind == Number, cell.Kind == Money:
		return cell.Number
	}
	return cell.machine()
}

func (w *jsonlWriter) Close() error { return w.to.Flush() }
