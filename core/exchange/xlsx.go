package exchange

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/raja-crm/raja/core/fault"
)

// The limits of a workbook, in bytes. Sheets and their texts are unpacked into
// temporary files, all other parts into memory: more of them is an attack or a
// mistake.
const (
	maxWorkbook = 64 << 20 // as it lies on disk
	maxUnzipped = 1 << 30  // unpacked
	maxOther    = 64 << 20 // unpacked, but for sheets and texts
	maxInMemory = 16 << 20 // a sheet or its texts, kept in memory below this
)

// xlsxRows reads the first sheet of a workbook, cells as they are shown but
// for dates, which come as YYYY-MM-DD where the workbook leaves their form to
// the reader's country.
type xlsxRows struct {
	book *excelize.File
	rows *excelize.Rows
	file *counter
	line int
}

func openXLSX(file *counter) (Rows, error) {
	raw, err := io.ReadAll(io.LimitReader(file, maxWorkbook+1))
	if err != nil {
		return nil, unreadable(err)
	}
	if err := checkParts(raw); err != nil {
		return nil, err
	}
	book, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{
		UnzipSizeLimit: maxUnzipped, UnzipXMLSizeLimit: maxInMemory,
		ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd", LongTimePattern: "hh:mm:ss",
	})
	if err != nil {
		return nil, notWorkbook(err)
	}
	rows := &xlsxRows{book: book, file: file}
	sheets := book.GetSheetList()
	if len(sheets) > 0 {
		rows.rows, err = book.Rows(sheets[0])
	}
	if rows.rows == nil || err != nil {
		rows.discard()
		return nil, fault.Invalid("file", "has no sheet that can be read").Because(err)
	}
	return rows, nil
}

// checkParts refuses a workbook that would unpack to too much, before any of
// it is unpacked.
func checkParts(raw []byte) error {
	if len(raw) > maxWorkbook {
		return fault.Invalid("file", "is larger than %d MiB; save it as CSV", maxWorkbook>>20)
	}
	parts, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return notWorkbook(err)
	}
	var all, other uint64
	for _, part := range parts.File {
		size := min(part.UncompressedSize64, maxUnzipped+1)
		all += size
		if name := strings.ToLower(part.Name); !strings.HasPrefix(name, "xl/worksheets/sheet") && name != "xl/sharedstrings.xml" {
			other += size
		}
		if all > maxUnzipped || other > maxOther {
			return fault.Invalid("file", "unpacks to more than a list of customers can be; it is not opened")
		}
	}
	return nil
}

func notWorkbook(err error) error {
	return fault.Invalid("file", "is not an XLSX workbook that can be opened").Because(err)
}

func (x *xlsxRows) Read() int64 { return x.file.total }

func (x *xlsxRows) Next() (Row, bool, error) {
	for x.rows.Next() {
		x.line++
		cells, err := x.rows.Columns()
		if err != nil {
			return Row{}, false, damaged(err)
		}
		if len(cells) > 0 {
			return checked(Row{Line: x.line, Cells: cells}), true, nil
		}
	}
	if err := x.rows.Error(); err != nil {
		return Row{}, false, damaged(err)
	}
	return Row{}, false, nil
}

func damaged(err error) error {
	return fault.Invalid("file", "its first sheet is damaged").Because(err)
}

// discard removes the temporary files, which hold what the workbook holds.
func (x *xlsxRows) discard() {
	if x.rows != nil {
		_ = x.rows.Close() // only read
	}
	_ = x.book.Close() // as above
}
