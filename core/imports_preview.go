package core

import (
	"context"
	"io"

	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/intake"
)

// previewRows is how many rows a preview shows.
const previewRows = 20

// Preview is how a file would be read.
type Preview struct {
	Dialect   exchange.Dialect
	HasHeader bool
	Header    []string // as it stands; empty when there is none
	Columns   []string // the field of each column, "" to pass it over
	Rows      [][]string
	Size      int64 // bytes
}

// Preview reads the head of a file and guesses what its columns hold. It
// writes nothing.
func (i *Imports) Preview(_ context.Context, file io.ReadSeeker, options ImportOptions) (Preview, error) {
	options.DryRun = true
	r, err := i.begin(file, options)
	if err != nil {
		return Preview{}, err
	}
	defer exchange.Close(r.rows)
	found := Preview{Dialect: r.options.Dialect, Size: r.size, Header: []string{}, Columns: []string{}, Rows: [][]string{}}
	for len(found.Rows) < previewRows {
		row, ok, err := r.rows.Next()
		if err != nil {
			return Preview{}, err
		}
		if !ok {
			break
		}
		cells := append([]string{}, row.Cells...)
		if len(found.Rows) == 0 && !found.HasHeader && r.isHeader(cells) {
			found.HasHeader, found.Header = true, cells
			continue
		}
		found.Rows = append(found.Rows, cells)
	}
	found.Columns = r.guess(&found)
	return found, nil
}

// isHeader reports whether a first row holds headings: it names at least one
// field.
func (r *run) isHeader(cells []string) bool {
	for _, field := range intake.Guess(r.options.Kind, cells) {
		if field != "" {
			return true
		}
	}
	return false
}

func (r *run) guess(found *Preview) []string {
	if r.options.Columns != nil {
		return r.options.Columns
	}
	if found.HasHeader {
		return intake.Guess(r.options.Kind, found.Header)
	}
	width := 0
	for _, row := range found.Rows {
		width = max(width, len(row))
	}
	return make([]string, width)
}
