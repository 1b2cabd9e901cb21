package intake

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

// Reader turns the cells of one table into customers and orders.
type Reader struct {
	Kind     Kind
	Layout   Layout
	Dates    Dates
	Decimal  money.Decimal
	Currency money.Currency
	Zone     *time.Location
}

// Person is what a row says of a customer. Ref is the source's reference,
// and the name where there is none.
type Person struct {
	Ref                              string
	Name, CallName, Honorific, Email string
	Kind                             people.Kind
	Phone                            string
	Tags                             []string
}

// Sale is what a row says of an order.
type Sale struct {
	Number    string // the source's own, "" none
	At        time.Time
	DateOnly  bool
	Line      sale.Line
	Amount    money.Amount // of the whole order, when HasAmount
	HasAmount bool
}

// Digest tells rows apart: equal for rows that say the same.
type Digest [16]byte

// Entry is one row understood.
type Entry struct {
	Line   int
	Person Person
	Sale   Sale
	Digest Digest
	Cells  []string // the row as it was, for the report of one not taken
}

// Read understands one row. The error is a *Problem.
func (r *Reader) Read(line int, cells []string) (Entry, error) {
	if len(cells) < r.needed() {
		return Entry{}, &Problem{Reason: TooFewColumns, Text: strconv.Itoa(len(cells)) + " of " + strconv.Itoa(len(r.Layout))}
	}
	entry := Entry{Line: line, Digest: r.digest(cells), Cells: slices.Clone(cells)}
	var err error
	if entry.Person, err = r.person(cells); err != nil {
		return Entry{}, err
	}
	if r.Kind == Orders {
		entry.Sale, err = r.sale(cells)
	}
	return entry, err
}

// needed is the number of cells up to the last that holds a field; optional
// columns at the end of a row may be left off.
func (r *Reader) needed() int {
	for i := len(r.Layout) - 1; i >= 0; i-- {
		switch r.Layout[i] {
		case "customer", "date", "amount", "price", "name":
			return i + 1
		}
	}
	return 0
}

func (r *Reader) cell(cells []string, field string) string {
	if at := r.Layout.at(field); at >= 0 && at < len(cells) {
		return unguard(people.Tidy(cells[at]))
	}
	return ""
}

// unguard takes away the one apostrophe that a CSV for Excel puts before a
// cell that would otherwise be a formula.
func unguard(cell string) string {
	if len(cell) > 1 && cell[0] == '\'' && strings.ContainsRune("=+-@＝＋－＠", []rune(cell[1:])[0]) {
		return cell[1:]
	}
	return cell
}

func (r *Reader) digest(cells []string) Digest {
	hash := sha256.New()
	for _, field := range fields {
		if r.Layout.Has(field.Key) {
			value := r.cell(cells, field.Key)
			hash.Write([]byte(field.Key + "\x00" + strconv.Itoa(len(value)) + "\x00" + value)) //nolint:errcheck // a hash never fails
		}
	}
	return Digest(hash.Sum(nil)[:16])
}

func (r *Reader) person(cells []string) (Person, error) {
	person := Person{
		Ref: r.cell(cells, "customer"), Name: r.cell(cells, "name"), CallName: r.cell(cells, "call_name"),
		Honorific: strings.ToLower(r.cell(cells, "honorific")), Email: r.cell(cells, "email"),
		Kind: people.Kind(strings.ToLower(r.cell(cells, "kind"))), Phone: r.cell(cells, "phone"),
	}
	for _, tag := range strings.Split(r.cell(cells, "tags"), "/") {
		if tag = people.Tidy(tag); tag != "" {
			person.Tags = append(person.Tags, tag)
		}
	}
	if person.Name == "" {
		person.Name = person.Ref
	}
	if person.Name == "" {
		return person, &Problem{Reason: NoCustomer}
	}
	return person, nil
}

func (r *Reader) sale(cells []string) (Sale, error) {
	sold := Sale{Number: r.cell(cells, "order")}
	var err error
	if sold.At, sold.DateOnly, err = r.Dates.Read(r.cell(cells, "date"), r.cell(cells, "time"), r.Zone); err != nil {
		return sold, err
	}
	sold.Line = sale.Line{Item: r.cell(cells, "item"), Quantity: 1}
	if text := r.cell(cells, "quantity"); text != "" {
		if sold.Line.Quantity, err = readQuantity(text); err != nil {
			return sold, err
		}
	}
	if text := r.cell(cells, "price"); text != "" {
		if sold.Line.Price, err = r.amount(text); err != nil {
			return sold, err
		}
	}
	text := r.cell(cells, "amount")
	if text == "" && !r.Layout.Has("price") {
		return sold, &Problem{Reason: BadAmount, Text: "the amount is empty"}
	}
	if text != "" {
		sold.HasAmount = true
		sold.Amount, err = r.amount(text)
	}
	return sold, err
}

// readQuantity reads a whole number; decimals that are zeros are allowed.
func readQuantity(text string) (int64, error) {
	whole, fraction, _ := strings.Cut(text, ".")
	n, err := strconv.ParseInt(whole, 10, 40)
	if err != nil || n < 0 || strings.Trim(fraction, "0") != "" {
		return 0, &Problem{Reason: BadQuantity, Text: text}
	}
	return n, nil
}

func (r *Reader) amount(text string) (money.Amount, error) {
	amount, err := r.Currency.Parse(text, r.Decimal)
	switch {
	case err != nil:
		return 0, &Problem{Reason: BadAmount, Text: fault.As(err).Message}
	case amount < 0:
		return 0, &Problem{Reason: NegativeAmount, Text: text}
	case amount > sale.MaxTotal:
		return 0, &Problem{Reason: BadAmount, Text: text + " is larger than an order can be"}
	}
	return amount, nil
}
