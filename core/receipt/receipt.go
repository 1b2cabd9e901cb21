// Package receipt lays out a nota: as text for paper of 58 or 80 mm, and as a
// PDF of the same lines. It takes an order as it was recorded, so that a
// reprint says what the first print said. It keeps nothing and sends nothing.
package receipt

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

// Width is how many characters fit on a line.
type Width int

// The widths of the paper that shops use.
const (
	Narrow Width = 32 // 58 mm
	Wide   Width = 48 // 80 mm
)

// WidthOf returns the width for paper of so many millimetres.
func WidthOf(millimetres int) (Width, error) {
	switch millimetres {
	case 58:
		return Narrow, nil
	case 80:
		return Wide, nil
	}
	return 0, fault.Invalid("width", "%d is neither 58 nor 80", millimetres)
}

// Nota is what is printed.
type Nota struct {
	Shop     string
	Number   string // "N-000123"
	Order    *sale.Order
	Customer string
	Points   int64           // what she has after it
	Codes    []Code          // that took something off
	Gifts    []Gift          // that it brought for another time
	Ways     []sale.Way      // how it was paid, less what went back
	Promise  string          // when it is ready, in words; "" prints nothing
	Asset    string          // the thing that it is about, in words; "" is none
	By       string          // who took it; "" is not said
	Answers  []sale.Answered // to what was asked as it was taken, those that are printed
	Photos   []Photo         // of the condition in which it came
	Zone     *time.Location
	Currency money.Currency
	Lang     string // "id" or "en"
	Copy     bool   // it was printed before
}

// Code is a promotion that took something off.
type Code struct {
	Name     string       // the promotion's
	Off      money.Amount // of the order's discount
	Delivery money.Amount // off the delivery, which the order's is less
}

// Gift is a coupon that an order brought.
type Gift struct {
	Name  string    // the promotion's
	Until time.Time // zero for no end
}

// Photo is a photo of the condition in which something came.
type Photo struct {
	Code  string
	Stamp string // the beginning of its SHA-256, by which it is known again
}

// Text lays the nota out, line by line.
func (n *Nota) Text(width Width) string {
	p := &paper{width: int(width)}
	p.centre(n.Shop)
	p.rule()
	p.pair(n.pick("Nota", "Nota"), n.Number)
	p.pair(n.pick("Tanggal", "Date"), n.Order.At.In(n.Zone).Format("02-01-2006 15:04"))
	p.pair(n.pick("Pelanggan", "Customer"), n.Customer)
	p.pairUnless(n.Asset == "", n.pick("Barang", "Item"), n.Asset)
	p.pairUnless(n.By == "", n.pick("Diterima oleh", "Taken in by"), n.By)
	if n.Copy {
		p.centre(n.pick("- SALINAN -", "- COPY -"))
	}
	n.answers(p)
	n.photos(p)
	p.rule()
	for i := range n.Order.Lines {
		n.line(p, &n.Order.Lines[i])
	}
	p.rule()
	n.sums(p)
	n.end(p)
	return p.text.String()
}

// answers prints what was asked as the order was taken.
func (n *Nota) answers(p *paper) {
	if len(n.Answers) > 0 {
		p.rule()
	}
	for _, one := range n.Answers {
		p.wrap(one.Text(n.Lang))
		p.wrap("  " + one.Answer)
	}
}

// photos prints which photos were taken of it, so that neither side can put
// another in their place.
func (n *Nota) photos(p *paper) {
	if len(n.Photos) == 0 {
		return
	}
	p.rule()
	p.wrap(n.pick("Foto kondisi saat diterima", "Photos of its condition"))
	for _, one := range n.Photos {
		p.pair("  "+one.Code, one.Stamp)
	}
}

func (n *Nota) pick(id, en string) string {
	if n.Lang == "en" {
		return en
	}
	return id
}

func (n *Nota) money(amount money.Amount) string { return n.Currency.Text(amount, n.Lang) }

// line prints an item: its name, and below how much of it for what. What was
// weighed, measured or counted is shown beside what is charged.
func (n *Nota) line(p *paper, line *sale.Line) {
	p.wrap(line.Item)
	gross, _ := money.TimesMilli(line.Price, line.Thousandths())
	much := n.quantity(line.Thousandths()) + " " + n.unit(line.Unit) + " x " + n.money(line.Price)
	if line.Price == 0 {
		gross, much = line.Net, n.quantity(line.Thousandths())+" "+n.unit(line.Unit)
	}
	p.pair("  "+much, n.money(gross))
	if line.Measured > 0 && line.Measured != line.Milli {
		p.wrap("  (" + n.measured(line.Unit) + n.quantity(line.Measured) + " " + n.unit(line.Unit) + ")")
	}
	if line.BackMilli > 0 {
		p.wrap("  (" + n.pick("dikembalikan ", "returned ") + n.quantity(line.BackMilli) + ": " + n.money(line.Back) + ")") // which stands in the sums
	}
}

// measured is the word for what was there before the least and the rounding.
func (n *Nota) measured(unit sale.Unit) string {
	switch unit {
	case sale.Kilogram:
		return n.pick("timbang ", "weighed ")
	case sale.Metre:
		return n.pick("ukur ", "measured ")
	case sale.Hour:
		return n.pick("lamanya ", "took ")
	}
	return n.pick("jumlahnya ", "counted ")
}

func (n *Nota) unit(unit sale.Unit) string {
	switch unit {
	case "", sale.Piece:
		return n.pick("bh", "pc")
	case sale.Pair:
		return n.pick("psg", "pair")
	case sale.Hour:
		return n.pick("jam", "h")
	}
	return string(unit)
}

// quantity writes thousandths as people do: 3,25 in Indonesian, 3.25.
func (n *Nota) quantity(thousandths int64) string {
	text := fmt.Sprint(thousandths / 1000)
	if rest := thousandths % 1000; rest > 0 {
		text += n.pick(",", ".") + strings.TrimRight(fmt.Sprintf("%03d", rest), "0")
	}
	return text
}

func (n *Nota) sums(p *paper) {
	order := n.Order
	n.takenOff(p)
	p.pairUnless(order.Rounding == 0, n.pick("Pembulatan", "Rounding"), n.money(order.Rounding))
	p.pairUnless(order.Refunded == 0, n.pick("Dikembalikan", "Refunded"), "-"+n.money(order.Refunded))
	p.pairUnless(order.DeliveryBack == 0, n.pick("Ongkir dikembalikan", "Delivery refunded"), "-"+n.money(order.DeliveryBack))
	if order.Over() {
		standing := *order
		standing.Void, standing.Cancelled = nil, false
		p.pair(n.over(), "-"+n.money(standing.Payable()-order.Payable()))
	}
	p.pair("TOTAL", n.money(order.Payable()))
	p.pair(n.pick("Dibayar", "Paid")+n.by(), n.money(order.Paid))
	for _, way := range n.Ways {
		p.pairUnless(len(n.Ways) == 1, "  "+way.Method.Name(n.Lang), n.money(way.Amount))
	}
	p.pairUnless(order.Owed() == 0, n.pick("Sisa", "Open"), n.money(order.Owed()))
}

// takenOff prints what discounts, codes and points took off, and the delivery.
func (n *Nota) takenOff(p *paper) {
	plain, delivery := n.Order.Discount-n.Order.Off, n.Order.Delivery
	for _, code := range n.Codes {
		plain, delivery = plain-code.Off, delivery+code.Delivery
	}
	p.pairUnless(plain == 0, n.pick("Diskon", "Discount"), "-"+n.money(plain))
	for _, code := range n.Codes {
		p.pairUnless(code.Off == 0, code.Name, "-"+n.money(code.Off))
	}
	p.pairUnless(n.Order.Off == 0, n.pick("Dibayar dengan poin", "Paid with points"), "-"+n.money(n.Order.Off))
	p.pairUnless(delivery == 0, n.pick("Ongkir", "Delivery"), n.money(delivery))
	for _, code := range n.Codes {
		p.pairUnless(code.Delivery == 0, code.Name, "-"+n.money(code.Delivery))
	}
}

// over says why nothing, or nothing more, is owed.
func (n *Nota) over() string {
	if n.Order.Void != nil {
		return n.pick("Batal, dianggap tidak ada", "Void, as if never taken")
	}
	return n.pick("Tidak jadi dikerjakan", "Work cancelled")
}

// by names the one way in which it was paid.
func (n *Nota) by() string {
	if len(n.Ways) != 1 {
		return ""
	}
	return " (" + n.Ways[0].Method.Name(n.Lang) + ")"
}

func (n *Nota) end(p *paper) {
	if n.Order.Over() {
		p.rule()
		if n.Order.Void != nil {
			p.centre(n.pick("*** BATAL ***", "*** VOID ***"))
		} else {
			p.centre(n.pick("*** TIDAK JADI ***", "*** CANCELLED ***"))
		}
	}
	p.rule()
	if n.Promise != "" {
		p.wrap(n.pick("Selesai: ", "Ready: ") + n.Promise)
	}
	for _, one := range n.Gifts {
		p.wrap(n.pick("Untuk lain kali: ", "For next time: ") + one.Name + n.until(one.Until) + n.pick("; tanyakan kodenya", "; ask for the code"))
	}
	p.pairUnless(n.Points == 0, n.pick("Poin Anda", "Your points"), fmt.Sprint(n.Points))
	p.centre(n.pick("Terima kasih", "Thank you"))
}

func (n *Nota) until(end time.Time) string {
	if end.IsZero() {
		return ""
	}
	return n.pick(", sampai ", ", until ") + end.In(n.Zone).Format("02-01-2006")
}

// paper is text of a width.
type paper struct {
	width int
	text  strings.Builder
}

func (p *paper) put(line string) {
	p.text.WriteString(strings.TrimRight(line, " "))
	p.text.WriteByte('\n')
}

func (p *paper) rule() { p.put(strings.Repeat("-", p.width)) }

func (p *paper) centre(text string) {
	for _, line := range fold(text, p.width) {
		p.put(strings.Repeat(" ", (p.width-utf8.RuneCountInString(line))/2) + line)
	}
}

func (p *paper) wrap(text string) {
	for _, line := range fold(text, p.width) {
		p.put(line)
	}
}

func (p *paper) pairUnless(none bool, left, right string) {
	if !none {
		p.pair(left, right)
	}
}

// pair prints two texts at either end of a line, or on two where they do not
// fit on one.
func (p *paper) pair(left, right string) {
	space := p.width - utf8.RuneCountInString(left) - utf8.RuneCountInString(right)
	if space >= 1 {
		p.put(left + strings.Repeat(" ", space) + right)
		return
	}
	p.wrap(left)
	for _, line := range fold(right, p.width) {
		p.put(strings.Repeat(" ", p.width-utf8.RuneCountInString(line)) + line)
	}
}

// fold breaks a text into lines of a width, between words where it can.
func fold(text string, width int) []string {
	var lines []string
	current := ""
	for _, word := range strings.Fields(text) {
		for utf8.RuneCountInString(word) > width {
			if current != "" {
				lines, current = append(lines, current), ""
			}
			runes := []rune(word)
			lines, word = append(lines, string(runes[:width])), string(runes[width:])
		}
		switch {
		case current == "":
			current = word
		case utf8.RuneCountInString(current)+1+utf8.RuneCountInString(word) <= width:
			current += " " + word
		default:
			lines, current = append(lines, current), word
		}
	}
	if current == "" && len(lines) > 0 {
		return lines
	}
	lead := len(text) - len(strings.TrimLeft(text, " "))
	if len(lines) == 0 && lead+utf8.RuneCountInString(current) <= width {
		current = strings.Repeat(" ", lead) + current
	}
	return append(lines, current)
}
