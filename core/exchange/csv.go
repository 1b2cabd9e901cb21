package exchange

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// csvRows reads RFC 4180 and its relatives: any delimiter, bare quotes inside
// a cell, rows of different length, Excel's "sep=;" line.
type csvRows struct {
	reader *csv.Reader
	text   *counter
	file   *counter
	first  bool
}

// bufferSlack is what the CSV reader may have read ahead of a record.
const bufferSlack = 8 << 10

func openCSV(text, file *counter, delimiter rune) Rows {
	text.limit = MaxRecord + bufferSlack
	reader := csv.NewReader(text)
	reader.Comma = delimiter
	reader.LazyQuotes = true
	reader.FieldsPerRecord = -1
	reader.ReuseRecord = true
	return &csvRows{reader: reader, text: text, file: file, first: true}
}

func (c *csvRows) Read() int64 { return c.file.total }

func (c *csvRows) Next() (Row, bool, error) {
	c.text.mark()
	cells, err := c.reader.Read()
	if errors.Is(err, io.EOF) {
		return Row{}, false, nil
	}
	var parse *csv.ParseError
	if errors.As(err, &parse) && !errors.Is(err, errLong) {
		return Row{Line: parse.StartLine, Problem: "the quotation marks do not match"}, true, nil
	}
	if err != nil {
		return Row{}, false, c.fail(err)
	}
	line, _ := c.reader.FieldPos(0)
	if c.first {
		c.first = false
		if len(cells) <= 2 && strings.HasPrefix(cells[0], "sep=") {
			return c.Next()
		}
	}
	if len(cells) > MaxColumns {
		return Row{Line: line, Problem: "has too many columns"}, true, nil
	}
	return Row{Line: line, Cells: cells}, true, nil
}

func (c *csvRows) fail(err error) error {
	if errors.Is(err, errLong) {
		line, _ := c.reader.FieldPos(0)
		return tooLong(line + 1)
	}
	return unreadable(err)
}
