package receipt_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/receipt"
)

func TestEveryLineOfAStatementFitsThePaper(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := receipt.Statement{Shop: rapid.String().Draw(t, "shop"), Customer: rapid.String().Draw(t, "customer"), Code: "C-00001", Lang: rapid.SampledFrom([]string{"id", "en"}).Draw(t, "lang")}
		for range rapid.IntRange(0, 5).Draw(t, "changes") {
			one.Words = append(one.Words, rapid.String().Draw(t, "words"))
			one.Period.Changes = append(one.Period.Changes, loyalty.Change{Points: loyalty.Points(rapid.Int64().Draw(t, "points"))})
		}
		one.Period.Soon = loyalty.Lots{{Points: 1 << 40}}
		width := rapid.SampledFrom([]receipt.Width{receipt.Narrow, receipt.Wide}).Draw(t, "width")
		for line := range strings.Lines(one.Text(width)) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > int(width) {
				t.Fatalf("%q has %d characters", line, n)
			}
		}
	})
}

// A PDF's page ends at five metres: a long life takes several.
func TestALongStatementTakesSeveralPages(t *testing.T) {
	one := receipt.Statement{Words: make([]string, 1500), Period: loyalty.Period{Changes: make([]loyalty.Change, 1500)}}
	var file bytes.Buffer
	if err := one.PDF(&file, receipt.Narrow); err != nil || !strings.Contains(file.String(), "/Count 4") {
		t.Errorf("the PDF of %d bytes has not four pages, %v", file.Len(), err)
	}
}
