package intake

import (
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

func (r *Reader) sale(cells []string) (Sale, error) {
	sold := Sale{Number: r.cell(cells, "order"), Line: sale.Line{Item: r.cell(cells, "item"), Quantity: 1}}
	if len(sold.Number) > people.MaxRef {
		return sold, tooLong("order's number")
	}
	var err error
	if sold.At, sold.DateOnly, err = r.Dates.Read(r.cell(cells, "date"), r.cell(cells, "time"), r.Zone); err != nil {
		return sold, err
	}
	return sold, r.figures(cells, &sold)
}

// figures reads the numbers of a row. It needs an amount or a price.
func (r *Reader) figures(cells []string, sold *Sale) (err error) {
	quantity, price, amount := r.cell(cells, "quantity"), r.cell(cells, "price"), r.cell(cells, "amount")
	if price == "" && amount == "" {
		return &Problem{Reason: BadAmount, Text: "the amount is empty"}
	}
	if quantity != "" {
		if sold.Line.Quantity, err = r.quantity(quantity); err != nil {
			return err
		}
	}
	if price != "" {
		if sold.Line.Price, err = r.amount(price); err != nil {
			return err
		}
	}
	if amount != "" {
		sold.HasAmount = true
		sold.Amount, err = r.amount(amount)
	}
	return err
}

// quantity reads a whole number; decimals that are zeros are allowed. It is
// read in thousandths, so that "1.000" is refused where it can mean both.
func (r *Reader) quantity(text string) (int64, error) {
	thousandths, err := money.Currency{Exponent: 3}.Parse(text, r.Decimal)
	if n := int64(thousandths) / 1000; err == nil && thousandths >= 0 && thousandths%1000 == 0 && n <= maxQuantity {
		return n, nil
	}
	return 0, &Problem{Reason: BadQuantity, Text: text}
}

// maxQuantity is the most of one item that a row can sell.
const maxQuantity = 1 << 40

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
