package exchange

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"golang.org/x/text/transform"

	"github.com/raja-crm/raja/core/fault"
)

// Open returns the rows of a file in a dialect that Sniff has filled in. Give
// them to Close in the end.
func Open(file io.Reader, dialect Dialect) (Rows, error) {
	counted := &counter{from: file}
	if dialect.Format == XLSX {
		return openXLSX(counted)
	}
	way, err := decoder(dialect.Encoding)
	if err != nil {
		return nil, err
	}
	text := &counter{from: transform.NewReader(transform.NewReader(counted, way), &lineEnds{})}
	switch dialect.Format {
	case CSV, CSVMachine:
		return openCSV(text, counted, dialect.Delimiter)
	case Spaces:
		return openSpaces(text, counted), nil
	case JSONL:
		return openJSONL(text, counted), nil
	}
	return nil, fault.Invalid("format", "%q cannot be read; use csv, spaces, xlsx or jsonl", dialect.Format)
}

// Close gives back what rows, or a writer that was not closed, hold: temporary
// files of a workbook. Where there is nothing to give back it does nothing.
func Close(rowsOrWriter any) {
	if holds, ok := rowsOrWriter.(interface{ discard() }); ok {
		holds.discard()
	}
}

// counter counts what is read through it, and ends a record that goes over
// the limit: the reader behind it would keep all of it in memory.
type counter struct {
	from  io.Reader
	total int64
	since int64 // bytes since the last mark
	limit int64 // 0 none
	last  byte  // the last byte that is no line end
	ended bool
}

func (c *counter) Read(p []byte) (int, error) {
	if c.limit > 0 && c.since > c.limit {
		return 0, errLong
	}
	n, err := c.from.Read(p)
	c.total += int64(n)
	c.since += int64(n)
	if text := bytes.TrimRight(p[:n], "\n"); len(text) > 0 {
		c.last = text[len(text)-1]
	}
	c.ended = errors.Is(err, io.EOF)
	return n, err
}

// mark begins a new record.
func (c *counter) mark() { c.since = 0 }

var errLong = errors.New("a record is over the limit")

// checked returns the row, or what keeps its cells from being read.
func checked(row Row) Row {
	switch {
	case row.Problem != "":
	case len(row.Cells) > MaxColumns:
		row = Row{Line: row.Line, Problem: "has too many columns"}
	default:
		for _, cell := range row.Cells {
			if strings.IndexByte(cell, 0) >= 0 {
				return Row{Line: row.Line, Problem: "holds zero bytes; the file is damaged"}
			}
		}
	}
	return row
}
