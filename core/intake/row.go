package intake

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"
	"time"

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

// Person is what a row says of a customer. Ref is the source's reference, ""
// for none, and stands in for a name that is not there.
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
		return people.Tidy(unguard(cells[at]))
	}
	return ""
}

// unguard takes away the one apostrophe that a CSV for Excel puts before a
// cell that would otherwise be a formula, or look like one that was guarded.
func unguard(cell string) string {
	behind := strings.TrimLeft(cell, "'")
	if len(behind) < len(cell) && strings.IndexAny(behind, "=+-@\t\r\n＝＋－＠") == 0 {
		return cell[1:]
	}
	return cell
}

// digest passes over empty cells, so that a column that nobody fills changes
// no row.
func (r *Reader) digest(cells []string) Digest {
	hash := sha256.New()
	for _, field := range fields {
		if value := r.cell(cells, field.Key); value != "" {
			hash.Write([]byte(field.Key + "\x00" + strconv.Itoa(len(value)) + "\x00" + value))
		}
	}
	return Digest(hash.Sum(nil)[:16])
}

func (r *Reader) person(cells []string) (Person, error) {
	person := Person{
		Ref: r.cell(cells, "customer"), Name: r.cell(cells, "name"), CallName: r.cell(cells, "call_name"),
		Honorific: r.cell(cells, "honorific"), Email: r.cell(cells, "email"),
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
	switch {
	case person.Name == "":
		return person, &Problem{Reason: NoCustomer}
	case len(person.Ref) > people.MaxRef:
		return person, tooLong("customer's reference")
	}
	if r.Kind == Orders {
		person.Name = cut(person.Name) // no order is lost for a long name
	}
	return person, nil
}

// maxName is the longest name of a row of orders, in bytes: with a phone behind
// it, it can still be the reference of a customer who has no other.
const maxName = people.MaxRef - 20

// cut shortens a name to what a customer's may be.
func cut(name string) string {
	runes := []rune(name)
	name = string(runes[:min(len(runes), people.MaxName)])
	return strings.ToValidUTF8(name[:min(len(name), maxName)], "")
}

// tooLong keeps out what no index can hold.
func tooLong(what string) *Problem {
	return &Problem{Reason: BreaksRule, Text: "the " + what + " is too long"}
}
