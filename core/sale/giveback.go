package sale

import (
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
)

// Return is what a customer gives back or is given back: so much of a line, of
// the delivery, or a sum of money, one of the three.
type Return struct {
	Line     int          // from 1; 0 is none
	Milli    int64        // of Line: how much, in thousandths of its unit; 0 is all that is left
	Delivery bool         // the fee for bringing it
	Amount   money.Amount // of the delivery, where 0 is all that is left; or, without the two, the sum
}

// GiveBack takes what is returned off the order and says how much money goes
// back: a sum goes back as it is, of a line or the delivery only what is paid
// beyond what is left of the order, so that a debt shrinks first. Whatever the
// returns, and however cash was rounded, they sum to what was paid once nothing
// of the order is left. The order's lines are changed in a copy.
func (o *Order) GiveBack(given Return, in money.Currency) (money.Amount, error) {
	changed := *o
	if err := changed.giveBack(given, in); err != nil {
		return 0, err
	}
	fell := o.worth() - changed.worth()
	back := fell
	if !given.sum() {
		back = max(0, o.Paid-changed.worth())
	}
	switch {
	case back > o.Paid:
		return 0, fault.Invalid("amount", "is %s, more than was paid, which is %s", in.Plain(back), in.Plain(o.Paid))
	case fell <= 0:
		return 0, nothingGoesBack()
	}
	changed.Paid -= back
	*o = changed
	return back, nil
}

func nothingGoesBack() error {
	return fault.Invalid("amount", "is nothing, after rounding of cash; give it back with the rest")
}

// RoundBack makes what goes back of an order in cash a multiple of step, up or
// down, and never more than was paid; the order keeps the difference as its
// rounding. A sum that somebody named is refused instead.
func (o *Order) RoundBack(given Return, back, step money.Amount, in money.Currency) (money.Amount, error) {
	if given.sum() {
		return back, WholeCash("amount", back, step, in)
	}
	more := Rounding(back, step)
	if more > o.Paid {
		more -= step
	}
	if more != 0 && back+more == 0 {
		return 0, nothingGoesBack()
	}
	o.Paid, o.Rounding = o.Paid-more, o.Rounding-more
	return back + more, nil
}

// WholeCash refuses an amount of cash that no coins of the shop make: one that
// is no multiple of step.
func WholeCash(field string, amount, step money.Amount, in money.Currency) error {
	if step <= 0 || amount%step == 0 {
		return nil
	}
	below := amount - amount%step
	return fault.Invalid(field, "of %s cannot be in cash, which goes in steps of %s here; make it %s or %s", in.Plain(amount), in.Plain(step), in.Plain(below), in.Plain(below+step))
}

// sum reports whether it is a sum of money.
func (r *Return) sum() bool { return r.Line == 0 && !r.Delivery }

func (o *Order) giveBack(given Return, in money.Currency) error {
	switch {
	case given.Line != 0:
		return o.giveLineBack(given)
	case given.Delivery:
		return o.giveDeliveryBack(given.Amount, in)
	}
	if given.Amount > o.worth() {
		return fault.Invalid("amount", "is more than is left of the order, which is %s", in.Plain(o.worth()))
	}
	o.giveSumBack(given.Amount)
	return nil
}

func (o *Order) giveLineBack(given Return) error {
	if given.Line < 1 || given.Line > len(o.Lines) {
		return fault.NotFound("line", "there is no line %d; there are %d", given.Line, len(o.Lines))
	}
	o.Lines = append([]Line{}, o.Lines...)
	line := &o.Lines[given.Line-1]
	if given.Milli == 0 {
		given.Milli = line.Thousandths() - line.BackMilli
	}
	worth, err := line.Part(given.Milli)
	if err != nil {
		return err
	}
	worth = min(worth, o.Total-o.Refunded)
	if worth == 0 {
		return fault.Invalid("line", "%d is worth nothing, so nothing goes back for %s", given.Line, line.Item)
	}
	line.Back, line.BackMilli = line.Back+worth, line.BackMilli+given.Milli
	o.Refunded += worth
	o.round()
	return nil
}

func (o *Order) giveDeliveryBack(amount money.Amount, in money.Currency) error {
	left := o.Delivery - o.DeliveryBack
	if amount == 0 {
		amount = left
	}
	if amount < 1 || amount > left {
		return fault.Invalid("amount", "is not within what is left of the delivery, which is %s", in.Plain(left))
	}
	o.DeliveryBack += amount
	o.round()
	return nil
}

// giveSumBack takes a sum off the goods, then off the delivery, and last off
// what rounding added.
func (o *Order) giveSumBack(amount money.Amount) {
	goods := min(amount, o.Total-o.Refunded)
	delivery := min(amount-goods, o.Delivery-o.DeliveryBack)
	o.Refunded += goods
	o.DeliveryBack += delivery
	o.Rounding -= amount - goods - delivery
	if o.worth() == 0 {
		o.Refunded, o.DeliveryBack, o.Rounding = o.Total, o.Delivery, 0
	}
}

// round makes what is left of an order that was rounded one that can be paid
// in cash again.
func (o *Order) round() {
	switch left := o.worth() - o.Rounding; {
	case left == 0:
		o.Rounding = 0
	case o.RoundTo > 0:
		o.Rounding = Rounding(left, o.RoundTo)
	}
}

// Part is what so many thousandths of a line are worth, of its net, those
// behind what was given back before: whatever the parts, they sum to the net.
// What is sold by the piece is given back in whole pieces.
func (l *Line) Part(milli int64) (money.Amount, error) {
	left := l.Thousandths() - l.BackMilli
	switch {
	case milli < 1 || milli > left:
		return 0, fault.Invalid("quantity", "is not within what is left of %s to give back, which is %s", l.Item, Much(left))
	case l.Milli == 0 && milli%1000 != 0:
		return 0, fault.Invalid("quantity", "of %s is in whole pieces", l.Item)
	}
	share := Share(l.Net, []money.Amount{money.Amount(l.BackMilli + milli), money.Amount(left - milli)})[0]
	return max(0, share-l.Back), nil
}
