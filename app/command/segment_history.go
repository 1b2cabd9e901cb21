package command

import (
	"cmp"
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
)

// waits says that a lower segment waits.
func (s *say) waits(why *api.Why) {
	if why.WaitsUntil != "" {
		s.line("Menurut aturan sejak %s: %s; berlaku mulai %s bila tetap begitu.", "The rule has said since %s: %s; it holds from %s if that stays.",
			why.WaitsSince, cmp.Or(s.pick(why.WaitsNameID, why.WaitsNameEN), s.pick("tanpa segmen", "no segment")), why.WaitsUntil)
	}
}

type segmentHistory struct {
	ofPlugin
	Ref string `arg:"" help:"Id, code, phone or ref:X."`
}

func (v *segmentHistory) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withSegments(ctx, s, func(engine *core.Engine) error {
		customer, err := engine.People.Find(ctx, v.Ref)
		if err != nil {
			return err
		}
		told, err := api.StaysOf(ctx, engine, v.Plugin, customer.Ordinal)
		if err != nil {
			return err
		}
		return s.result(told, func() {
			for _, stay := range told.Stays {
				s.line("%s – %s  %s. %s", "%s – %s  %s. %s", stay.Entered, cmp.Or(stay.Left, s.pick("sekarang", "now")),
					cmp.Or(s.pick(stay.NameID, stay.NameEN), stay.Code), s.pick(stay.ReasonID, stay.ReasonEN))
			}
			if len(told.Stays) == 0 {
				s.line("%s belum pernah masuk segmen.", "%s has been in no segment yet.", customer.Name)
			}
		})
	})
}

type segmentMoved struct {
	ofPlugin
	Since string `help:"From this date on, YYYY-MM-DD; without it thirty days ago."`
	Limit int    `help:"How many customers to name at most." default:"50"`
}

func (v *segmentMoved) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withSegments(ctx, s, func(engine *core.Engine) error {
		moved, err := api.MovedSince(ctx, engine, v.Plugin, v.Since, max(v.Limit, 0))
		if err != nil {
			return err
		}
		none := s.pick("(tanpa)", "(none)")
		return s.result(moved, func() {
			for _, pair := range moved.Moves {
				s.line("%-18s → %-18s %6d", "%-18s → %-18s %6d", cmp.Or(pair.From, none), cmp.Or(pair.To, none), pair.Customers)
			}
			for _, one := range moved.Customers {
				s.line("%s  %s  %-24s %s → %s", "%s  %s  %-24s %s → %s", one.Day, one.Code, one.Name, cmp.Or(one.From, none), cmp.Or(one.To, none))
			}
			s.line("%d perpindahan sejak %s.", "%d moves since %s.", moved.Total, moved.Since)
		})
	})
}
