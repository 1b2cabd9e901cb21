package sale_test

import (
	"testing"
	"time"

	"github.com/raja-crm/raja/core/sale"
)

func TestMoreThanAnybodyBuysIsDoubted(t *testing.T) {
	for _, tt := range []struct {
		line  sale.Line
		doubt bool
	}{
		{sale.Line{Item: "Kiloan", Quantity: 1_000_000, Unit: sale.Kilogram}, true},
		{sale.Line{Item: "Kiloan", Milli: 1_000_001, Unit: sale.Kilogram}, true},
		{sale.Line{Item: "Kiloan", Quantity: 1_000, Unit: sale.Kilogram}, false},
		{sale.Line{Item: "Undangan", Quantity: 10_000}, false},
		{sale.Line{Item: "Undangan", Quantity: 10_001}, true},
	} {
		if got := sale.Doubts([]sale.Line{tt.line}); (len(got) > 0) != tt.doubt {
			t.Errorf("%+v: %v", tt.line, got)
		}
	}
}

func TestAnAppointmentMarkedFarFromItsTimeIsDoubted(t *testing.T) {
	start := time.Date(2026, 3, 14, 7, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		status sale.Booking
		after  time.Duration
		doubt  bool
	}{
		{sale.Served, time.Hour, false},
		{sale.Arrived, -20 * time.Minute, false},
		{sale.Served, -3 * time.Hour, true},
		{sale.NoShow, -time.Minute, true},
		{sale.NoShow, 20 * time.Minute, false},
		{sale.Served, 24 * time.Hour, false},
		{sale.Served, 3 * 24 * time.Hour, true},
		{sale.CalledOff, 3 * 24 * time.Hour, false},
	} {
		one := &sale.Appointment{Start: start, Minutes: 30, Status: tt.status}
		if got := one.Doubts(start.Add(tt.after)); (len(got) > 0) != tt.doubt {
			t.Errorf("%s %v after its time: %v", tt.status, tt.after, got)
		}
	}
}
