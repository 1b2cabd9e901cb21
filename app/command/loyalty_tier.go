package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
)

type loyaltyTier struct {
	Ref string `arg:"" help:"Whose: id, code, phone or ref:X."`
}

func (v *loyaltyTier) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := api.TierOf(ctx, engine, v.Ref)
		if err != nil {
			return err
		}
		return s.result(found, func() {
			s.line("%s", "%s", s.pick(found.TextID, found.TextEN))
			whys := map[string][2]string{
				"earned": {"naik karena belanja", "earned"}, "reviewed": {"ditinjau", "reviewed"},
				"revoked": {"batal dengan notanya", "went with its order"}, "rule": {"aturan berubah", "the rule changed"},
			}
			for _, step := range found.Steps {
				s.line("  %s  %s → %s  %s %s", "  %s  %s → %s  %s %s", step.Day, orDash(step.From), orDash(step.To), s.pick(whys[step.Why][0], whys[step.Why][1]), step.Order)
			}
		})
	})
}
