package api

import (
	"cmp"
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/sale"
)

// Appointment is a time that is kept for a customer.
type Appointment struct {
	Code     string `json:"code"`
	Customer string `json:"customer" doc:"code"`
	Name     string `json:"name" doc:"hers"`
	Item     string `json:"item" doc:"code"`
	What     string `json:"what"`
	Resource string `json:"resource" doc:"which chair or room"`
	Staff    string `json:"staff" doc:"code"`
	ByName   string `json:"staff_name"`
	Start    string `json:"start"`
	End      string `json:"end" doc:"as the customer sees it"`
	Minutes  int    `json:"minutes" doc:"as the customer sees it"`
	Before   int    `json:"before" doc:"minutes to prepare"`
	After    int    `json:"after" doc:"minutes to clean up"`
	Status   string `json:"status" enum:"booked,confirmed,arrived,served,no_show,cancelled"`
	Note     string `json:"note"`
}

// SteppedAppointment is an appointment as it stands after a step.
type SteppedAppointment struct {
	Appointment
	Warnings []Warning `json:"warnings" doc:"what looks like a slip; it was taken as it was given"`
}

// NewAppointment is what the form of a new appointment sends.
type NewAppointment struct {
	Customer string `json:"customer"`
	Start    string `json:"start"`
	Item     string `json:"item,omitempty" doc:"code: its name and minutes are taken where none are given"`
	What     string `json:"what,omitempty"`
	Resource string `json:"resource,omitempty"`
	Staff    string `json:"staff,omitempty"`
	Minutes  int    `json:"minutes,omitempty" minimum:"0"`
	Before   int    `json:"before,omitempty" minimum:"0"`
	After    int    `json:"after,omitempty" minimum:"0"`
	Note     string `json:"note,omitempty"`
	Outside  bool   `json:"outside,omitempty" doc:"also outside opening hours"`
}

// AppointmentStep is one thing done to an appointment: mark says where it
// stands, move changes what is given and leaves what is null.
type AppointmentStep struct {
	Do       string  `json:"do" enum:"move,mark"`
	Status   string  `json:"status,omitempty" doc:"of mark"`
	Start    string  `json:"start,omitempty"`
	Minutes  *int    `json:"minutes,omitempty"`
	Before   *int    `json:"before,omitempty"`
	After    *int    `json:"after,omitempty"`
	Resource *string `json:"resource,omitempty"`
	Staff    *string `json:"staff,omitempty"`
	Note     *string `json:"note,omitempty"`
	Outside  bool    `json:"outside,omitempty" doc:"also outside opening hours"`
}

// FreeQuery asks for free times.
type FreeQuery struct {
	Item     string `query:"item" maxLength:"40" doc:"code: its minutes are taken"`
	Minutes  int    `query:"minutes"`
	Before   int    `query:"before"`
	After    int    `query:"after"`
	Resource string `query:"resource" maxLength:"200"`
	Staff    string `query:"staff" maxLength:"200"`
	From     string `query:"from" maxLength:"40" doc:"now when empty"`
	Limit    int    `query:"limit" default:"20" minimum:"1" maximum:"500"`
}

func (s *service) appointmentOperations(api huma.API) {
	huma.Get(api, "/api/appointments", func(ctx context.Context, in *struct {
		From string `query:"from" maxLength:"40" doc:"today when empty"`
		To   string `query:"to" maxLength:"40" doc:"a day after from when empty"`
	},
	) (*out[[]Appointment], error) {
		all, err := Agenda(ctx, s.engine, in.From, in.To)
		return &out[[]Appointment]{all}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/appointments", func(ctx context.Context, in *pageInput) (*out[listOf[Appointment]], error) {
		all, next, err := AppointmentsOf(ctx, s.engine, in.Ref, in.After, in.Limit)
		return &out[listOf[Appointment]]{listOf[Appointment]{all, next}}, answer(err)
	})
	huma.Get(api, "/api/free", func(ctx context.Context, in *FreeQuery) (*out[[]string], error) {
		free, err := FreeTimes(ctx, s.engine, *in)
		return &out[[]string]{free}, answer(err)
	})
	huma.Post(api, "/api/appointments", func(ctx context.Context, in *struct{ Body NewAppointment }) (*created[Appointment], error) {
		made, err := MakeAppointment(ctx, s.engine, in.Body)
		return &created[Appointment]{http.StatusCreated, made}, answer(err)
	})
	huma.Get(api, "/api/appointments/{code}", func(ctx context.Context, in *CodeInput) (*out[Appointment], error) {
		found, err := AppointmentAt(ctx, s.engine, in.Code)
		return &out[Appointment]{found}, answer(err)
	})
	huma.Post(api, "/api/appointments/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body AppointmentStep
	},
	) (*out[SteppedAppointment], error) {
		changed, err := StepAppointment(ctx, s.engine, in.Code, in.Body)
		return &out[SteppedAppointment]{changed}, answer(err)
	})
}

// AppointmentOf is how an appointment is shown.
func AppointmentOf(engine *core.Engine, one *sale.Appointment) Appointment {
	name, by := engine.Appointments.Names(one)
	return Appointment{
		Name: name, ByName: by, End: moment(one.Start.Add(time.Duration(one.Minutes)*time.Minute), engine.Zone()),
		Code: engine.CodeOf("appointment", uint64(one.Number)), Customer: core.Code(one.Customer), Item: engine.CodeOf("item", uint64(one.Item)),
		What: one.What, Resource: one.Resource, Staff: core.StaffCode(one.Staff), Start: moment(one.Start, engine.Zone()), Minutes: one.Minutes,
		Before: one.Before, After: one.After, Status: string(one.Status), Note: one.Note,
	}
}

// AppointmentAt returns the appointment with a code.
func AppointmentAt(ctx context.Context, engine *core.Engine, code string) (Appointment, error) {
	number, err := engine.NumberOf("appointment", code)
	if err != nil {
		return Appointment{}, err
	}
	found, err := engine.Appointments.Get(ctx, sale.AppointmentNumber(number))
	return AppointmentOf(engine, &found), err
}

// AppointmentsOf lists a customer's appointments, latest first.
func AppointmentsOf(ctx context.Context, engine *core.Engine, ref, after string, limit int) ([]Appointment, string, error) {
	who, err := engine.People.Find(ctx, ref)
	if err != nil {
		return nil, "", err
	}
	all, next, err := engine.Appointments.Of(ctx, who.Ordinal, after, limit)
	return Shown(engine, all, AppointmentOf), next, err
}

// Agenda lists the appointments that start from a time, the beginning of today
// for "", up to another, a day later for "".
func Agenda(ctx context.Context, engine *core.Engine, from, to string) ([]Appointment, error) {
	begin, err := startOfDay(engine, "from", cmp.Or(from, today(engine)))
	if err != nil {
		return nil, err
	}
	end := begin.AddDate(0, 0, 1)
	if to != "" {
		if end, err = endOfDay(engine, "to", to); err != nil {
			return nil, err
		}
	}
	if !end.After(begin) {
		return nil, fault.Invalid("to", "is not after the time from which the agenda is asked for")
	}
	all, err := engine.Appointments.Between(ctx, begin, end)
	return Shown(engine, all, AppointmentOf), err
}

// FreeTimes lists when an appointment could begin within a fortnight.
func FreeTimes(ctx context.Context, engine *core.Engine, asked FreeQuery) ([]string, error) {
	wanted := sale.Appointment{Resource: asked.Resource, Minutes: asked.Minutes, Before: asked.Before, After: asked.After}
	item, err := optional(engine, "item", "item", asked.Item)
	if err != nil {
		return nil, err
	}
	if item != 0 && wanted.Minutes == 0 {
		known, err := engine.Catalogue.Get(ctx, sale.ItemNumber(item))
		if err != nil {
			return nil, err
		}
		wanted.Minutes = known.Minutes
	}
	if wanted.Staff, err = StaffOf(ctx, engine, "staff", asked.Staff); err != nil {
		return nil, err
	}
	from := engine.Now()
	if asked.From != "" {
		if from, err = startOfDay(engine, "from", asked.From); err != nil {
			return nil, err
		}
	}
	found, err := engine.Appointments.Free(ctx, wanted, from, asked.Limit)
	free := make([]string, len(found))
	for i, at := range found {
		free[i] = moment(at, engine.Zone())
	}
	return free, err
}

// MakeAppointment keeps a time for a customer.
func MakeAppointment(ctx context.Context, engine *core.Engine, given NewAppointment) (Appointment, error) {
	who, err := engine.People.Find(ctx, given.Customer)
	if err != nil {
		return Appointment{}, err
	}
	item, err := optional(engine, "item", "item", given.Item)
	if err != nil {
		return Appointment{}, err
	}
	by, err := StaffOf(ctx, engine, "staff", given.Staff)
	if err != nil {
		return Appointment{}, err
	}
	start, err := Moment(engine, "start", given.Start)
	if err != nil {
		return Appointment{}, err
	}
	made, err := engine.Appointments.Make(ctx, sale.Appointment{
		Customer: who.Ordinal, Item: sale.ItemNumber(item), What: given.What, Resource: given.Resource, Staff: by, Start: start,
		Minutes: given.Minutes, Before: given.Before, After: given.After, Note: given.Note,
	}, given.Outside)
	return AppointmentOf(engine, &made), err
}

// StepAppointment moves an appointment or says where it stands.
func StepAppointment(ctx context.Context, engine *core.Engine, code string, step AppointmentStep) (SteppedAppointment, error) {
	n, err := engine.NumberOf("appointment", code)
	if err != nil {
		return SteppedAppointment{}, err
	}
	number := sale.AppointmentNumber(n)
	switch step.Do {
	case "mark":
		changed, err := engine.Appointments.Mark(ctx, number, sale.Booking(step.Status))
		return SteppedAppointment{AppointmentOf(engine, &changed), warnings(changed.Doubts(engine.Now()))}, err
	case "move":
		edit, err := step.edit(ctx, engine)
		if err != nil {
			return SteppedAppointment{}, err
		}
		changed, err := engine.Appointments.Move(ctx, number, step.Outside, edit)
		return SteppedAppointment{AppointmentOf(engine, &changed), []Warning{}}, err
	}
	return SteppedAppointment{}, fault.Invalid("do", "%q is not one of move, mark", step.Do)
}

func (a *AppointmentStep) edit(ctx context.Context, engine *core.Engine) (func(*sale.Appointment) error, error) {
	start, err := Moment(engine, "start", a.Start)
	if err != nil {
		return nil, err
	}
	ref := ""
	give(&ref, a.Staff)
	who, err := StaffOf(ctx, engine, "staff", ref)
	if err != nil {
		return nil, err
	}
	return func(known *sale.Appointment) error {
		if !start.IsZero() {
			known.Start = start
		}
		if a.Staff != nil {
			known.Staff = who
		}
		give(&known.Minutes, a.Minutes)
		give(&known.Before, a.Before)
		give(&known.After, a.After)
		give(&known.Resource, a.Resource)
		give(&known.Note, a.Note)
		return nil
	}, nil
}
