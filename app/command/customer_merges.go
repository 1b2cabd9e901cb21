package command

import (
	"context"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
)

type customerMerges struct {
	Ref string `arg:"" help:"Id, code, phone or ref:X."`
}

// mergeShown is a merge with what taking it back would do, or why it stays.
type mergeShown struct {
	api.Merging
	Would *api.Parting `json:"would,omitempty"`
	Stays string       `json:"stays,omitempty"`
}

func (v *customerMerges) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := api.MergesOf(ctx, engine, v.Ref)
		if err != nil {
			return err
		}
		shown := make([]mergeShown, len(found))
		for i, one := range found {
			shown[i].Merging = one
			would, err := api.WouldPart(ctx, engine, one.Entry)
			if err != nil {
				shown[i].Stays = err.Error()
				continue
			}
			shown[i].Would = &would
		}
		return s.result(map[string]any{"merges": shown}, func() {
			for i := range shown {
				showMerge(s, engine, &shown[i])
			}
			s.none(len(shown), "Tidak ada gabungan yang masih dapat dipisah.", "Nothing merged can be parted any more.")
		})
	})
}

func showMerge(s *say, engine *core.Engine, one *mergeShown) {
	s.line("%s %s digabung %s oleh %s; raja undo %d memisahkannya, sampai %s.", "%s %s was merged at %s by %s; raja undo %d parts them, until %s.",
		one.Lost.Code, one.Lost.Name, one.At, one.By, one.Entry, one.Until)
	if one.Would == nil {
		s.line("  Tetap satu: %s", "  They stay one: %s", one.Stays)
		return
	}
	s.line("  Kembali kepadanya: %s.", "  What goes back: %s.", moving(s, engine, &one.Would.Moved))
	showParted(s, one.Would.Parted)
}
