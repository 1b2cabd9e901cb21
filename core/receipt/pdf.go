package receipt

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// What a PDF of a nota measures, in millimetres.
const (
	margin     = 3.0
	lineHeight = 3.6
)

// mostLines is how many lines one page holds: a PDF's page ends at five metres.
const mostLines = 1000

// PDF writes the nota's lines on a page as wide as the paper and as long as
// they need.
func (n *Nota) PDF(w io.Writer, width Width) error {
	return writePDF(w, width, n.Number, n.Text(width), n.Lang, n.Order.At)
}

// writePDF writes lines on pages as wide as the paper and as long as they need.
// The same text of the same moment is the same file.
func writePDF(w io.Writer, width Width, title, text, lang string, at time.Time) error {
	wide, points := 58.0, 7.4
	if width == Wide {
		wide, points = 80.0, 7.2
	}
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "mm", Size: fpdf.SizeType{Wd: wide, Ht: wide}})
	doc.SetMargins(margin, margin, margin)
	doc.SetAutoPageBreak(false, margin)
	doc.SetTitle(title, true)
	doc.SetCreationDate(at.UTC())
	doc.SetModificationDate(at.UTC())
	doc.SetCatalogSort(true)
	doc.SetFont("Courier", "", points)
	for page := range slices.Chunk(printed(text, width, lang), mostLines) {
		doc.AddPageFormat("P", fpdf.SizeType{Wd: wide, Ht: 2*margin + lineHeight*float64(len(page))})
		for _, line := range page {
			doc.CellFormat(wide-2*margin, lineHeight, line, "", 1, "L", false, 0, "")
		}
	}
	if err := doc.Output(w); err != nil {
		return fmt.Errorf("write the PDF of %s: %w", title, err)
	}
	return nil
}

// printed are the lines of a text in the letters of the PDF's typeface, and
// below them what a replaced letter means, where there is one.
func printed(text string, width Width, lang string) []string {
	var lines []string
	all := true
	for line := range strings.Lines(text) {
		written, whole := latin(strings.TrimSuffix(line, "\n"))
		lines, all = append(lines, written), all && whole
	}
	if all {
		return lines
	}
	note := "? = huruf yang tidak ada di PDF ini"
	if lang == "en" {
		note = "? = a letter that this PDF does not have"
	}
	return append(lines, fold(note, int(width))...)
}
