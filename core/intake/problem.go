package intake

import (
	"fmt"
	"strings"
)

// Reason is why a row was not taken. Codes are for programs and for
// translation; Problem makes the sentence.
type Reason string

// The reasons. They are part of what the command line prints: append only.
const (
	Unreadable      Reason = "unreadable_row"
	TooFewColumns   Reason = "too_few_columns"
	NoCustomer      Reason = "missing_customer"
	BadDate         Reason = "bad_date"
	BadTime         Reason = "bad_time"
	BadAmount       Reason = "bad_amount"
	BadQuantity     Reason = "bad_quantity"
	NegativeAmount  Reason = "negative_amount"
	OrderRepeated   Reason = "order_repeated"
	LinesDisagree   Reason = "lines_disagree"
	SharedReference Reason = "shared_reference"
	BreaksRule      Reason = "breaks_a_rule"
)

// maxShown is how much of a text a sentence quotes, in bytes.
const maxShown = 120

// Problem is a reason with the text at fault. It is an error.
type Problem struct {
	Reason Reason
	Text   string
}

// sentences are the reasons in words, Indonesian and English; each quotes the
// text at fault once.
var sentences = map[Reason][2]string{
	Unreadable:     {"baris tidak dapat dibaca: %s", "the row cannot be read: %s"},
	TooFewColumns:  {"kolom pada baris kurang: %s", "the row has too few columns: %s"},
	NoCustomer:     {"baris tidak menyebut pelanggan%s", "the row names no customer%s"},
	BadDate:        {"%q bukan tanggal; sebutkan bentuknya dengan --date-format", "%q is not a date; say how they are written with --date-format"},
	BadTime:        {"%q bukan jam seperti 21:12", "%q is not a time like 21:12"},
	BadAmount:      {"jumlah uang salah: %s", "%s"},
	BadQuantity:    {"%q bukan jumlah barang; harus bilangan bulat", "%q is not a quantity; it must be a whole number"},
	NegativeAmount: {"%q negatif; catat pengembalian sebagai gantinya", "%q is negative; record a refund instead"},
	OrderRepeated:  {"nota %q muncul lagi setelah nota lain; kumpulkan baris-barisnya", "order %q stands in the file again after other orders; bring its rows together"},
	LinesDisagree:  {"baris-baris nota %q berbeda pelanggan, tanggal, atau total", "the rows of order %q disagree on customer, date or amount"},
}

// Error returns the reason in English words.
func (p *Problem) Error() string { return p.Sentence("en") }

// Sentence returns the reason in words of a language, "id" or "en".
func (p *Problem) Sentence(lang string) string {
	text := p.Text
	if len(text) > maxShown {
		text = strings.ToValidUTF8(text[:maxShown], "") + "…"
	}
	pair, known := sentences[p.Reason]
	if !known {
		return text
	}
	if p.Reason == NoCustomer {
		text = ""
	}
	if lang == "id" {
		return fmt.Sprintf(pair[0], text)
	}
	return fmt.Sprintf(pair[1], text)
}
