package command

import (
	"context"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/people"
)

type segmentVerbs struct {
	Run     segmentRun     `cmd:"" help:"Decide every customer's segment."`
	List    segmentList    `cmd:"" help:"List the segments and how many are in each."`
	Members segmentMembers `cmd:"" help:"List a segment's customers."`
	Why     segmentWhy     `cmd:"" help:"Explain a customer's segment."`
	History segmentHistory `cmd:"" help:"Show which segments a customer was in."`
	Moved   segmentMoved   `cmd:"" help:"Show who entered and left which segment."`
	Give    segmentGive    `cmd:"" help:"Decide what a segment is given: priority, after hours, discounts; shows it without a code."`
	Preview segmentPreview `cmd:"" help:"Show who would move were another rule to decide, or with other settings; nothing changes."`
	Overdue segmentOverdue `cmd:"" help:"List who is beyond the day on which she usually comes."`
}

// ofPlugin names the rule whose segments are meant.
type ofPlugin struct {
	Plugin string `help:"The rule whose segments are meant; without it the one whose segments show."`
}

type segmentRun struct {
	ofPlugin
	AsOf   string  `help:"Decide as of this date, YYYY-MM-DD; without it today."`
	Window *uint32 `help:"Days to look back; 0 is all history."`
}

func (v *segmentRun) Run(ctx context.Context, g *Globals, s *say) error {
	options := core.RunOptions{Window: v.Window, Plugin: v.Plugin}
	if v.AsOf != "" {
		day, err := clock.ParseDay(v.AsOf)
		if err != nil {
			return err
		}
		options.AsOf = &day
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		bar := newBar(s, s.pick("Pelanggan", "Customers"))
		options.Progress = func(done, total int) { bar.set(int64(done), int64(total)) }
		run, err := api.RunSegments(ctx, engine, options)
		bar.end()
		if err != nil {
			return err
		}
		err = s.result(run, func() {
			s.line("%d pelanggan diputuskan, %d berpindah segmen.", "%d customers were decided, %d changed segment.", run.Customers, run.Changed)
			if run.Held > 0 {
				s.line("%d turun segmen baru setelah tujuh hari.", "%d go to a lower segment only after seven days.", run.Held)
			}
			showRefusals(s, run.Refused, run.Refusals)
			for _, fault := range run.Faults {
				s.line("Aturan gagal, keanggotaan tetap seperti semula: %s", "The rule failed, memberships stay as they were: %s", fault)
			}
		})
		if err == nil && len(run.Faults)+run.Refused > 0 {
			return &unclean{"the rule failed, or answers of it were refused"}
		}
		return err
	})
}

// showRefusals names whose answers were not taken: they stay where they are.
func showRefusals(s *say, refused int, first []api.RefusedCustomer) {
	if refused == 0 {
		return
	}
	s.line("DITOLAK: %d jawaban aturan. Tidak ada yang berubah untuk:", "REFUSED: %d %s of the rule. Nothing changes for:", s.counted(refused, "answer")...)
	for _, one := range first {
		s.line("  %s: %s", "  %s: %s", one.Code, one.Reason)
	}
	if more := refused - len(first); more > 0 {
		s.line("  dan %d lagi", "  and %d more", more)
	}
}

type segmentList struct{ ofPlugin }

func (v *segmentList) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withSegments(ctx, s, func(engine *core.Engine) error {
		list, err := api.SegmentsOf(ctx, engine, v.Plugin)
		if err != nil {
			return err
		}
		return s.result(list, func() {
			for _, segment := range list.Segments {
				s.line("%-18s %-18s %6d", "%-18s %-18s %6d", segment.Code, s.pick(segment.NameID, segment.NameEN), segment.Count)
			}
			if list.AsOf == "" {
				s.line("Belum pernah dihitung: jalankan raja segment run.", "Never worked out: run raja segment run.")
			}
			for _, other := range list.Segmentations {
				if other.Plugin != list.Plugin {
					s.line("Di sampingnya: %s (raja segment list --plugin %s).", "Beside it: %s (raja segment list --plugin %s).", s.pick(other.NameID, other.NameEN), other.Plugin)
				}
			}
		})
	})
}

type segmentMembers struct {
	ofPlugin
	Code  string `arg:"" help:"The segment's code."`
	Limit int    `help:"How many at most." default:"50"`
	After string `help:"Go on after this code."`
}

func (v *segmentMembers) Run(ctx context.Context, g *Globals, s *say) error {
	list := customerList{Segment: strings.ToUpper(v.Code), Plugin: v.Plugin, Limit: v.Limit, After: v.After}
	return list.Run(ctx, g, s)
}

type segmentWhy struct {
	ofPlugin
	Ref string `arg:"" help:"Id, code, phone or ref:X."`
}

func (v *segmentWhy) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withSegments(ctx, s, func(engine *core.Engine) error {
		customer, err := engine.People.Find(ctx, v.Ref)
		if err != nil {
			return err
		}
		why, err := api.WhyOf(ctx, engine, v.Plugin, customer.Ordinal)
		if err != nil {
			return err
		}
		return s.result(why, func() {
			switch {
			case customer.Kind == people.Internal:
				s.line("%s adalah pelanggan internal dan tidak masuk segmen.", "%s is an internal customer, and those are in no segment.", customer.Name)
				return
			case why.Code == "":
				s.line("%s belum punya segmen: jalankan raja segment run.", "%s has no segment yet: run raja segment run.", customer.Name)
				return
			}
			s.line("%s: %s (%s). %s", "%s: %s (%s). %s", customer.Name, s.pick(why.NameID, why.NameEN), why.Code, s.pick(why.ReasonID, why.ReasonEN))
			if why.Then {
				s.line("Alasan itu dari %s, ketika ia masuk ke sana.", "That reason is of %s, when this customer came there.", why.Since)
			}
			s.waits(&why.Why)
		})
	})
}
