package exchange

import (
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/raja-crm/raja/core/fault"
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

func openCSV(text, file *counter, delimiter rune) (Rows, error) {
	if strings.ContainsRune("\x00\"\r\n", delimiter) || !utf8.ValidRune(delimiter) || delimiter == utf8.RuneError {
		return nil, fault.Invalid("delimiter", "%q cannot part cells; use a comma, a semicolon, a tab or a bar", delimiter)
	}
	text.limit = MaxRecord + bufferSlack
	reader := csv.NewReader(text)
	reader.Comma = delimiter
	reader.LazyQuotes = true
	reader.FieldsPerRecord = -1
	reader.ReuseRecord = true
	return &csvRows{reader: reader, text: text, file: file, first: true}, nil
}

func (c *csvRows) Read() int64 { return c.file.total }

func (c *csvRows) Next() (Row, bool, error) {
	c.text.mark()
	cells, err := c.reader.Read()
	if errors.Is(err, io.EOF) {
		return Row{}, false, nil
	}
	line, _ := c.reader.FieldPos(0)
	if errors.Is(err, errLong) {
		return Row{}, false, tooLong(line)
	}
	if err != nil {
		return Row{}, false, unreadable(err)
	}
	first := c.first
	c.first = false
	switch {
	case first && len(cells) <= 2 && separator(cells[0]+string(c.reader.Comma)) != "":
		return c.Next()
	case c.unclosed(cells):
		return Row{Line: line, Problem: "a quotation mark is never closed, so the rows behind it cannot be told apart"}, true, nil
	}
	return checked(Row{Line: line, Cells: cells}), true, nil
}

// separator returns what the "sep=" line of Excel names, "" for another line.
func separator(line string) string {
	if len(line) > len("sep=") && strings.EqualFold(line[:len("sep=")], "sep=") {
		return line[len("sep="):]
	}
	return ""
}

// unclosed reports whether a record's last cell runs over line ends to the end
// of a file that does not end in a quotation mark.
func (c *csvRows) unclosed(cells []string) bool {
	return c.text.ended && c.reader.InputOffset() == c.text.total && c.text.last != '"' &&
		strings.Contains(cells[len(cells)-1], "\n")
}
