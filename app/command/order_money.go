package command

import (
	"context"
	"fmt"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
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
	Method string `help:"cash, transfer, qris, card, ewallet, deposit or other." default:"cash"`
	By     string `help:"Who takes or gives it."`
	Key    string `help:"A key of your own: the same key twice is one payment."`
}

// moveMoney takes money for an order or gives it back, and shows the order.
func (v *orderMoney) move(ctx context.Context, g *Globals, s *say, amount string, step api.MoneyStep) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		ctx, err := by(ctx, engine, v.By)
		if err != nil {
			return err
		}
		if step.Amount, err = amountOf(engine, amount); err != nil {
			return err
		}
		if step.Do == "pay" && amount == "" {
			known, err := api.OrderAt(ctx, engine, v.Code)
			if err != nil {
				return err
			}
			step.Amount = known.Owed
		}
		step.Method, step.By, step.Key = v.Method, v.By, v.Key
		moved, err := api.MoveMoney(ctx, engine, v.Code, step)
		if err != nil {
			return err
		}
		return s.result(moved, func() {
			text := engine.Business().Currency.Text(money.Amount(moved.Payment.Amount), s.lang)
			s.line("%s: %s", "%s: %s", s.moneyWord(step.Do), text)
			showOrder(s, engine, &moved.Order)
		})
	})
}

func (s *say) moneyWord(do string) string {
	words := map[string][2]string{"pay": {"Dibayar", "Paid"}, "void": {"Dibatalkan, dikembalikan", "Void, given back"}}
	if word, known := words[do]; known {
		return s.pick(word[0], word[1])
	}
	return s.pick("Dikembalikan", "Given back")
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

type orderPay struct {
	orderMoney
	Amount string `help:"How much, in major units; without it all that is owed."`
}

func (v *orderPay) Run(ctx context.Context, g *Globals, s *say) error {
	return v.move(ctx, g, s, v.Amount, api.MoneyStep{Do: "pay"})
}

type orderRefund struct {
	orderMoney
	Amount string `help:"How much, in major units."`
	Line   int    `help:"Instead: which line, from 1."`
	Pieces int64  `help:"How many pieces of that line." default:"1"`
	Reason string `required:"" help:"Why."`
}

func (v *orderRefund) Run(ctx context.Context, g *Globals, s *say) error {
	if (v.Amount == "") == (v.Line == 0) {
		return &usageError{fault.Invalid("amount", "or --line is needed, and not both")}
	}
	if v.Line > 0 {
		return v.move(ctx, g, s, "", api.MoneyStep{Do: "refund_line", Line: v.Line, Pieces: v.Pieces, Reason: v.Reason})
	}
	return v.move(ctx, g, s, v.Amount, api.MoneyStep{Do: "refund", Reason: v.Reason})
}

type orderVoid struct {
	orderMoney
	Reason string `required:"" help:"Why."`
}

func (v *orderVoid) Run(ctx context.Context, g *Globals, s *say) error {
	return v.move(ctx, g, s, "", api.MoneyStep{Do: "void", Reason: v.Reason})
}

type depositVerbs struct {
	Add  depositAdd  `cmd:"" help:"Take money into a customer's wallet."`
	Back depositBack `cmd:"" help:"Give money back out of it."`
	Show depositShow `cmd:"" help:"Show what it holds."`
}

// depositMove names a wallet and how money moves.
type depositMove struct {
	Ref    string `arg:"" help:"Whose: id, code, phone or ref:X."`
	Amount string `arg:"" help:"How much, in major units."`
	Method string `help:"cash, transfer, qris, card, ewallet or other." default:"cash"`
	By     string `help:"Who takes or gives it."`
	Key    string `help:"A key of your own: the same key twice is one payment."`
}

func (v *depositMove) move(ctx context.Context, g *Globals, s *say, do string) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		ctx, err := by(ctx, engine, v.By)
		if err != nil {
			return err
		}
		amount, err := amountOf(engine, v.Amount)
		if err != nil {
			return err
		}
		held, err := api.MoveDeposit(ctx, engine, v.Ref, api.DepositStep{Do: do, Amount: amount, Method: v.Method, By: v.By, Key: v.Key})
		if err != nil {
			return err
		}
		return s.result(held, func() { showDeposit(s, engine, &held) })
	})
}

func showDeposit(s *say, engine *core.Engine, held *api.Deposit) {
	s.line("Deposit %s: %s", "The wallet of %s holds %s", held.Customer, engine.Business().Currency.Text(money.Amount(held.Held), s.lang))
}

type depositAdd struct{ depositMove }

func (v *depositAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return v.move(ctx, g, s, "add")
}

type depositBack struct{ depositMove }

func (v *depositBack) Run(ctx context.Context, g *Globals, s *say) error {
	return v.move(ctx, g, s, "back")
}

type depositShow struct {
	Ref string `arg:"" help:"Whose: id, code, phone or ref:X."`
}

func (v *depositShow) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		held, err := api.DepositOf(ctx, engine, v.Ref)
		if err != nil {
			return err
		}
		return s.result(held, func() { showDeposit(s, engine, &held) })
	})
}
