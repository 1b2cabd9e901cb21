package command

import (
	"context"
	"strings"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
)

type segmentGive struct {
	Code        string  `arg:"" optional:"" help:"The segment's code; without it all are shown."`
	Priority    *int    `help:"0 like anybody, to 9: served first."`
	AfterHours  *string `help:"What you wish when one of them knocks after hours."`
	MaxDiscount *int    `help:"Most that may be taken off by hand, in percent of the goods."`
	AnyDiscount bool    `help:"Discounts by hand have no limit again."`
	Wording     *string `help:"How staff say it."`
	Nothing     bool    `help:"Give the segment nothing any more."`
}

func (v *segmentGive) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		known, err := api.EntitlementsOf(ctx, engine)
		if err == nil && v.Code != "" {
			v.change(&known)
			known, err = api.Entitle(ctx, engine, known)
		}
		if err != nil {
			return err
		}
		return s.result(known, func() {
			for i := range known.Entitlements {
				s.line("%s:", "%s:", known.Entitlements[i].Segment)
				s.entitled(known.Entitlements[i], true)
			}
			if len(known.Entitlements) == 0 {
				s.line("Belum ada hak khusus untuk segmen mana pun.", "No segment is given anything yet.")
			}
		})
	})
}

// change puts what was typed into what is known.
func (v *segmentGive) change(known *api.Entitlements) {
	code := strings.ToUpper(v.Code)
	one, at, found := lo.FindIndexOf(known.Entitlements, func(e api.Entitlement) bool { return e.Segment == code })
	if found {
		known.Entitlements = append(known.Entitlements[:at:at], known.Entitlements[at+1:]...)
	}
	if v.Nothing {
		return
	}
	one.Segment = code
	if v.Priority != nil {
		one.Priority = *v.Priority
	}
	if v.AfterHours != nil {
		one.AfterHours = *v.AfterHours
	}
	if v.MaxDiscount != nil {
		one.Capped, one.Discount = true, *v.MaxDiscount
	}
	if v.AnyDiscount {
		one.Capped, one.Discount = false, 0
	}
	if v.Wording != nil {
		one.Wording = *v.Wording
	}
	known.Entitlements = append(known.Entitlements, one)
}

// entitled says what a customer is given by her segment.
func (s *say) entitled(given api.Entitlement, atTheDoor bool) {
	if given.Priority > 0 {
		s.line("Prioritas: %d", "Priority: %d", given.Priority)
	}
	if given.Capped {
		s.line("Diskon paling banyak %d %%.", "A discount of at most %d %%.", given.Discount)
	}
	if given.Wording != "" {
		s.line("“%s”", "“%s”", given.Wording)
	}
	if atTheDoor && given.AfterHours != "" {
		s.line("Setelah tutup: %s", "After hours: %s", given.AfterHours)
	}
}
