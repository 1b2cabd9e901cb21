package command

import (
	"context"
	"fmt"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

// span is a number of days from one to another, 0 for no end.
func span(from, to int) string {
	if to == 0 {
		return fmt.Sprintf("%d+", from)
	}
	return fmt.Sprintf("%d–%d", from, to)
}

// orderMoney names an order and how money moves.
type orderMoney struct {
	Code   string `arg:"" help:"Such as N-000123."`
	Method string `help:"cash, transfer, qris, card, ewallet, deposit or other; without it cash is taken, and money goes back the way it came."`
	By     string `help:"Who takes or gives it."`
	Key    string `help:"A key of your own: the same key twice is one payment."`
}

// move takes money for an order or gives it back, and shows the order.
func (v *orderMoney) move(ctx context.Context, g *Globals, s *say, step func(*core.Engine) (api.MoneyStep, error)) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		ctx, err := by(ctx, engine, v.By)
		if err != nil {
			return err
		}
		given, err := step(engine)
		if err != nil {
			return err
		}
		given.Method, given.By, given.Key = v.Method, v.By, v.Key
		moved, err := api.MoveMoney(ctx, engine, v.Code, given)
		if err != nil {
			return err
		}
		return s.result(moved, func() { showMoved(s, engine, given.Do, &moved) })
	})
}

func showMoved(s *say, engine *core.Engine, do string, moved *api.Moved) {
	words := map[string][2]string{"pay": {"Dibayar", "Paid"}, "void": {"Dibatalkan, dikembalikan", "Void, given back"}}
	word, known := words[do]
	if !known {
		word = [2]string{"Dikembalikan", "Given back"}
	}
	for i := range moved.Payments {
		if one := &moved.Payments[i]; one.Amount > 0 {
			s.line("%s: %s (%s)", "%s: %s (%s)", s.pick(word[0], word[1]), engine.Business().Currency.Text(money.Amount(one.Amount), s.lang), sale.Method(one.Method).Name(s.lang))
		} else {
			s.line("Dikurangkan dari yang belum dibayar; tidak ada uang yang kembali.", "Taken off what is owed; no money goes back.")
		}
	}
	switch {
	case len(moved.Payments) > 0:
	case do == "pay":
		s.line("Sisanya hilang oleh pembulatan; tidak ada yang dibayar.", "Rounding took the rest; nothing is paid.")
	default:
		s.line("Dibatalkan; tidak ada uang yang kembali.", "Void; no money goes back.")
	}
	showChange(s, engine, moved.Change)
	showIssued(s, moved.Coupons)
	showOrder(s, engine, &moved.Order)
}

// someOf reads an amount in major units that is above nothing, 0 for "".
func someOf(engine *core.Engine, field, text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	amount, err := engine.Business().Currency.Parse(text, money.Auto)
	if err != nil {
		return 0, fault.Invalid(field, "%s", fault.As(err).Message)
	}
	if amount <= 0 {
		return 0, fault.Invalid(field, "is not above nothing")
	}
	return int64(amount), nil
}

// amountOf reads an amount in major units, 0 for "".
func amountOf(engine *core.Engine, text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	amount, err := engine.Business().Currency.Parse(text, money.Auto)
	if err != nil {
		return 0, fault.Invalid("amount", "%s", fault.As(err).Message)
	}
	return int64(amount), nil
}

func showChange(s *say, engine *core.Engine, change int64) {
	if change > 0 {
		s.line("Kembalian: %s", "Change: %s", engine.Business().Currency.Text(money.Amount(change), s.lang))
	}
}

type orderPay struct {
	orderMoney
	Amount   string `help:"How much, in major units; without it all that is owed."`
	Tendered string `help:"What she hands over in cash, in major units; the change is told."`
}

func (v *orderPay) Run(ctx context.Context, g *Globals, s *say) error {
	return v.move(ctx, g, s, func(engine *core.Engine) (step api.MoneyStep, err error) {
		step.Do = "pay"
		if step.Amount, err = someOf(engine, "amount", v.Amount); err == nil {
			step.Tendered, err = someOf(engine, "tendered", v.Tendered)
		}
		return step, err
	})
}

type orderRefund struct {
	orderMoney
	Amount   string `help:"How much, in major units."`
	Line     int    `help:"Instead: which line, from 1."`
	Quantity string `help:"How much of that line, such as 2 or 1.5; without it all that is left."`
	Delivery bool   `help:"Instead: the fee for bringing it, all that is left of it or --amount."`
	Reason   string `required:"" help:"Why."`
}

func (v *orderRefund) Run(ctx context.Context, g *Globals, s *say) error {
	step := api.MoneyStep{Do: "refund", Reason: v.Reason}
	switch {
	case v.Line < 0:
		return fault.Invalid("line", "%d is not from 1", v.Line)
	case v.Line > 0 && (v.Delivery || v.Amount != ""), v.Line == 0 && v.Quantity != "":
		return &usageError{fault.Invalid("line", "stands with --quantity or alone; --amount and --delivery are other ways")}
	case v.Line > 0:
		step.Do, step.Line = "refund_line", v.Line
	case v.Delivery:
		step.Do = "refund_delivery"
	case v.Amount == "":
		return &usageError{fault.Invalid("amount", "is missing; give it, or --line, or --delivery")}
	}
	if v.Quantity != "" {
		var err error
		if step.Milli, err = parseThousandths(v.Quantity); err != nil || step.Milli == 0 {
			return fault.Invalid("quantity", "%q is not a number above nothing with up to three decimals", v.Quantity)
		}
	}
	return v.move(ctx, g, s, func(engine *core.Engine) (_ api.MoneyStep, err error) {
		step.Amount, err = someOf(engine, "amount", v.Amount)
		return step, err
	})
}

type orderVoid struct {
	orderMoney
	Reason string `required:"" help:"Why."`
}

func (v *orderVoid) Run(ctx context.Context, g *Globals, s *say) error {
	return v.move(ctx, g, s, func(*core.Engine) (api.MoneyStep, error) {
		return api.MoneyStep{Do: "void", Reason: v.Reason}, nil
	})
}
