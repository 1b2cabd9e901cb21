package command

import (
	"context"
	"maps"
	"slices"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/store"
)

type checkVerb struct {
	Deep bool `help:"Also read every byte of both copies of the data and compare them."`
	Mend bool `help:"Like --deep; indexes, facts and sets that disagree with the records are made anew."`
}

// Run implements kong's command.
func (v *checkVerb) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		report, mended, err := v.check(ctx, engine)
		if err != nil {
			return err
		}
		shown := document(report)
		shown["repairs"] = api.RepairsOf(engine.Repairs()) // also what opening mended
		shown["mended"] = mended
		ahead, err := api.AheadOf(ctx, engine)
		if err != nil {
			return err
		}
		shown["ahead"] = ahead
		lost := slices.ContainsFunc(engine.Repairs(), func(r store.Repair) bool { return r.Lost > 0 })
		shown["ok"] = report.OK() && !lost
		if err := s.result(shown, func() {
			tell(s, report, mended, lost)
			if ahead.Code != "" {
				s.line("%s", "%s", s.pick(ahead.TextID, ahead.TextEN))
			}
		}); err != nil {
			return err
		}
		if !report.OK() {
			return &unclean{"the check found damage"}
		}
		if lost {
			return &unclean{"changes are lost"}
		}
		return nil
	})
}

func (v *checkVerb) check(ctx context.Context, engine *core.Engine) (report core.Report, mended map[core.Index]int, err error) {
	switch {
	case v.Mend:
		report, mended, err = engine.Health.Mend(ctx, nil)
	case v.Deep:
		report, err = engine.Health.CheckDeep(ctx, nil)
	default:
		report, err = engine.Health.Check(ctx, nil)
	}
	if mended == nil {
		mended = map[core.Index]int{}
	}
	return report, mended, err
}

func document(report core.Report) map[string]any {
	findings := make([]map[string]string, len(report.Findings))
	for i, found := range report.Findings {
		findings[i] = map[string]string{"where": found.Where, "message": found.Message, "rule": found.Rule}
	}
	spaces := make([]map[string]string, len(report.Amiss))
	for i, one := range report.Amiss {
		id, en := api.AmissOf(one)
		spaces[i] = map[string]string{"space": string(rune(one.Space)), "text_id": id, "text_en": en}
	}
	return map[string]any{
		"spaces": spaces, "alone": report.Alone, "ok": report.OK(), "customers": report.Customers, "orders": report.Orders,
		"journal": report.Entries, "findings": findings,
	}
}

// tell says what was found; lost says that what opening mended was not all.
func tell(s *say, report core.Report, mended map[core.Index]int, lost bool) {
	for _, index := range slices.Sorted(maps.Keys(mended)) {
		s.line("Indeks %s dihitung ulang; entri yang diperbaiki: %d.", "The index %s was made anew; entries mended: %d.", index, mended[index])
	}
	for _, repair := range report.Repairs {
		s.line("%s", "%s", repaired(s, repair))
	}
	s.line("%d pelanggan, %d nota dan %d catatan jurnal diperiksa.", "%d customers, %d orders and %d journal entries were checked.", report.Customers, report.Orders, report.Entries)
	for _, one := range report.Amiss {
		id, en := api.AmissOf(one)
		s.line("- %s", "- %s", s.pick(id, en))
	}
	if report.Alone {
		s.line("Salinan kedua di komputer ini rusak dan tidak dapat ditulis ulang, karena data yang dipakai sehari-hari juga tidak utuh; pulihkan cadangan dengan raja backup restore FILE.", "The second copy on this machine is damaged and cannot be written anew, since what is used in daily work is not whole either; restore a backup with raja backup restore FILE.")
	}
	for _, found := range report.Findings {
		s.line("- %s: %s", "- %s: %s", found.Where, found.Message)
	}
	if report.OK() && lost {
		s.line("Catatan yang ada saling cocok; perubahan yang hilang disebut di atas.", "What is there agrees; the changes that are lost are named above.")
		return
	}
	if report.OK() {
		s.line("Semua data utuh.", "Everything is as it should be.")
		return
	}
	if !slices.ContainsFunc(report.Findings, func(f core.Finding) bool { return f.Rule == "" }) {
		return // what to do about a rule stands beside it
	}
	s.line("raja check --mend menghitung ulang semua yang dapat dihitung dari catatan.", "raja check --mend works out anew all that can be worked out from the records.")
}

// repaired says what was mended.
func repaired(s *say, repair store.Repair) string {
	shown := api.RepairOf(repair)
	return s.pick(shown.TextID, shown.TextEN)
}
