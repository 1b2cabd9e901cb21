package command

import (
	"context"
	"strconv"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
)

type journeyVerbs struct {
	Funnel  journeyFunnel  `cmd:"" help:"Count how far customers came: stages, conversion, days."`
	Set     journeySet     `cmd:"" help:"Set a customer's stage by hand, with a reason."`
	History journeyHistory `cmd:"" help:"Show how a customer came where she is."`
}

type journeyFunnel struct{}

func (v *journeyFunnel) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		bar := newBar(s, s.pick("Pelanggan", "Customers"))
		funnel, err := api.FunnelOf(ctx, engine, func(done, total int) { bar.set(int64(done), int64(total)) })
		bar.end()
		if err != nil {
			return err
		}
		return s.result(funnel, func() {
			for _, level := range funnel.Stages {
				days := "–" // nobody moved
				if level.Moved > 0 {
					days = strconv.Itoa(level.MedianDays)
				}
				s.line("%-14s %6d di sini, %6d sampai sini, %5.1f %% lanjut, %s hari (median)", "%-14s %6d here, %6d came this far, %5.1f %% go on, %s days (median)",
					s.pick(level.NameID, level.NameEN), level.Here, level.Reached, 100*level.Conversion, days)
			}
		})
	})
}

type journeySet struct {
	Ref    string `arg:"" help:"Id, code, phone or ref:X."`
	Stage  string `arg:"" help:"awareness, consideration, preference, purchase or repurchase."`
	Reason string `required:"" help:"Why the facts do not show it."`
	By     string `help:"Who sets it: a code of staff."`
}

func (v *journeySet) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		told, err := api.SetStage(ctx, engine, v.Ref, api.NewStage{Stage: v.Stage, Reason: v.Reason, By: v.By})
		if err != nil {
			return err
		}
		return s.result(told, func() { showJourney(s, &told) })
	})
}

type journeyHistory struct {
	Ref string `arg:"" help:"Id, code, phone or ref:X."`
}

func (v *journeyHistory) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		told, err := api.JourneyOf(ctx, engine, v.Ref)
		if err != nil {
			return err
		}
		return s.result(told, func() { showJourney(s, &told) })
	})
}

func showJourney(s *say, told *api.Journey) {
	for _, step := range told.Steps {
		why := s.pick(step.WhyID, step.WhyEN)
		if step.Reason != "" {
			why += ": " + step.Reason
		}
		s.line("%s  %-14s %s", "%s  %-14s %s", step.Day, s.pick(step.NameID, step.NameEN), why)
	}
	if len(told.Steps) == 0 {
		s.line("%s bekerja di sini dan tidak punya tahap.", "%s works here and has no stage.", told.Customer)
	}
}
