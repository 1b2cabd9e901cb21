package core_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/sale"
)

func TestAChairIsOneHoweverItsNameIsTyped(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sari := add(t, engine, "Sari")
	at := march(14).at.Add(2 * time.Hour)
	kept := must[sale.Appointment](t)(engine.Appointments.Make(ctx, sale.Appointment{Customer: sari, What: "Potong", Resource: "Kursi 1", Start: at, Minutes: 60}, true))
	for _, typed := range []string{"KURSI 1", " kursi  1 ", "Kursi1"} {
		wanted := sale.Appointment{Customer: sari, What: "Cat rambut", Resource: typed, Start: at.Add(30 * time.Minute), Minutes: 60}
		if _, err := engine.Appointments.Make(ctx, wanted, true); fault.KindOf(err) != fault.KindConflict {
			t.Errorf("%q is kept twice: %v", typed, err)
		}
		free := must[[]time.Time](t)(engine.Appointments.Free(ctx, wanted, at, 100))
		if slices.ContainsFunc(free, func(one time.Time) bool { return one.Before(at.Add(time.Hour)) }) {
			t.Errorf("%q is called free while it is kept: %v", typed, free)
		}
	}
	other := must[sale.Appointment](t)(engine.Appointments.Make(ctx, sale.Appointment{Customer: sari, What: "Cuci", Resource: "Kursi 2", Start: at, Minutes: 60}, true))
	_, err := engine.Appointments.Move(ctx, other.Number, true, func(one *sale.Appointment) error { one.Resource = "kursi 1"; return nil })
	if fault.KindOf(err) != fault.KindConflict {
		t.Errorf("it was moved to %s's chair: %v", kept.Resource, err)
	}
	sound(t, engine)
}
