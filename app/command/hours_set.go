package command

import (
	"context"
	"os"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/hours"
)

type hoursShow struct{}

func (v *hoursShow) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error { return showHours(s, engine) })
}

type hoursSet struct {
	Week string `arg:"" optional:"" help:"Such as 'mon-sat 10:00-21:00; sun closed'."`
	File string `help:"Everything, as hours show --json prints it." type:"path"`
}

func (v *hoursSet) Run(ctx context.Context, g *Globals, s *say) error {
	if (v.Week == "") == (v.File == "") {
		return &usageError{fault.Invalid("week", "or --file is needed, and not both")}
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		if err := v.set(ctx, engine); err != nil {
			return err
		}
		return showHours(s, engine)
	})
}

func (v *hoursSet) set(ctx context.Context, engine *core.Engine) error {
	if v.Week != "" {
		return engine.Hours.Set(ctx, v.Week)
	}
	body, err := os.ReadFile(v.File)
	if err != nil {
		return fault.NotFound("file", "%s cannot be read", v.File).Because(err)
	}
	return engine.Hours.Replace(ctx, body)
}

type hoursDay struct {
	Date  string `arg:"" help:"Such as 2026-03-20."`
	Hours string `arg:"" help:"Such as 10:00-15:00, closed, or usual for those of the week."`
}

func (v *hoursDay) Run(ctx context.Context, g *Globals, s *say) error {
	date, err := hours.ParseDate(v.Date)
	if err != nil {
		return err
	}
	if v.Hours == "usual" {
		v.Hours = ""
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		if err := engine.Hours.SetDay(ctx, date, v.Hours); err != nil {
			return err
		}
		return showHours(s, engine)
	})
}

func showHours(s *say, engine *core.Engine) error {
	calendar, err := engine.Hours.Calendar()
	if err != nil {
		return err
	}
	today, err := hours.ParseDate(engine.Today().String())
	if err != nil {
		return err
	}
	return s.result(calendar, func() {
		week := calendar.Week()
		for i := 1; i <= len(week); i++ {
			s.line("%-7s %s", "%-10s %s", s.weekday(i%len(week)), s.hours(week[i%len(week)]))
		}
		for _, day := range calendar.Days(today) {
			s.line("%s  %s  %s", "%s  %s  %s", day.Date, s.hours(day.Hours), day.Name)
		}
	})
}

// hours writes the hours of a day.
func (s *say) hours(h hours.Hours) string {
	if len(h) == 0 {
		return s.pick("tutup", "closed")
	}
	return h.String()
}

func (s *say) weekday(day int) string {
	return s.pick(
		[]string{"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"}[day],
		[]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}[day],
	)
}
