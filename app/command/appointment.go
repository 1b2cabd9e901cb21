package command

import (
	"context"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

type appointmentVerbs struct {
	Make appointmentMake `cmd:"" help:"Keep a time for a customer; a chair or a member of staff is never kept twice."`
	Move appointmentMove `cmd:"" help:"Give it another time, chair or member of staff."`
	Mark appointmentMark `cmd:"" help:"Note where it stands."`
	List appointmentList `cmd:"" help:"Show the agenda of a day or of some days, or a customer's."`
	Free appointmentFree `cmd:"" help:"Show when a chair and a member of staff are free."`
}

type appointmentMake struct {
	Ref      string `arg:"" help:"For whom: id, code, phone or ref:X."`
	Start    string `required:"" help:"When: 2026-03-14 17:00, 17:00 or +3h."`
	Item     string `help:"For what, code of the catalogue: its name and minutes are taken."`
	What     string `help:"For what, in words."`
	Minutes  int    `help:"How long it takes, as the customer sees it."`
	Before   int    `help:"Minutes to prepare, which the customer does not see."`
	After    int    `help:"Minutes to clean up, which the customer does not see."`
	Resource string `help:"Which chair or room."`
	Staff    string `help:"By whom."`
	Note     string `help:"What to mind."`
	Outside  bool   `help:"Also outside opening hours."`
}

func (v *appointmentMake) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		made, err := api.MakeAppointment(ctx, engine, api.NewAppointment{
			Customer: v.Ref, Start: v.Start, Item: v.Item, What: v.What, Minutes: v.Minutes, Before: v.Before, After: v.After,
			Resource: v.Resource, Staff: v.Staff, Note: v.Note, Outside: v.Outside,
		})
		if err != nil {
			return err
		}
		return s.result(made, func() { showAppointment(s, &made) })
	})
}

// showAppointment shows an appointment on a line.
func showAppointment(s *say, one *api.Appointment) {
	words := map[string][2]string{
		"booked": {"dipesan", "booked"}, "confirmed": {"dikonfirmasi", "confirmed"}, "arrived": {"sudah datang", "arrived"},
		"served": {"selesai dilayani", "served"}, "no_show": {"tidak datang", "did not come"}, "cancelled": {"dibatalkan", "cancelled"},
	}
	status := s.pick(words[one.Status][0], words[one.Status][1])
	s.line("%s  %s–%s  %s (%s)  %s  %s", "%s  %s–%s  %s (%s)  %s  %s", one.Code, one.Start, s.until(one), one.Name, one.Customer, s.forWhat(one), status)
	if one.Note != "" {
		s.line("  Catatan: %s", "  Note: %s", one.Note)
	}
}

// until is when an appointment ends: the time of day alone on the day on which
// it starts.
func (s *say) until(one *api.Appointment) string {
	start, end := momentIn(one.Start), momentIn(one.End)
	if day, _, _ := strings.Cut(start, " "); strings.HasPrefix(end, day) {
		return strings.TrimPrefix(end, day+" ")
	}
	return end
}

// forWhat is what an appointment is for, where and by whom.
func (s *say) forWhat(one *api.Appointment) string {
	text := one.What
	if one.Resource != "" {
		text += ", " + one.Resource
	}
	if one.ByName != "" {
		text += s.pick(", oleh ", ", by ") + one.ByName
	}
	return text
}

// stepAppointment does one thing to an appointment.
func stepAppointment(ctx context.Context, g *Globals, s *say, code string, step api.AppointmentStep) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		changed, err := api.StepAppointment(ctx, engine, code, step)
		if err != nil {
			return err
		}
		return s.result(changed, func() {
			showAppointment(s, &changed.Appointment)
			s.warnings(changed.Warnings)
		})
	})
}

type appointmentMove struct {
	Code     string  `arg:"" help:"Such as J-00001."`
	Start    string  `help:"To when."`
	Minutes  *int    `help:"How long it takes."`
	Before   *int    `help:"Minutes to prepare."`
	After    *int    `help:"Minutes to clean up."`
	Resource *string `help:"Which chair or room."`
	Staff    *string `help:"By whom."`
	Note     *string `help:"What to mind."`
	Outside  bool    `help:"Also outside opening hours."`
}

func (v *appointmentMove) Run(ctx context.Context, g *Globals, s *say) error {
	return stepAppointment(ctx, g, s, v.Code, api.AppointmentStep{
		Do: "move", Start: v.Start, Minutes: v.Minutes, Before: v.Before, After: v.After, Resource: v.Resource, Staff: v.Staff, Note: v.Note, Outside: v.Outside,
	})
}

type appointmentMark struct {
	Code   string `arg:"" help:"Such as J-00001."`
	Status string `arg:"" help:"booked, confirmed, arrived, served, no_show or cancelled."`
}

func (v *appointmentMark) Run(ctx context.Context, g *Globals, s *say) error {
	return stepAppointment(ctx, g, s, v.Code, api.AppointmentStep{Do: "mark", Status: v.Status})
}

type appointmentList struct {
	Ref   string `arg:"" optional:"" help:"Only this customer's, latest first."`
	From  string `help:"From this day or time on; today without it."`
	To    string `help:"Up to this day or time; one day without it."`
	Limit int    `help:"How many of a customer's at most." default:"50"`
	After string `help:"Go on after this cursor, of a customer's."`
}

func (v *appointmentList) Run(ctx context.Context, g *Globals, s *say) error {
	if v.Ref != "" && (v.From != "" || v.To != "") {
		return &usageError{fault.Invalid("from", "and --to are for the agenda of all; leave them out for one customer")}
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		all, next, err := v.find(ctx, engine)
		if err != nil {
			return err
		}
		return s.result(map[string]any{"appointments": all, "next": next}, func() {
			for i := range all {
				showAppointment(s, &all[i])
			}
			v.sayNone(s, len(all))
		})
	})
}

// sayNone says of which days there is no appointment.
func (v *appointmentList) sayNone(s *say, count int) {
	switch {
	case v.Ref != "":
		s.none(count, "Pelanggan ini belum punya janji temu.", "This customer has no appointment.")
	case v.From == "" && v.To == "":
		s.none(count, "Hari ini tidak ada janji temu; --from melihat hari lain.", "There is no appointment today; --from shows other days.")
	default:
		s.none(count, "Tidak ada janji temu pada waktu itu.", "There is no appointment in that time.")
	}
}

func (v *appointmentList) find(ctx context.Context, engine *core.Engine) ([]api.Appointment, string, error) {
	if v.Ref != "" {
		return api.AppointmentsOf(ctx, engine, v.Ref, v.After, v.Limit)
	}
	all, err := api.Agenda(ctx, engine, v.From, v.To)
	return all, "", err
}

type appointmentFree struct {
	Item     string `help:"For what, code of the catalogue: its minutes are taken."`
	Minutes  int    `help:"How long it takes."`
	Before   int    `help:"Minutes to prepare."`
	After    int    `help:"Minutes to clean up."`
	Resource string `help:"Which chair or room."`
	Staff    string `help:"By whom."`
	From     string `help:"From when on; now without it."`
	Limit    int    `help:"How many times at most." default:"8"`
}

func (v *appointmentFree) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		free, err := api.FreeTimes(ctx, engine, api.FreeQuery{
			Item: v.Item, Minutes: v.Minutes, Before: v.Before, After: v.After, Resource: v.Resource, Staff: v.Staff, From: v.From, Limit: v.Limit,
		})
		if err != nil {
			return err
		}
		return s.result(map[string]any{"free": free}, func() {
			for _, at := range free {
				s.line("%s", "%s", at)
			}
			s.none(len(free), "Tidak ada waktu kosong dalam dua minggu.", "Nothing is free within two weeks.")
		})
	})
}
