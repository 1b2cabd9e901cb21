package exchange

import (
	"math"
	"strings"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/money"
)

// CellKind says how a cell is written in each format.
type CellKind int

// The kinds of cell.
const (
	Text   CellKind = iota
	Number          // whole
	Money           // minor units
	Date            // a calendar day; the zero cell is none
	Phone           // Text is E.164 or raw, Home the form dialled at home
)

// Cell is one value of a table that is written.
type Cell struct {
	Kind   CellKind
	Text   string
	Home   string
	Number int64
	None   bool // an empty cell of a kind that has no empty value
}

// Column heads the cells below it. Key heads machine formats, Title those for
// people.
type Column struct {
	Key, Title string
}

// Locale is how numbers are written for people.
type Locale struct {
	Lang     string // "id" or "en"
	Currency money.Currency
}

// delimiter is what spreadsheets of a language expect: where the comma parts
// decimals, the semicolon parts cells.
func (l Locale) delimiter() byte {
	if l.Lang == "id" {
		return ';'
	}
	return ','
}

// machine returns the cell for programs: whole minor units, ISO dates, E.164.
func (c Cell) machine() string {
	switch {
	case c.None:
		return ""
	case c.Kind == Number, c.Kind == Money:
		return plainNumber(c.Number)
	case c.Kind == Date:
		return clock.Day(c.Number).String()
	}
	return c.Text
}

// people returns the cell for a spreadsheet's reader.
func (c Cell) people(locale Locale) string {
	switch {
	case c.None:
		return ""
	case c.Kind == Number:
		return plainNumber(c.Number)
	case c.Kind == Money:
		text := locale.Currency.Plain(money.Amount(c.Number))
		if locale.Lang == "id" {
			text = strings.Replace(text, ".", ",", 1)
		}
		return text
	case c.Kind == Date:
		return clock.Day(c.Number).String()
	case c.Kind == Phone && c.Home != "":
		return guard(c.Home)
	}
	return guard(c.Text)
}

// triggers are what makes a spreadsheet run a cell as a formula when it stands
// first (OWASP, CSV injection, with LF and the full-width signs).
const triggers = "=+-@\t\r\n＝＋－＠"

// guard puts an apostrophe before a text that a spreadsheet would run, and
// before one that looks as if this had been done to it: an import takes
// exactly one away, and gets back what was there.
func guard(text string) string {
	if strings.IndexAny(strings.TrimLeft(text, "'"), triggers) == 0 {
		return "'" + text
	}
	return text
}

// major turns minor units into the number a spreadsheet shows. It is the one
// place where an amount meets a float: a spreadsheet has no other numbers.
func major(minor int64, exponent int) any {
	if exponent == 0 {
		return minor
	}
	return float64(minor) / math.Pow10(exponent)
}
