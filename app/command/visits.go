package command

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

type afterLog struct {
	afterAsk
	Taken    string `required:"" help:"Code of what was done, such as ACCEPT_DROP_OFF, or a word of your own."`
	Why      string `help:"Why it was not what was suggested first."`
	Accepted bool   `help:"She took it."`
	By       string `help:"Who decided."`
}

func (v *afterLog) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		ctx, err := by(ctx, engine, v.By)
		if err != nil {
			return err
		}
		made, err := api.LogVisit(ctx, engine, api.NewVisit{
			Knock: api.Knock{Customer: v.Customer, At: v.At, Staff: v.Staff, Service: v.Service, Unsafe: v.Unsafe},
			Taken: v.Taken, Why: v.Why, Accepted: v.Accepted, By: v.By,
		})
		if err != nil {
			return err
		}
		return s.result(made, func() { showVisit(s, &made) })
	})
}

func showVisit(s *say, one *api.Visit) {
	s.line("%s  %s  %s  %d menit setelah tutup: %s  %s", "%s  %s  %s  %d minutes after closing: %s  %s",
		one.Code, one.At, one.Customer, one.Minutes, one.Taken, one.Why)
}

type afterVisits struct {
	Limit int    `help:"How many at most." default:"50"`
	After string `help:"Go on after this cursor."`
}

func (v *afterVisits) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, next, err := engine.AfterHours.Visits(ctx, v.After, v.Limit)
		if err != nil {
			return err
		}
		visits := api.Shown(engine, all, api.VisitOf)
		return s.result(map[string]any{"visits": visits, "next": next}, func() {
			for i := range visits {
				showVisit(s, &visits[i])
			}
			s.none(len(visits), "Belum ada yang datang setelah tutup.", "Nobody came after closing yet.")
		})
	})
}

// afterPast is a time of the past.
type afterPast struct {
	From string `help:"Since when; a month before --to without it."`
	To   string `help:"Until when; now without it."`
}

// read returns the instants that are meant.
func (v *afterPast) read(engine *core.Engine) (from, to time.Time, err error) {
	if to, err = api.Moment(engine, "to", v.To); err != nil {
		return from, to, err
	}
	if to.IsZero() {
		to = engine.Now().Add(time.Millisecond) // what just was counts
	}
	if from, err = api.Moment(engine, "from", v.From); err == nil && from.IsZero() {
		from = to.AddDate(0, -1, 0)
	}
	return from, to, err
}

type afterSimulate struct {
	afterPast
	Set []string `sep:"none" help:"KEY=VALUE of the rule's settings, tried out beside those it has; may be given again." placeholder:"KEY=VALUE"`
}

// settings are those of the rule that is asked, with what is tried out; nil
// where nothing is.
func (v *afterSimulate) settings(ctx context.Context, engine *core.Engine) ([]byte, error) {
	if len(v.Set) == 0 {
		return nil, nil
	}
	for _, known := range engine.Plugins.List(ctx) {
		if slices.Contains(known.Answers, "after_hours") {
			return (&pluginConfig{Set: v.Set}).values(&known)
		}
	}
	return nil, fault.Unavailable("rule", "no rule answers after_hours, so no settings can be tried; see raja plugin list")
}

func (v *afterSimulate) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		from, to, err := v.read(engine)
		if err != nil {
			return err
		}
		settings, err := v.settings(ctx, engine)
		if err != nil {
			return err
		}
		all, err := api.SimulateVisits(ctx, engine, from, to, settings)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"visits": all}, func() {
			for i := range all {
				mark := " "
				if all[i].Changed {
					mark = "*"
				}
				s.line("%s %s  %s → %s", "%s %s  %s → %s", mark, all[i].Code, all[i].Suggested, all[i].Decision)
			}
			s.none(len(all), "Tidak ada kunjungan pada waktu itu.", "Nobody knocked in that time.")
		})
	})
}

type afterReturns struct{ afterPast }

func (v *afterReturns) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		from, to, err := v.read(engine)
		if err != nil {
			return err
		}
		counted, err := engine.AfterHours.Returns(ctx, from, to)
		if err != nil {
			return err
		}
		view := map[string]map[string]int{}
		for taken, one := range counted {
			view[taken] = map[string]int{"visits": one.Visits, "strangers": one.Strangers, "back": one.Back}
		}
		return s.result(map[string]any{"returns": view}, func() {
			for _, taken := range slices.Sorted(maps.Keys(view)) {
				one := view[taken]
				s.line("%s: %d datang, %d kembali dalam 30 hari (%d tidak dikenal)", "%s: %d knocked, %d came back within 30 days (%d strangers)",
					taken, one["visits"], one["back"], one["strangers"])
			}
			s.none(len(view), "Tidak ada kunjungan pada waktu itu.", "Nobody knocked in that time.")
		})
	})
}
