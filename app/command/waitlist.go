package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

type waitlistVerbs struct {
	Add  waitlistAdd  `cmd:"" help:"Note who waits for what."`
	List waitlistList `cmd:"" help:"Show who waits for an item, or what a customer waits for."`
	Told waitlistTold `cmd:"" help:"Note that she knows that it is there."`
	Done waitlistDone `cmd:"" help:"She bought it, or wants it no more."`
}

type waitlistAdd struct {
	Ref      string `arg:"" help:"Who: id, code, phone or ref:X."`
	Item     string `arg:"" help:"For what, code of the catalogue such as K-0001."`
	Expected string `help:"When it is expected, such as 2026-03-28."`
	Note     string `help:"Size, colour, how many."`
}

func (v *waitlistAdd) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := api.Await(ctx, engine, api.NewWait{Customer: v.Ref, Item: v.Item, Expected: v.Expected, Note: v.Note})
		if err != nil {
			return err
		}
		return s.result(made, func() { showWait(s, &made) })
	})
}

// showWait shows who waits for what on a line.
func showWait(s *say, one *api.Wait) {
	word := s.pick("menunggu", "waits")
	switch {
	case one.Over:
		word = s.pick("selesai", "over")
	case one.Told != "":
		word = s.pick("sudah diberi tahu", "was told")
	}
	s.line("%s  %s  %s  %s  %s", "%s  %s  %s  %s  %s", one.Code, one.Customer, one.Item, word, one.Note)
}

// stepWait does one thing about who waits.
func stepWait(ctx context.Context, g *Globals, s *say, code, do string) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		changed, err := api.StepWait(ctx, engine, code, api.WaitStep{Do: do})
		if err != nil {
			return err
		}
		return s.result(changed, func() { showWait(s, &changed) })
	})
}

type waitlistTold struct {
	Code string `arg:"" help:"Such as W-0001."`
}

func (v *waitlistTold) Run(ctx context.Context, g *Globals, s *say) error {
	return stepWait(ctx, g, s, v.Code, "told")
}

type waitlistDone struct {
	Code string `arg:"" help:"Such as W-0001."`
}

func (v *waitlistDone) Run(ctx context.Context, g *Globals, s *say) error {
	return stepWait(ctx, g, s, v.Code, "done")
}

type waitlistList struct {
	Item     string `arg:"" optional:"" help:"Who waits for this item, longest first."`
	Customer string `help:"What this customer waits for, also what is over."`
	Limit    int    `help:"How many of a customer's at most." default:"50"`
	After    string `help:"Go on after this cursor, of a customer's."`
}

func (v *waitlistList) Run(ctx context.Context, g *Globals, s *say) error {
	if (v.Item == "") == (v.Customer == "") {
		return &usageError{fault.Invalid("item", "or --customer is needed, and not both")}
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, next, err := v.find(ctx, engine)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"waiting": all, "next": next}, func() {
			for i := range all {
				showWait(s, &all[i])
			}
			s.none(len(all), "Tidak ada yang menunggu.", "Nobody waits.")
		})
	})
}

func (v *waitlistList) find(ctx context.Context, engine *core.Engine) ([]api.Wait, string, error) {
	if v.Customer != "" {
		return api.AwaitedBy(ctx, engine, v.Customer, v.After, v.Limit)
	}
	all, err := api.WaitingFor(ctx, engine, v.Item)
	return all, "", err
}
