package exchange

import (
	"github.com/xuri/excelize/v2"

	"github.com/raja-crm/raja/core/fault"
)

// What a workbook may unpack to, in bytes: more is an attack or a mistake.
const maxUnzipped = 1 << 30

// xlsxRows reads the first sheet of a workbook, cells as they are shown.
type xlsxRows struct {
	book *excelize.File
	rows *excelize.Rows
	file *counter
	line int
}

func openXLSX(file *counter) (Rows, error) {
	book, err := excelize.OpenReader(file, excelize.Options{UnzipSizeLimit: maxUnzipped, RawCellValue: false})
	if err != nil {
		return nil, fault.Invalid("file", "is not an XLSX workbook that can be opened").Because(err)
	}
	sheets := book.GetSheetList()
	if len(sheets) == 0 {
		return nil, fault.Invalid("file", "has no sheet")
	}
	rows, err := book.Rows(sheets[0])
	if err != nil {
		return nil, fault.Invalid("file", "its first sheet cannot be read").Because(err)
	}
	return &xlsxRows{book: book, rows: rows, file: file}, nil
}

func (x *xlsxRows) Read() int64 { return x.file.total }

func (x *xlsxRows) Next() (Row, bool, error) {
	for x.rows.Next() {
		x.line++
		cells, err := x.rows.Columns()
		if err != nil {
			return Row{}, false, unreadable(err)
		}
		if len(cells) == 0 {
			continue
		}
		if len(cells) > MaxColumns {
			return Row{Line: x.line, Problem: "has too many columns"}, true, nil
		}
		return Row{Line: x.line, Cells: cells}, true, nil
	}
	if err := x.rows.Error(); err != nil {
		return Row{}, false, unreadable(err)
	}
	return Row{}, false, x.book.Close()
}
