package command

import (
	"context"
	"time"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
)

type loyaltyVerbs struct {
	Balance   loyaltyBalance   `cmd:"" help:"Show a customer's points."`
	Ledger    loyaltyLedger    `cmd:"" help:"Show every movement of a customer's points."`
	Statement loyaltyStatement `cmd:"" help:"Print a customer's points: what came, what went, and why."`
	Redeem    loyaltyRedeem    `cmd:"" help:"Spend points, or a reward's."`
	Return    loyaltyReturn    `cmd:"" help:"Give back what was spent."`
	Adjust    loyaltyAdjust    `cmd:"" help:"Correct a customer's points, with a reason."`
	Show      loyaltyShow      `cmd:"" help:"Show what was decided about points."`
	Set       loyaltySet       `cmd:"" help:"Decide about points; what is not named stays."`
	Preset    loyaltyPreset    `cmd:"" help:"Let orders earn by spending, visits, kilograms, pieces or a stamp card."`
	Liability loyaltyLiability `cmd:"" help:"Count what the shop owes in points, and when they go."`
	Rebuild   loyaltyRebuild   `cmd:"" help:"Compute every balance anew from the ledger, and compare."`
	Export    loyaltyExport    `cmd:"" help:"Write every movement of points for another program."`
	Day       loyaltyDay       `cmd:"" help:"Do what today does to points; the window and raja serve do it by themselves."`
	Retry     loyaltyRetry     `cmd:"" help:"Ask the loyalty rule again about orders whose points wait."`
	Tier      loyaltyTier      `cmd:"" help:"Show a customer's tier, until when she has it, and what is missing."`
}

type loyaltyRetry struct{}

// retried is what became of the orders that waited.
type retried struct {
	Answered int      `json:"answered"` // have their points now
	Refused  int      `json:"refused"`  // their answer cannot be taken: they wait on
	Waiting  int      `json:"waiting"`
	Faults   []string `json:"faults"`
}

func (v *loyaltyRetry) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		done, err := engine.Loyalty.Retry(ctx)
		if err != nil {
			return err
		}
		shown := retried{Answered: done.Answered, Refused: done.Refused, Waiting: done.Waiting, Faults: []string{}}
		if done.Fault != nil {
			shown.Faults = append(shown.Faults, fault.As(done.Fault).Message)
		}
		return s.result(shown, func() {
			s.line("%d nota mendapat poinnya, %d masih menunggu.", "%d orders have their points, %d still wait.", shown.Answered, shown.Waiting)
			if shown.Refused > 0 {
				s.line("%d jawaban ditolak; nota itu menunggu sampai aturan diperbaiki atau diganti.", "%d %s refused; these orders wait until the rule is repaired or replaced.", s.counted(shown.Refused, "answer")...)
			}
			for _, why := range shown.Faults {
				s.line("Aturan poin gagal: %s", "The loyalty rule failed: %s", why)
			}
		})
	})
}

type loyaltyBalance struct {
	Ref  string `arg:"" help:"Id, code, phone or ref:X."`
	AsOf string `help:"As of this time or date; without it now."`
}

func (v *loyaltyBalance) Run(ctx context.Context, g *Globals, s *say) error {
	return statement(ctx, g, s, v.Ref, v.AsOf, func(shown *api.Statement) any {
		return map[string]any{"points": shown.Points, "pending": shown.Pending, "tier": shown.Tier, "lots": shown.Expiring}
	}, func(shown *api.Statement) {
		s.line("%s", "%s", s.points(shown.Points))
		if shown.Pending > 0 {
			s.line("  %d menunggu", "  %d are pending", shown.Pending)
		}
		for _, lot := range shown.Expiring {
			s.line("  %d hangus pada %s", "  %d expire on %s", lot.Points, lot.ExpiresOn)
		}
	})
}

type loyaltyLedger struct {
	Ref  string `arg:"" help:"Id, code, phone or ref:X."`
	AsOf string `help:"As of this time or date; without it now."`
}

func (v *loyaltyLedger) Run(ctx context.Context, g *Globals, s *say) error {
	return statement(ctx, g, s, v.Ref, v.AsOf, func(shown *api.Statement) any { return shown }, func(shown *api.Statement) {
		for _, entry := range shown.Entries {
			s.line("%s  %+6d  %s", "%s  %+6d  %s", entry.At, entry.Points, s.movement(&entry))
		}
		if shown.Pending > 0 {
			s.line("%d menunggu", "%d are pending", shown.Pending)
		}
		s.line("%s", "%s", s.points(shown.Points))
	})
}

func statement(ctx context.Context, g *Globals, s *say, ref, asOf string, document func(*api.Statement) any, lines func(*api.Statement)) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		customer, err := engine.People.Find(ctx, ref)
		if err != nil {
			return err
		}
		at, err := asOfTime(asOf, engine)
		if err != nil {
			return err
		}
		shown, err := api.StatementOf(ctx, engine, customer.Ordinal, at, 0)
		if err != nil {
			return err
		}
		return s.result(document(&shown), func() { lines(&shown) })
	})
}

// asOfTime reads a date, which means its end, or a time; "" is today.
func asOfTime(text string, engine *core.Engine) (time.Time, error) {
	if text == "" {
		return api.EndOfToday(engine), nil
	}
	if day, err := clock.ParseDay(text); err == nil {
		return day.End(engine.Zone()).Add(-time.Millisecond), nil
	}
	return api.ParseMoment(text, engine.Now(), engine.Zone())
}
