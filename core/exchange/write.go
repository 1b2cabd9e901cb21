package exchange

import (
	"bufio"
	"io"
	"strconv"

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
