package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
)

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
