package exchange

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/money"
)

// maxSheetRows is what a sheet holds below its header.
const maxSheetRows = 1_048_575

// xlsxWriter streams rows into sheets: phones and references as text, real
// numbers and dates, a frozen and filtered header, and a sheet about the
// export.
type xlsxWriter struct {
	to      io.Writer
	book    *excelize.File
	sheet   *excelize.StreamWriter
	sheets  int
	rows    int // in the sheet, the header included
	columns []Column
	locale  Locale
	about   [][2]string
	head    int // style numbers
	money   int
	date    int
	cells   []any
}

func newXLSX(to io.Writer, columns []Column, locale Locale, about [][2]string) (Writer, error) {
	w := &xlsxWriter{to: to, book: excelize.NewFile(), columns: columns, locale: locale, about: about}
	if err := w.styles(); err != nil {
		return nil, err
	}
	return w, w.newSheet()
}

func (w *xlsxWriter) styles() (err error) {
	amount := moneyFormat(w.locale.Currency)
	day := "yyyy-mm-dd"
	if w.head, err = w.book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return err
	}
	if w.money, err = w.book.NewStyle(&excelize.Style{CustomNumFmt: &amount}); err != nil {
		return err
	}
	w.date, err = w.book.NewStyle(&excelize.Style{CustomNumFmt: &day})
	return err
}

func moneyFormat(currency money.Currency) string {
	if currency.Code == "IDR" {
		return `"Rp" #,##0`
	}
	if currency.Exponent == 0 {
		return `"` + currency.Code + `" #,##0`
	}
	return `"` + currency.Code + `" #,##0.` + strings.Repeat("0", currency.Exponent)
}

func (w *xlsxWriter) title() string {
	name := "Customers"
	if w.locale.Lang == "id" {
		name = "Pelanggan"
	}
	if w.sheets > 1 {
		name = fmt.Sprintf("%s %d", name, w.sheets)
	}
	return name
}

// newSheet begins a sheet with its header.
func (w *xlsxWriter) newSheet() (err error) {
	w.sheets++
	w.rows = 0
	if w.sheets == 1 {
		err = w.book.SetSheetName("Sheet1", w.title())
	} else {
		_, err = w.book.NewSheet(w.title())
	}
	if err != nil {
		return err
	}
	if w.sheet, err = w.book.NewStreamWriter(w.title()); err != nil {
		return err
	}
	if err := w.sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := w.sheet.SetColWidth(1, max(len(w.columns), 1), 18); err != nil {
		return err
	}
	heads := make([]any, len(w.columns))
	for i, column := range w.columns {
		heads[i] = excelize.Cell{StyleID: w.head, Value: column.Title}
	}
	return w.put(heads)
}

func (w *xlsxWriter) put(cells []any) error {
	w.rows++
	at, err := excelize.CoordinatesToCellName(1, w.rows)
	if err != nil {
		return err
	}
	return w.sheet.SetRow(at, cells)
}

func (w *xlsxWriter) Write(cells []Cell) error {
	if w.rows > maxSheetRows {
		if err := w.endSheet(); err != nil {
			return err
		}
		if err := w.newSheet(); err != nil {
			return err
		}
	}
	w.cells = w.cells[:0]
	for _, cell := range cells {
		w.cells = append(w.cells, w.value(cell))
	}
	return w.put(w.cells)
}

func (w *xlsxWriter) value(cell Cell) any {
	switch {
	case cell.None:
		return nil
	case cell.Kind == Number:
		return cell.Number
	case cell.Kind == Money:
		return excelize.Cell{StyleID: w.money, Value: major(cell.Number, w.locale.Currency.Exponent)}
	case cell.Kind == Date:
		return excelize.Cell{StyleID: w.date, Value: clock.Day(cell.Number).At(0, 0, time.UTC)}
	case cell.Kind == Phone && cell.Home != "":
		return cell.Home
	}
	return cell.Text
}

// Close writes the sheet about the export and the file.
func (w *xlsxWriter) Close() error {
	defer w.discard()
	if err := w.endSheet(); err != nil {
		return err
	}
	if err := w.explain(); err != nil {
		return err
	}
	_, err := w.book.WriteTo(w.to)
	return err
}

// explain adds the sheet about the export.
func (w *xlsxWriter) explain() error {
	name := "About"
	if w.locale.Lang == "id" {
		name = "Keterangan"
	}
	if _, err := w.book.NewSheet(name); err != nil {
		return err
	}
	for i, line := range w.about {
		if err := w.book.SetSheetRow(name, fmt.Sprintf("A%d", i+1), &[]any{line[0], line[1]}); err != nil {
			return err
		}
	}
	return w.book.SetColWidth(name, "A", "B", 32)
}

// endSheet finishes the sheet at hand and lets its header filter it.
func (w *xlsxWriter) endSheet() error {
	last, err := excelize.CoordinatesToCellName(max(len(w.columns), 1), max(w.rows, 1))
	if err != nil {
		return err
	}
	if err := w.book.AutoFilter(w.title(), "A1:"+last, nil); err != nil {
		return err
	}
	return w.sheet.Flush() // behind it nothing more gets into the sheet
}

// discard removes the temporary files, which hold what the workbook holds.
func (w *xlsxWriter) discard() {
	_ = w.book.Close() // what matters is in the file already
}
