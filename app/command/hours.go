package command

import (
	"context"
	"os"
	"time"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/hours"
)

type hoursVerbs struct {
	Show    hoursShow    `cmd:"" help:"Show the week, and the days that differ from today on."`
	Set     hoursSet     `cmd:"" help:"Set the hours of an ordinary week, or all of them from a file."`
	Day     hoursDay     `cmd:"" help:"Set the hours of one date: a holiday, a short day."`
	Open    hoursOpen    `cmd:"" help:"Tell whether the shop is open."`
	Due     hoursDue     `cmd:"" help:"Tell when work of some length is done, counting opening hours only."`
	Elapsed hoursElapsed `cmd:"" help:"Count the opening minutes between two times."`
}

// calendarFlag lets a verb do without a shop.
type calendarFlag struct {
	Calendar string `help:"A calendar file (JSON) instead of the shop's hours." type:"path"`
}

// read returns the calendar and the present in its zone.
func (c *calendarFlag) read(ctx context.Context, g *Globals, s *say) (hours.Calendar, time.Time, error) {
	if c.Calendar == "" {
		var calendar hours.Calendar
		var now time.Time
		err := g.withShop(ctx, s, func(engine *core.Engine) (err error) {
			now = engine.Now()
			calendar, err = engine.Hours.Calendar()
			return err
		})
		return calendar, now, err
	}
	now, err := g.clock()
	if err != nil {
		return hours.Calendar{}, time.Time{}, err
	}
	body, err := os.ReadFile(c.Calendar)
	if err != nil {
		return hours.Calendar{}, time.Time{}, fault.NotFound("calendar", "%s cannot be read", c.Calendar).Because(err)
	}
	calendar, err := hours.Parse(body)
	return calendar, now.Now().In(calendar.Zone()), err
}

type hoursOpen struct {
	calendarFlag
	At string `help:"At this time; without it now."`
}

func (v *hoursOpen) Run(ctx context.Context, g *Globals, s *say) error {
	calendar, now, err := v.read(ctx, g, s)
	if err != nil {
		return err
	}
	at, err := api.ParseMoment(v.At, now, calendar.Zone())
	if err != nil {
		return err
	}
	open, next := calendar.OpenAt(at), any(nil)
	if opens, ok := calendar.NextOpen(at); ok && !open {
		next = opens.In(calendar.Zone()).Format(time.RFC3339)
	}
	return s.result(map[string]any{"open": open, "next_open": next}, func() {
		switch {
		case open:
			s.line("Buka.", "Open.")
		case next == nil:
			s.line("Tutup, dan tidak ada jam buka berikutnya.", "Closed, and it never opens.")
		default:
			s.line("Tutup. Buka lagi %s.", "Closed. Opens %s.", next)
		}
	})
}

type hoursDue struct {
	calendarFlag
	Start string        `required:"" help:"When the work begins."`
	Need  time.Duration `required:"" help:"How long it takes, for example 4h30m."`
}

func (v *hoursDue) Run(ctx context.Context, g *Globals, s *say) error {
	if v.Need < 0 {
		return fault.Invalid("need", "is negative")
	}
	calendar, now, err := v.read(ctx, g, s)
	if err != nil {
		return err
	}
	start, err := api.ParseMoment(v.Start, now, calendar.Zone())
	if err != nil {
		return fault.Invalid("start", "%s", fault.As(err).Message)
	}
	due := any(nil)
	if at, ok := calendar.Due(start, v.Need); ok {
		due = at.In(calendar.Zone()).Format(time.RFC3339)
	}
	return s.result(map[string]any{"due": due}, func() {
		if due == nil {
			s.line("Tidak pernah: tidak ada cukup jam buka.", "Never: there are not enough opening hours.")
			return
		}
		s.line("%s", "%s", due)
	})
}

type hoursElapsed struct {
	calendarFlag
	From string `required:"" help:"From this time."`
	To   string `required:"" help:"To this time."`
}

func (v *hoursElapsed) Run(ctx context.Context, g *Globals, s *say) error {
	calendar, now, err := v.read(ctx, g, s)
	if err != nil {
		return err
	}
	from, err := api.ParseMoment(v.From, now, calendar.Zone())
	if err != nil {
		return fault.Invalid("from", "%s", fault.As(err).Message)
	}
	to, err := api.ParseMoment(v.To, now, calendar.Zone())
	if err != nil {
		return fault.Invalid("to", "%s", fault.As(err).Message)
	}
	minutes := int64(calendar.Elapsed(from, to) / time.Minute)
	return s.result(map[string]any{"minutes": minutes}, func() { s.line("%d menit", "%d minutes", minutes) })
}
