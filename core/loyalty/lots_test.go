package loyalty_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
)

func day(t testing.TB, text string) clock.Day {
	t.Helper()
	found, err := clock.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Product bug 5: points that are spent leave the lots that expire first, so an expiry takes
// only what is left of its own lot.
func TestSpentPointsDoNotExpireTwice(t *testing.T) {
	first := loyalty.Lot{Earned: day(t, "2026-01-10"), Expires: day(t, "2026-07-10"), Points: 100}
	second := loyalty.Lot{Earned: day(t, "2026-03-01"), Expires: day(t, "2026-09-01"), Points: 80}
	third := loyalty.Lot{Earned: day(t, "2026-05-05"), Expires: day(t, "2026-11-05"), Points: 50}
	lots := loyalty.Lots{}.Add(second).Add(third).Add(first)
	balance := func(on string, want loyalty.Points) {
		t.Helper()
		if got := lots.Balance(day(t, on)); got != want {
			t.Errorf("on %s the balance is %d, want %d", on, got, want)
		}
	}
	balance("2026-06-01", 230)
	move := func(lot loyalty.Lot, points loyalty.Points) {
		lot.Points = points
		lots = lots.Add(lot)
	}
	move(first, -100)
	move(second, -20)
	balance("2026-06-01", 110)
	balance("2026-07-10", 110)
	move(first, 100)
	move(second, 20)
	balance("2026-07-15", 130)
	balance("2026-07-09", 230)
	balance("2026-11-04", 50)
	balance("2026-11-05", 0)
}

func TestBalanceAtTheEdges(t *testing.T) {
	lots := loyalty.Lots{}.Add(loyalty.Lot{Earned: 100, Expires: 200, Points: 7}).Add(loyalty.Lot{Earned: 150, Points: 5})
	for on, want := range map[clock.Day]loyalty.Points{99: 0, 100: 7, 149: 7, 150: 12, 199: 12, 200: 5, math.MaxInt32: 5, math.MinInt32: 0} {
		if got := lots.Balance(on); got != want {
			t.Errorf("Balance(%d) = %d, want %d", on, got, want)
		}
	}
	if from, through := lots.Steady(160); from != 150 || through != 199 {
		t.Errorf("Steady(160) = %d, %d, want 150, 199", from, through)
	}
	if from, through := (loyalty.Lots{}).Steady(0); from != math.MinInt32 || through != math.MaxInt32 {
		t.Errorf("nothing is steady from %d through %d", from, through)
	}
	if from, through := (loyalty.Lots{{Earned: 0, Points: 1}}).Steady(-5); from != math.MinInt32 || through != -1 {
		t.Errorf("before a lot of day 0: %d, %d, want through -1", from, through)
	}
}

func TestExpiringIsWhatWillBeLostSoonestFirst(t *testing.T) {
	lots := loyalty.Lots{}.
		Add(loyalty.Lot{Earned: 10, Expires: 90, Points: 1}).
		Add(loyalty.Lot{Earned: 11, Points: 2}).
		Add(loyalty.Lot{Earned: 12, Expires: 50, Points: 3}).
		Add(loyalty.Lot{Earned: 13, Expires: 20, Points: 4}).
		Add(loyalty.Lot{Earned: 60, Expires: 70, Points: 5})
	want := loyalty.Lots{{Earned: 12, Expires: 50, Points: 3}, {Earned: 10, Expires: 90, Points: 1}}
	if got := lots.Expiring(30); !slices.Equal(got, want) {
		t.Errorf("Expiring(30) = %v, want %v", got, want)
	}
}

func aLot() *rapid.Generator[loyalty.Lot] {
	date := func(t *rapid.T, name string) clock.Day {
		return clock.Day(rapid.OneOf(rapid.Int32Range(-3, 12), rapid.Int32(), rapid.Just[int32](math.MinInt32), rapid.Just[int32](math.MaxInt32)).Draw(t, name))
	}
	return rapid.Custom(func(t *rapid.T) loyalty.Lot {
		return loyalty.Lot{
			Earned: date(t, "earned"), Expires: date(t, "expires"),
			Points: loyalty.Points(rapid.Int64Range(-5, 1<<40).Draw(t, "points")),
		}
	})
}

func addAll(list []loyalty.Lot) loyalty.Lots {
	var lots loyalty.Lots
	for _, lot := range list {
		lots = lots.Add(lot)
	}
	return lots
}

func TestLotLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := rapid.SliceOfN(aLot(), 0, 20).Draw(t, "lots")
		lots := addAll(given)
		if other := addAll(rapid.Permutation(given).Draw(t, "shuffled")); !slices.Equal(lots, other) {
			t.Fatalf("in another order the lots are %v, want %v", other, lots)
		}
		on := clock.Day(rapid.OneOf(rapid.Int32Range(-4, 13), rapid.Int32()).Draw(t, "on"))
		var want loyalty.Points
		for _, lot := range lots {
			if lot.Earned <= on && (lot.Expires == 0 || lot.Expires > on || lot.Points < 0) {
				want += lot.Points
			}
		}
		if got := lots.Balance(on); got != want {
			t.Fatalf("Balance(%d) of %v = %d, want %d", on, lots, got, want)
		}
		checkSteady(t, lots, on)
		if back, err := loyalty.ReadLots(lots.Append(nil)); err != nil || !slices.Equal(back, lots) {
			t.Fatalf("read back %v, %v, want %v", back, err, lots)
		}
		for _, lot := range given {
			lot.Points = -lot.Points
			lots = lots.Add(lot)
		}
		if len(lots) != 0 {
			t.Fatalf("all points are taken back, and %v is left", lots)
		}
	})
}

// checkSteady asks for the balance on the days around a steady stretch.
func checkSteady(t *rapid.T, lots loyalty.Lots, on clock.Day) {
	from, through := lots.Steady(on)
	if from > on || through < on {
		t.Fatalf("Steady(%d) = %d, %d", on, from, through)
	}
	inside := clock.Day(rapid.Int32Range(int32(from), int32(through)).Draw(t, "inside"))
	for _, other := range []clock.Day{from, inside, through} {
		if got, want := lots.Balance(other), lots.Balance(on); got != want {
			t.Fatalf("%v: Steady(%d) = %d, %d, but %d has balance %d, want %d", lots, on, from, through, other, got, want)
		}
	}
	turns := func(day clock.Day) bool {
		return slices.ContainsFunc(lots, func(lot loyalty.Lot) bool { return lot.Earned == day || lot.Expires == day })
	}
	if (from > math.MinInt32 && !turns(from)) || (through < math.MaxInt32 && !turns(through+1)) {
		t.Fatalf("%v: Steady(%d) = %d, %d is shorter than it need be", lots, on, from, through)
	}
}

func TestReadLotsRefuses(t *testing.T) {
	tests := []struct {
		name string
		raw  []byte
	}{
		{"a lone byte", []byte{2}},
		{"a lot without points", []byte{2, 0}},
		{"lots out of order", loyalty.Lots{{Earned: 5, Points: 1}, {Earned: 4, Points: 1}}.Append(nil)},
		{"a lot that stands twice", loyalty.Lots{{Earned: 5, Points: 1}, {Earned: 5, Points: 1}}.Append(nil)},
		{"a day behind the last day", append(loyalty.Lots{{Earned: math.MaxInt32, Points: 1}}.Append(nil), 2, 0, 2)},
		{"an expiry that no calendar has", []byte{0, 0xfe, 0xff, 0xff, 0xff, 0x1f, 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := loyalty.ReadLots(tt.raw); !errors.Is(err, loyalty.ErrLots) {
				t.Errorf("ReadLots(%x) = %v, %v", tt.raw, got, err)
			}
		})
	}
}

func FuzzReadLots(f *testing.F) {
	f.Add([]byte{})
	f.Add(addAll([]loyalty.Lot{{Earned: 20000, Expires: 20365, Points: 12}, {Earned: 20001, Points: 5}}).Append(nil))
	f.Add(addAll([]loyalty.Lot{{Earned: math.MinInt32, Points: 1}, {Earned: math.MaxInt32, Expires: math.MinInt32, Points: math.MaxInt64}}).Append(nil))
	f.Fuzz(func(t *testing.T, raw []byte) {
		lots, err := loyalty.ReadLots(raw)
		if err != nil {
			return
		}
		if back, err := loyalty.ReadLots(lots.Append(nil)); err != nil || !slices.Equal(back, lots) {
			t.Errorf("%x reads %v; written again it reads %v, %v", raw, lots, back, err)
		}
	})
}
