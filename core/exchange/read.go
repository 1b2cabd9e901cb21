package exchange

import (
	"io"

	"golang.org/x/text/transform"

	"github.com/raja-crm/raja/core/fault"
)

// Open returns the rows of a file in a dialect that Sniff has filled in.
func Open(file io.Reader, dialect Dialect) (Rows, error) {
	counted := &counter{from: file}
	if dialect.Format == XLSX {
		return openXLSX(counted)
	}
	way, err := decoder(dialect.Encoding)
	if err != nil {
		return nil, err
	}
	text := &counter{from: transform.NewReader(counted, way)}
	switch dialect.Format {
	case CSV, CSVMachine:
		return openCSV(text, counted, dialect.Delimiter), nil
	case Spaces:
		return openSpaces(text, counted), nil
	case JSONL:
		return openJSONL(text, counted), nil
	}
	return nil, fault.Invalid("format", "%q cannot be read; use csv, spaces, xlsx or jsonl", dialect.Format)
}

// counter counts what is read through it, and ends a record that goes over
// the limit: the reader behind it would keep all of it in memory.
type counter struct {
	from  io.Reader
	total int64
	since int64 // bytes since the last mark
	limit int64 // 0 none
}

func (c *counter) Read(p []byte) (int, error) {
	if c.limit > 0 && c.since > c.limit {
		return 0, errLong
	}
	n, err := c.from.Read(p)
	c.total += int64(n)
	c.since += int64(n)
	return n, err
}

// mark begins a new record.
func (c *counter) mark() { c.since = 0 }

var errLong = fault.Invalid("file", "has a record over the limit")
