package exchange

import (
	"bufio"
	"errors"
	"io"
	"strings"

	"github.com/raja-crm/raja/core/fault"
)

// lineRows reads one record a line and leaves the cells to split.
type lineRows struct {
	scanner *bufio.Scanner
	file    *counter
	line    int
	split   func(line string) Row
}

func openLines(text, file *counter, split func(string) Row) *lineRows {
	scanner := bufio.NewScanner(text)
	scanner.Buffer(nil, MaxRecord)
	return &lineRows{scanner: scanner, file: file, split: split}
}

func (l *lineRows) Read() int64 { return l.file.total }

// Next passes over lines that hold nothing but spaces.
func (l *lineRows) Next() (Row, bool, error) {
	for l.scanner.Scan() {
		l.line++
		text := strings.TrimSpace(l.scanner.Text())
		if text == "" {
			continue
		}
		row := l.split(text)
		row.Line = l.line
		return checked(row), true, nil
	}
	if errors.Is(l.scanner.Err(), bufio.ErrTooLong) {
		return Row{}, false, tooLong(l.line + 1)
	}
	if err := l.scanner.Err(); err != nil {
		return Row{}, false, unreadable(err)
	}
	return Row{}, false, nil
}

// openSpaces reads columns parted by any run of spaces or tabs.
func openSpaces(text, file *counter) Rows {
	return openLines(text, file, func(line string) Row { return Row{Cells: strings.Fields(line)} })
}

func unreadable(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fault.Invalid("file", "ends in the middle").Because(err)
	}
	return fault.Unavailable("file", "cannot be read to its end").Because(err)
}
