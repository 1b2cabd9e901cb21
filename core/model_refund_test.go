package core_test

import (
	"cmp"
	"slices"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

// What comes back in the model: a line, the delivery, or a sum.

// newReturn draws what is given back.
func (m *machine) newReturn(number uint64) (back sale.Return) {
	switch one, _ := known[sale.Order](m.book, "order", number); m.pick("what comes back", 4) {
	case 0:
		back = sale.Return{Line: m.pick("line", 4), Milli: int64(of(m, "milli", 0, 1000, 2000, 333, 500))}
	case 1:
		back = sale.Return{Delivery: true, Amount: money.Amount(of(m, "of the delivery", 0, 2000, 9000))}
	case 2:
		back.Amount = one.Paid
	default:
		back.Amount = money.Amount(of(m, "back", 3000, 7350, 7300, 12_500, 0, -1))
	}
	return back
}

func (m *machine) refundOrder() {
	number, given := m.number("order"), m.newPayment()
	back := m.newReturn(number)
	got, err := both(m, func(e *core.Engine) (moneyMade, error) {
		one, order, err := e.Payments.Refund(m.ctx(), sale.Number(number), back, given)
		return moneyMade{[]sale.Payment{one}, order}, err
	})
	given.Amount = back.Amount
	m.moveMoney("order.refund", sale.Refund, number, given, err, got, func(o *sale.Order) (money.Amount, string) {
		if o.Void != nil {
			return 0, "conflict order"
		}
		before, wrong := left(*o), m.giveBack(o, back)
		amount := before - left(*o)
		wrong = first(wrong, when(amount <= 0, "invalid amount"))
		if back.Line != 0 || back.Delivery {
			amount = max(0, o.Paid-left(*o))
		}
		wrong = first(wrong, when(amount > o.Paid, "invalid amount"))
		if o.Paid -= amount; wrong == "" {
			amount, wrong = m.backInCash(o, back, given, amount)
		}
		return amount, first(wrong, wrongPayment(max(amount, 1), given, true)) // nothing may go back
	})
}

// backInCash rounds what goes back in cash: up or down, but for a sum, and never
// to more than was paid.
func (m *machine) backInCash(o *sale.Order, back sale.Return, given core.NewPayment, amount money.Amount) (money.Amount, string) {
	ways := m.ways(o.Number, given.Method, amount)
	if len(ways) > 1 {
		return amount, "invalid method"
	}
	step := cmp.Or(o.RoundTo, m.workshop().RoundTo)
	if ways[0].Method != sale.Cash || step == 0 || amount%step == 0 {
		return amount, ""
	}
	if back.Line == 0 && !back.Delivery {
		return amount, "invalid amount"
	}
	more := inCash(amount, step)
	if more > o.Paid {
		more -= step
	}
	o.Paid, o.Rounding = o.Paid-more, o.Rounding-more
	return amount + more, when(amount+more == 0, "invalid amount")
}

// giveBack takes what is returned off an order.
func (m *machine) giveBack(o *sale.Order, back sale.Return) string {
	switch {
	case back.Line != 0:
		return m.lineBack(o, back)
	case back.Delivery:
		amount, rest := back.Amount, o.Delivery-o.DeliveryBack
		if amount == 0 {
			amount = rest
		}
		if amount < 1 || amount > rest {
			return "invalid amount"
		}
		o.DeliveryBack += amount
	case back.Amount > left(*o):
		return "invalid amount"
	case back.Amount == left(*o):
		o.Refunded, o.DeliveryBack, o.Rounding = o.Total, o.Delivery, 0
		return ""
	default:
		goods := min(back.Amount, o.Total-o.Refunded)
		bringing := min(back.Amount-goods, o.Delivery-o.DeliveryBack)
		o.Refunded, o.DeliveryBack, o.Rounding = o.Refunded+goods, o.DeliveryBack+bringing, o.Rounding-(back.Amount-goods-bringing)
		return ""
	}
	roundAnew(o)
	return ""
}

func roundAnew(o *sale.Order) {
	if bare := left(*o) - o.Rounding; bare == 0 {
		o.Rounding = 0
	} else if o.RoundTo > 0 {
		o.Rounding = inCash(bare, o.RoundTo)
	}
}

func (m *machine) lineBack(o *sale.Order, back sale.Return) string {
	if back.Line > len(o.Lines) {
		return "not_found line"
	}
	o.Lines = slices.Clone(o.Lines)
	line := &o.Lines[back.Line-1]
	whole := line.Quantity * 1000
	if line.Milli > 0 {
		whole = line.Milli
	}
	milli := back.Milli
	if milli == 0 {
		milli = whole - line.BackMilli
	}
	if milli < 1 || line.BackMilli+milli > whole || (line.Milli == 0 && milli%1000 > 0) {
		return "invalid quantity"
	}
	part := int64(line.Net) * (line.BackMilli + milli)
	share, rest := part/whole, part%whole
	if rest > 0 && 2*rest >= whole {
		share++
	}
	worth := min(max(0, money.Amount(share)-line.Back), o.Total-o.Refunded)
	if worth == 0 {
		return "invalid line"
	}
	line.Back, line.BackMilli, o.Refunded = line.Back+worth, line.BackMilli+milli, o.Refunded+worth
	roundAnew(o)
	return ""
}
