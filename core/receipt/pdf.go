package receipt

import (
	"fmt"
	"io"
	"strings"

	"codeberg.org/go-pdf/fpdf"
)

// What a PDF of a nota measures, in millimetres.
const (
	margin     = 3.0
	lineHeight = 3.6
)

// PDF writes the nota's lines on a page as wide as the paper and as long as
// they need.
func (n *Nota) PDF(w io.Writer, width Width) error {
	wide, points := 58.0, 7.4
	if width == Wide {
		wide, points = 80.0, 7.2
	}
	lines := strings.Split(strings.TrimRight(n.Text(width), "\n"), "\n")
	doc := fpdf.NewCustom(&fpdf.InitType{
		UnitStr: "mm", Size: fpdf.SizeType{Wd: wide, Ht: 2*margin + lineHeight*float64(len(lines))},
	})
	doc.SetMargins(margin, margin, margin)
	doc.SetAutoPageBreak(false, margin)
	doc.SetTitle(n.Number, true)
	doc.SetCreationDate(n.Order.At.UTC())
	doc.SetModificationDate(n.Order.At.UTC())
	doc.SetCatalogSort(true)
	doc.AddPage()
	doc.SetFont("Courier", "", points)
	latin := doc.UnicodeTranslatorFromDescriptor("")
	for _, line := range lines {
		doc.CellFormat(wide-2*margin, lineHeight, latin(line), "", 1, "L", false, 0, "")
	}
	if err := doc.Output(w); err != nil {
		return fmt.Errorf("write the PDF of %s: %w", n.Number, err)
	}
	return nil
}
