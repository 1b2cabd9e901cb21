package sale_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

// What is rounded is a multiple of the step, at most half a step away, and what
// is one already stays.
func TestCashRoundingLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount, step := money.Amount(rapid.Int64Range(0, 1<<50).Draw(t, "amount")), money.Amount(rapid.SampledFrom([]int64{1, 50, 100, 500, 1000}).Draw(t, "step"))
		added := sale.Rounding(amount, step)
		switch rounded := amount + added; {
		case rounded%step != 0:
			t.Fatalf("%d is rounded to %d, no multiple of %d", amount, rounded, step)
		case 2*added > step || 2*added <= -step:
			t.Fatalf("%d is moved by %d, more than half of %d", amount, added, step)
		case sale.Rounding(rounded, step) != 0:
			t.Fatalf("%d is rounded once more", rounded)
		}
	})
}

// Every debt falls into one bucket, and the buckets sum to the whole.
func TestAgesSumToTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		buckets, whole := sale.Ages(), money.Amount(0)
		debts := rapid.SliceOfN(rapid.IntRange(-3, 500), 0, 60).Draw(t, "days")
		for i, days := range debts {
			amount := money.Amount(1 + i*i)
			whole += amount
			sale.Age(buckets, days, amount)
		}
		orders := 0
		for _, bucket := range buckets {
			whole -= bucket.Amount
			orders += bucket.Orders
		}
		if whole != 0 || orders != len(debts) {
			t.Fatalf("%d debts of %v; %d of %d are missing", orders, buckets, whole, len(debts))
		}
	})
}

// Whenever somebody looks, the steps of the ladder only rise, each is gone at
// most once, and none before its day.
func TestTheLadderOnlyRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		order, today := sale.Order{}, clock.Day(100)
		for range rapid.IntRange(1, 30).Draw(t, "looks") {
			today += clock.Day(rapid.IntRange(-1, 5).Draw(t, "later"))
			step, due := order.DueStep(100, today)
			if !due {
				continue
			}
			if n := len(order.Reminded); n > 0 && step.Days <= order.Reminded[n-1] {
				t.Fatalf("step %d comes after %v", step.Days, order.Reminded)
			}
			if int(today-100) < step.Days {
				t.Fatalf("step %d comes on day %d", step.Days, today-100)
			}
			order.Reminded = append(order.Reminded, step.Days)
		}
	})
}

// Two appointments collide whichever is asked, and one never with itself.
func TestCollisionsHaveNoDirection(t *testing.T) {
	appointment := rapid.Custom(func(t *rapid.T) sale.Appointment {
		return sale.Appointment{
			Number: sale.AppointmentNumber(rapid.Uint64Range(1, 3).Draw(t, "number")), Resource: rapid.SampledFrom([]string{"", "Kursi 1", "Kursi 2"}).Draw(t, "chair"),
			Start: time.Unix(int64(rapid.IntRange(0, 300).Draw(t, "minute"))*60, 0), Minutes: rapid.IntRange(1, 90).Draw(t, "long"), Before: rapid.IntRange(0, 20).Draw(t, "before"),
			After: rapid.IntRange(0, 20).Draw(t, "after"), Status: rapid.SampledFrom(sale.Bookings()).Draw(t, "status"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := appointment.Draw(t, "a"), appointment.Draw(t, "b")
		if a.Collides(&b) != b.Collides(&a) || a.Collides(&a) {
			t.Fatalf("%+v and %+v", a, b)
		}
	})
}
