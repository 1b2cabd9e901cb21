package command

import (
	"context"
	"fmt"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/worth"
)

type segmentOverdue struct {
	Limit int `help:"How many at most." default:"50"`
}

func (v *segmentOverdue) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withSegments(ctx, s, func(engine *core.Engine) error {
		bar := newBar(s, s.pick("Pelanggan", "Customers"))
		list, err := api.OverdueOf(ctx, engine, v.Limit, func(done, total int) { bar.set(int64(done), int64(total)) })
		bar.end()
		if err != nil {
			return err
		}
		return s.result(list, func() {
			for _, one := range list.Customers {
				s.line("%s  %-24s  %-15s  %s", "%s  %-24s  %-15s  %s", one.Code, one.Name, one.Phone, s.nextVisit(&one.NextVisit))
			}
			s.line("%d waktunya kembali, %d berisiko.", "%d are due to come back, %d are at risk.", list.Due, list.AtRisk)
		})
	})
}

// nextVisit says in a sentence when she is expected, "" when nobody knows.
func (s *say) nextVisit(next *api.NextVisit) string {
	switch worth.State(next.State) {
	case worth.Due:
		return fmt.Sprintf(s.pick("Waktunya kembali: biasanya tiap %s hari, sudah %d hari.", "Due to come back: usually every %s days, %d days by now."), s.decimal(next.IntervalDays), next.DaysSince)
	case worth.AtRisk:
		return fmt.Sprintf(s.pick("Berisiko: biasanya tiap %s hari, sudah %d hari.", "At risk: usually every %s days, %d days by now."), s.decimal(next.IntervalDays), next.DaysSince)
	case worth.InTime:
		return fmt.Sprintf(s.pick("Diharapkan kembali %s (tiap %s hari).", "Expected back on %s (every %s days)."), next.ExpectedOn, s.decimal(next.IntervalDays))
	}
	return ""
}

type customerValue struct {
	Ref string `arg:"" help:"Id, code, phone or ref:X."`
}

func (v *customerValue) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		value, err := api.ValueOf(ctx, engine, v.Ref)
		if err != nil {
			return err
		}
		text := func(amount int64) string { return engine.Business().Currency.Text(money.Amount(amount), s.lang) }
		return s.result(value, func() {
			s.line("Sejauh ini %s dari %d nota.", "So far %s from %d orders.", text(value.Historic), value.Orders)
			switch worth.Basis(value.Basis) {
			case worth.OfRevenue:
				s.line("Biaya tidak diketahui: ini omzet, bukan laba.", "The cost is not known: this is revenue, not profit.")
			case worth.OfPart:
				s.line("Biaya hanya sebagian diketahui: %s sudah dikurangi.", "Only some of the cost is known: %s is taken off.", text(value.Cost))
			case worth.OfMargin:
				s.line("Sudah dikurangi biaya %s.", "A cost of %s is taken off.", text(value.Cost))
			}
			if value.Visits < worth.EstimateVisits {
				s.line("Baru datang sekali: belum bisa diperkirakan.", "Came only once: too early for an estimate.")
				return
			}
			s.line("Perkiraan ke depan: %s sampai %s (%.1f–%.1f tahun, %s setahun). Ini perkiraan, bukan janji.",
				"Estimate of what comes: %s to %s (%.1f–%.1f years, %s a year). It is an estimate, no promise.",
				text(value.Estimate.Low), text(value.Estimate.High), value.Estimate.YearsLow, value.Estimate.YearsHigh, text(value.Estimate.Yearly))
		})
	})
}
