package exchange

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"
)

// machineCSV is RFC 4180: comma, CRLF, quotes where needed, no byte order
// mark.
type machineCSV struct {
	below io.Writer
	to    *csv.Writer
	cells []string
}

func newMachineCSV(to io.Writer, columns []Column) (Writer, error) {
	w := &machineCSV{below: to, to: csv.NewWriter(to)}
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
	if len(w.cells) == 1 && w.cells[0] == "" {
		return w.lone()
	}
	return w.to.Write(w.cells)
}

// lone writes a row of one empty cell with quotes: a blank line is no row.
func (w *machineCSV) lone() error {
	w.to.Flush()
	if err := w.to.Error(); err != nil {
		return err
	}
	_, err := io.WriteString(w.below, "\"\"\r\n")
	return err
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
