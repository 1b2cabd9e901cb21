package sale_test

import (
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

// bought is one order as a model keeps it.
type bought struct {
	day clock.Day
	net money.Amount
}

// model is the history of orders, from the definition.
func model(orders []bought) sale.History {
	var h sale.History
	for _, one := range orders {
		at := slices.IndexFunc(h, func(v sale.Visit) bool { return v.Day == one.day })
		if at < 0 {
			at, h = len(h), append(h, sale.Visit{Day: one.day})
		}
		h[at].Orders++
		h[at].Net += one.net
	}
	slices.SortFunc(h, func(a, b sale.Visit) int { return int(int64(a.Day) - int64(b.Day)) })
	return h
}

func orders() *rapid.Generator[[]bought] {
	day := rapid.OneOf(
		rapid.Int32Range(20000, 20010),
		rapid.SampledFrom([]int32{math.MinInt32, math.MinInt32 + 1, -1, 0, 1, math.MaxInt32 - 1, math.MaxInt32}),
		rapid.Int32(),
	)
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) bought {
		return bought{clock.Day(day.Draw(t, "day")), money.Amount(rapid.Int64Range(-1<<50, 1<<50).Draw(t, "net"))}
	}), 0, 30)
}

func same(a, b sale.History) bool { return slices.Equal(a, b) }

func TestHistoryIsTheSameInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		made := orders().Draw(t, "orders")
		var h sale.History
		for _, one := range rapid.Permutation(made).Draw(t, "shuffled") {
			h = h.Add(one.day, one.net)
		}
		if want := model(made); !same(h, want) {
			t.Fatalf("got %v, want %v", h, want)
		}
	})
}

func TestRemoveUndoesAdd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		made := orders().Draw(t, "orders")
		var h sale.History
		for _, one := range made {
			h = h.Add(one.day, one.net)
		}
		for i, one := range made {
			was, ok := h.Remove(one.day, one.net)
			if !ok || !same(was, model(made[i+1:])) {
				t.Fatalf("without %v: %v, %v, want %v", one, was, ok, model(made[i+1:]))
			}
			h = was
		}
		if len(h) != 0 {
			t.Fatalf("%v is left", h)
		}
	})
}

func TestRemoveRefusesAnOrderThatIsNotThere(t *testing.T) {
	h := sale.History{}.Add(10, 500).Add(12, 700).Add(12, 300)
	for _, one := range []bought{{9, 500}, {11, 0}, {13, 1000}, {10, 400}, {10, 0}} {
		if got, ok := h.Remove(one.day, one.net); ok || !same(got, model([]bought{{10, 500}, {12, 700}, {12, 300}})) {
			t.Errorf("Remove(%d, %d) = %v, %v", one.day, one.net, got, ok)
		}
	}
	if _, ok := (sale.History{}).Remove(1, 1); ok {
		t.Error("an empty history gives an order back")
	}
}

func TestWindowIsExactToTheDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := model(orders().Draw(t, "orders"))
		asOf := clock.Day(rapid.OneOf(rapid.Int32Range(20000, 20020), rapid.Int32(), rapid.Just[int32](math.MinInt32), rapid.Just[int32](math.MaxInt32)).Draw(t, "as of"))
		days := rapid.OneOf(rapid.Uint32Range(0, 20), rapid.Uint32(), rapid.Just[uint32](math.MaxUint32)).Draw(t, "days")
		var want sale.History
		for _, visit := range h {
			within := days == 0 || int64(asOf)-int64(days) < int64(visit.Day)
			if within && visit.Day <= asOf {
				want = append(want, visit)
			}
		}
		got := h.Window(asOf, days)
		if !same(got, want) {
			t.Fatalf("Window(%d, %d) of %v = %v, want %v", asOf, days, h, got, want)
		}
		var count uint32
		var net money.Amount
		for _, visit := range want {
			count, net = count+visit.Orders, net+visit.Net
		}
		if gotOrders, gotNet := got.Sum(); gotOrders != count || gotNet != net {
			t.Fatalf("Sum() = %d, %d, want %d, %d", gotOrders, gotNet, count, net)
		}
	})
}

func TestHistoryIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := model(orders().Draw(t, "orders"))
		raw := want.Append(nil)
		got, err := sale.ReadHistory(make(sale.History, 3), raw)
		if err != nil || !same(got, want) {
			t.Fatalf("ReadHistory = %v, %v, want %v", got, err, want)
		}
		if cut := len(raw) - 1; cut > 0 {
			if got, err := sale.ReadHistory(nil, raw[:cut]); !errors.Is(err, sale.ErrHistory) {
				t.Fatalf("cut short it reads %v, %v", got, err)
			}
		}
	})
}

func TestReadHistoryRefuses(t *testing.T) {
	visit := func(day int32, count uint32) sale.Visit { return sale.Visit{Day: clock.Day(day), Orders: count} }
	tests := []struct {
		name string
		raw  []byte
	}{
		{"a lone byte", []byte{2}},
		{"a number that never ends", []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1}},
		{"a day without orders", sale.History{visit(5, 0)}.Append(nil)},
		{"days that fall", sale.History{visit(5, 1), visit(4, 1)}.Append(nil)},
		{"a day that stands twice", sale.History{visit(5, 1), visit(5, 1)}.Append(nil)},
		{"more orders than can be counted", []byte{2, 0x80, 0x80, 0x80, 0x80, 0x10, 0}},
		{"a day behind the last day", append(sale.History{visit(math.MaxInt32, 1)}.Append(nil), 2, 1, 0)},
		{"a day that wraps around", []byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 1, 0}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := sale.ReadHistory(nil, tt.raw); !errors.Is(err, sale.ErrHistory) {
				t.Errorf("ReadHistory(%x) = %v, %v", tt.raw, got, err)
			}
		})
	}
}

func FuzzReadHistory(f *testing.F) {
	f.Add([]byte{})
	f.Add(model([]bought{{20000, 12500}, {20000, -500}, {20365, 1 << 40}}).Append(nil))
	f.Add(model([]bought{{math.MinInt32, 1}, {math.MaxInt32, 1}}).Append(nil))
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 1, 0})
	f.Fuzz(func(t *testing.T, raw []byte) {
		h, err := sale.ReadHistory(nil, raw)
		if err != nil {
			return
		}
		if !slices.IsSortedFunc(h, func(a, b sale.Visit) int { return int(int64(a.Day) - int64(b.Day)) }) {
			t.Errorf("%x reads %v, which is out of order", raw, h)
		}
		back, err := sale.ReadHistory(nil, h.Append(nil))
		if diff := cmp.Diff(h, back); err != nil || diff != "" {
			t.Errorf("%x changes when written again: %v\n%s", raw, err, diff)
		}
	})
}
