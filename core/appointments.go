package core

import (
	"context"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Appointments is the chapter of times that are kept for customers: a chair or
// a member of staff is never kept twice.
type Appointments struct{ *shop }

func appointmentShelf() *shelf[sale.Appointment] {
	return &shelf[sale.Appointment]{
		space: record.Appointments, word: "appointment", mark: "J-", digits: 5,
		number: func(a *sale.Appointment) uint64 { return uint64(a.Number) },
		check:  (*sale.Appointment).Check,
		ties:   (*tx).refuseCollision,
		keys: func(a *sale.Appointment) []record.Key {
			number := uint64(a.Number)
			return []record.Key{
				agenda().Time(a.Start).Uint64(number),
				appointmentsOf(a.Customer).TimeDescending(a.Start).Uint64(number),
			}
		},
	}
}

func agenda() record.Key { return inList(listAgenda) }

func appointmentsOf(customer people.Ordinal) record.Key {
	return inList(listAppointments).Uint32(uint32(customer))
}

// Make keeps a time for a customer, inside opening hours unless outside is
// given. It returns a conflict when the chair or the member of staff is busy.
func (a *Appointments) Make(ctx context.Context, given sale.Appointment, outside bool) (sale.Appointment, error) {
	given.MadeAt, given.Status, given.Start = a.clock.Now(), sale.Booked, given.Start.UTC()
	var made sale.Appointment
	err := a.update(ctx, "appointment.make", func(t *tx) error {
		made = given
		if err := t.checkAppointment(&made, outside); err != nil {
			return err
		}
		number, err := t.appointments.next(t)
		if err != nil {
			return err
		}
		made.Number = sale.AppointmentNumber(number)
		t.entry.Subject = t.appointments.code(number)
		return t.appointments.add(t, &made)
	})
	return made, err
}

func (t *tx) checkAppointment(made *sale.Appointment, outside bool) error {
	if made.Item != 0 {
		item, err := t.items.read(t.shop, t, uint64(made.Item))
		if err != nil {
			return err
		}
		if made.What == "" {
			made.What = item.Name
		}
		if made.Minutes == 0 {
			made.Minutes = item.Minutes
		}
	}
	if err := made.Check(); err != nil {
		return err
	}
	if _, err := t.read(t, made.Customer); err != nil {
		return err
	}
	if err := t.working("staff", made.Staff); err != nil {
		return err
	}
	if made.Start.Before(t.clock.Now()) && made.Status == sale.Booked {
		return fault.Invalid("start", "is in the past")
	}
	if !outside {
		if err := t.open(made); err != nil {
			return err
		}
	}
	return t.refuseCollision(made)
}

// open refuses an appointment that is not inside opening hours.
func (t *tx) open(made *sale.Appointment) error {
	calendar, err := t.calendar()
	if err != nil {
		return err
	}
	long := time.Duration(made.Minutes) * time.Minute
	if calendar.Elapsed(made.Start, made.Start.Add(long)) != long {
		return fault.Invalid("start", "is not inside opening hours from beginning to end")
	}
	return nil
}

// refuseCollision returns a conflict when the appointment needs a chair or
// somebody who is busy then.
func (t *tx) refuseCollision(made *sale.Appointment) error {
	if !made.Takes() {
		return nil
	}
	begin, end := made.Busy()
	near := store.Range{
		Prefix: agenda(), KeyOnly: true,
		From: agenda().Time(begin.Add(-3 * sale.MaxMinutes * time.Minute)), To: agenda().Time(end.Add(sale.MaxMinutes * time.Minute)),
	}
	for kv, err := range t.Range(near) {
		if err != nil {
			return err
		}
		other, err := t.appointments.read(t.shop, t, record.Tail64(kv.Key))
		if err != nil {
			return err
		}
		if made.Collides(&other) {
			return fault.Conflict("start", "is taken: %s needs the same from %s", t.appointments.code(uint64(other.Number)), other.Start.In(t.zone).Format("2006-01-02 15:04"))
		}
	}
	return nil
}

// Move gives an appointment another time, chair or member of staff; edit may
// run twice.
func (a *Appointments) Move(ctx context.Context, number sale.AppointmentNumber, outside bool, edit func(*sale.Appointment) error) (sale.Appointment, error) {
	var changed sale.Appointment
	err := a.update(ctx, "appointment.move", func(t *tx) (err error) {
		t.entry.Subject = t.appointments.code(uint64(number))
		if changed, err = t.appointments.read(t.shop, t, uint64(number)); err != nil {
			return err
		}
		known := changed
		if err := edit(&changed); err != nil {
			return err
		}
		changed.Number, changed.Customer, changed.Status, changed.MadeAt = known.Number, known.Customer, known.Status, known.MadeAt
		changed.Start = changed.Start.UTC()
		if err := t.checkAppointment(&changed, outside); err != nil {
			return err
		}
		return t.appointments.put(t, &changed)
	})
	return changed, err
}

// Mark notes where an appointment stands. One that was called off is taken up
// again only when its time is still free.
func (a *Appointments) Mark(ctx context.Context, number sale.AppointmentNumber, status sale.Booking) (sale.Appointment, error) {
	var changed sale.Appointment
	err := a.update(ctx, "appointment.mark", func(t *tx) (err error) {
		t.entry.Subject = t.appointments.code(uint64(number))
		if changed, err = t.appointments.read(t.shop, t, uint64(number)); err != nil {
			return err
		}
		changed.Status = status
		if err := changed.Check(); err != nil {
			return err
		}
		if on := clock.DayOf(changed.Start, t.zone); changed.Happened() && on > t.Today() {
			return fault.Conflict("status", "is not %s before its day, %s", status, on)
		}
		if err := t.refuseCollision(&changed); err != nil {
			return err
		}
		return t.appointments.put(t, &changed)
	})
	return changed, err
}

// Names are what the customer of an appointment is called, and who serves her;
// "" where nobody does or it cannot be read.
func (a *Appointments) Names(one *sale.Appointment) (customer, by string) {
	_ = a.store.View(context.Background(), func(reader store.Reader) error {
		if known, err := a.read(reader, one.Customer); err == nil {
			customer = known.Addressed()
		}
		if one.Staff != 0 {
			if known, err := a.members.read(a.shop, reader, uint64(one.Staff)); err == nil {
				by = known.Name
			}
		}
		return nil
	})
	return customer, by
}

// Between returns the appointments that start from an instant up to another.
func (a *Appointments) Between(ctx context.Context, from, to time.Time) ([]sale.Appointment, error) {
	var found []sale.Appointment
	err := a.store.View(ctx, func(reader store.Reader) error {
		found = nil
		for kv, err := range reader.Range(store.Range{Prefix: agenda(), From: agenda().Time(from), To: agenda().Time(to), KeyOnly: true, Limit: maxOfOne}) {
			if err != nil {
				return err
			}
			one, err := a.appointments.read(a.shop, reader, record.Tail64(kv.Key))
			if err != nil {
				return err
			}
			found = append(found, one)
		}
		return nil
	})
	return found, readable(err)
}

// Free returns up to limit times from an instant on at which so many minutes
// are free, buffers included, for a chair and a member of staff, every quarter
// of an hour inside opening hours within a fortnight.
func (a *Appointments) Free(ctx context.Context, wanted sale.Appointment, from time.Time, limit int) ([]time.Time, error) {
	if err := wanted.CheckTimes(); err != nil {
		return nil, err
	}
	calendar, err := a.calendar()
	if err != nil {
		return nil, err
	}
	const step, ahead = 15 * time.Minute, 14 * 24 * time.Hour
	taken, err := a.Between(ctx, from.Add(-3*sale.MaxMinutes*time.Minute), from.Add(ahead+sale.MaxMinutes*time.Minute))
	if err != nil {
		return nil, err
	}
	var free []time.Time
	long := time.Duration(wanted.Minutes) * time.Minute
	wanted.Status, wanted.Number = sale.Booked, 0
	for at := from.Truncate(step).Add(step); at.Before(from.Add(ahead)) && len(free) < limit; at = at.Add(step) {
		wanted.Start = at
		busy := slices.ContainsFunc(taken, func(other sale.Appointment) bool { return wanted.Collides(&other) })
		if !busy && calendar.Elapsed(at, at.Add(long)) == long {
			free = append(free, at)
		}
	}
	return free, nil
}

// Get returns an appointment.
func (a *Appointments) Get(ctx context.Context, number sale.AppointmentNumber) (sale.Appointment, error) {
	return readOne(ctx, a.shop, a.appointments, uint64(number))
}

// Of returns up to limit appointments of a customer behind a cursor, latest
// first.
func (a *Appointments) Of(ctx context.Context, customer people.Ordinal, after string, limit int) ([]sale.Appointment, string, error) {
	return pageOfCustomer(ctx, a.shop, a.appointments, customer, appointmentsOf, page{After: after, Limit: limit})
}
