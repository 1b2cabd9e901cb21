package main

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/store"
)

type checkVerb struct {
	Deep bool `help:"Also read every byte of both copies of the data and compare them."`
}

// Run implements kong's command.
func (v *checkVerb) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		report, err := v.check(ctx, engine)
		if err != nil {
			return err
		}
		if err := s.result(document(report), func() { tell(s, report) }); err != nil {
			return err
		}
		if !report.OK() {
			return &unclean{"the check found damage"}
		}
		return nil
	})
}

func (v *checkVerb) check(ctx context.Context, engine *core.Engine) (core.Report, error) {
	if v.Deep {
		return engine.Health.CheckDeep(ctx, nil)
	}
	return engine.Health.Check(ctx, nil)
}

func document(report core.Report) map[string]any {
	findings := make([]map[string]string, len(report.Findings))
	for i, found := range report.Findings {
		findings[i] = map[string]string{"where": found.Where, "message": found.Message}
	}
	return map[string]any{
		"ok": report.OK(), "customers": report.Customers, "orders": report.Orders,
		"journal": report.Entries, "findings": findings, "repairs": api.RepairsOf(report.Repairs),
	}
}

func tell(s *say, report core.Report) {
	for _, repair := range report.Repairs {
		s.line("%s", "%s", repaired(s, repair))
	}
	s.line("%d pelanggan, %d nota dan %d catatan jurnal diperiksa.", "%d customers, %d orders and %d journal entries were checked.", report.Customers, report.Orders, report.Entries)
	for _, found := range report.Findings {
		s.line("- %s: %s", "- %s: %s", found.Where, found.Message)
	}
	if report.OK() {
		s.line("Semua data utuh.", "Everything is as it should be.")
	}
}

// repaired says what was mended.
func repaired(s *say, repair store.Repair) string {
	shown := api.RepairOf(repair)
	return s.pick(shown.TextID, shown.TextEN)
}
