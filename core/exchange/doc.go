// Package exchange reads and writes tables in the files that shops have: CSV
// in any dialect, columns parted by spaces, XLSX, JSON lines. It knows cells,
// lines and encodings; what a column means is the business of the engine's
// Imports and Exports.
package exchange

import "github.com/raja-crm/raja/core/fault"

// Format is a kind of file.
type Format string

// The formats. CSV for Excel and for machines differ in writing only.
const (
	CSV        Format = "csv"
	CSVMachine Format = "csv-machine"
	Spaces     Format = "spaces"
	XLSX       Format = "xlsx"
	JSONL      Format = "jsonl"
)

// MaxRecord is the longest row that is read, in bytes. A longer one is no
// table: the file is refused with its line.
const MaxRecord = 1 << 20

// MaxColumns is how many cells of a row are read.
const MaxColumns = 500

// Row is one record of a table with the line on which it begins, from 1.
// Problem says why the cells could not be read; the next row still can.
type Row struct {
	Line    int
	Cells   []string
	Problem string
}

// Rows walks a table from its first row, the header included if there is one.
type Rows interface {
	// Next returns false at the end. An error ends the walk: what follows
	// cannot be trusted.
	Next() (Row, bool, error)
	// Read returns how many bytes of the file have been read.
	Read() int64
}

func tooLong(line int) error {
	return fault.Invalid("file", "line %d is longer than %d KiB; this is not a table, or a quotation mark is never closed", line, MaxRecord>>10)
}
