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

// Error returns the reason in words.
func (p *Problem) Error() string {
	text := p.Text
	if len(text) > maxShown {
		text = strings.ToValidUTF8(text[:maxShown], "") + "…"
	}
	switch p.Reason {
	case Unreadable:
		return "the row cannot be read: " + text
	case TooFewColumns:
		return "the row has too few columns: " + text
	case NoCustomer:
		return "the row names no customer"
	case BadDate:
		return fmt.Sprintf("%q is not a date in the chosen format", text)
	case BadTime:
		return fmt.Sprintf("%q is not a time like 21:12", text)
	case BadAmount:
		return text
	case BadQuantity:
		return fmt.Sprintf("%q is not a quantity", text)
	case NegativeAmount:
		return fmt.Sprintf("%q is negative; record a refund instead", text)
	case OrderRepeated:
		return fmt.Sprintf("order %q stands in the file again after other orders; bring its rows together", text)
	case LinesDisagree:
		return fmt.Sprintf("the rows of order %q disagree on customer, date or amount", text)
	}
	return text
}
