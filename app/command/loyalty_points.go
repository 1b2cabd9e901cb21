package command

import (
	"context"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/loyalty"
)

type loyaltyRedeem struct {
	Ref    string `arg:"" help:"Id, code, phone or ref:X."`
	Points int64  `arg:"" optional:"" help:"How many; none with --reward."`
	Reward string `help:"Code of what they are spent on, such as H-0001."`
	Reason string `help:"What for."`
	By     string `help:"Who spends them."`
	Key    string `help:"A key of your own: the same key twice is one entry."`
}

func (v *loyaltyRedeem) Run(ctx context.Context, g *Globals, s *say) error {
	return stepPoints(ctx, g, s, v.Ref, api.PointsStep{Do: "redeem", Points: v.Points, Reward: v.Reward, Reason: v.Reason, By: v.By, Key: v.Key})
}

type loyaltyAdjust struct {
	Ref     string `arg:"" help:"Id, code, phone or ref:X."`
	Points  int64  `required:"" help:"To give, or to take as --points=-5."`
	Reason  string `required:"" help:"Why."`
	Expires string `help:"The first day on which those that are given are gone; without it never."`
	By      string `help:"Who corrects them."`
	Key     string `help:"A key of your own: the same key twice is one entry."`
}

func (v *loyaltyAdjust) Run(ctx context.Context, g *Globals, s *say) error {
	return stepPoints(ctx, g, s, v.Ref, api.PointsStep{Do: "adjust", Points: v.Points, Reason: v.Reason, Expires: v.Expires, By: v.By, Key: v.Key})
}

func stepPoints(ctx context.Context, g *Globals, s *say, ref string, step api.PointsStep) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		ctx, err := by(ctx, engine, step.By)
		if err != nil {
			return err
		}
		made, err := api.StepPoints(ctx, engine, ref, step)
		if err != nil {
			return err
		}
		return showEntry(ctx, s, engine, ref, &made)
	})
}

type loyaltyReturn struct {
	Code   string `arg:"" help:"Of the entry that spent them, such as E-000012."`
	Reason string `help:"Why."`
	By     string `help:"Who gives them back."`
}

func (v *loyaltyReturn) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		ctx, err := by(ctx, engine, v.By)
		if err != nil {
			return err
		}
		made, err := api.ReturnPoints(ctx, engine, v.Code, v.Reason, v.By)
		if err != nil {
			return err
		}
		return s.result(made, func() { s.line("%s  %+d", "%s  %+d", made.ID, made.Points) })
	})
}

// showEntry says what moved and what the customer has now.
func showEntry(ctx context.Context, s *say, engine *core.Engine, ref string, made *api.LedgerEntry) error {
	customer, err := engine.People.Find(ctx, ref)
	if err != nil {
		return err
	}
	now, err := api.StatementOf(ctx, engine, customer.Ordinal, api.EndOfToday(engine), 1)
	if err != nil {
		return err
	}
	return s.result(map[string]any{"entry": made, "points": now.Points}, func() {
		s.line("%s  %+d  %s kini punya %s.", "%s  %+d  %s has %s now.", made.ID, made.Points, customer.Name, s.points(now.Points))
	})
}

// movement says in words what an entry of the ledger was.
func (s *say) movement(entry *api.LedgerEntry) string {
	parts := []string{entry.ID}
	if strings.Contains(entry.ID, "/") {
		parts = nil
	}
	parts = append(parts, loyalty.EntryKind(entry.Kind).Word(s.lang), entry.Order, entry.Reward, s.pick(entry.ReasonID, entry.ReasonEN), entry.Reason)
	return strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
}
