package core_test

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/plugins/standard"
)

// ways are settings of the shipped loyalty rule by which an order earns.
type ways map[string]any

func (w ways) number(key string) int64 {
	n, _ := w[key].(int64)
	return n
}

// earnBy lets the shop's orders earn in these ways and in no other.
func earnBy(t checker, engine *core.Engine, given ways) {
	t.Helper()
	all := ways{"spend_per_point": int64(0)}
	for key, value := range given {
		all[key] = value
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	if err := engine.Plugins.Configure(context.Background(), "points", text); err != nil {
		t.Fatal(err)
	}
}

// earnings is a shop whose orders earn in some ways, with what a second
// reckoning says that each order should have.
type earnings struct {
	*core.Engine
	checker
	now    *movable
	by     ways
	goods  []sale.ItemNumber
	people []people.Ordinal
	orders []sale.Number
}

func newEarnings(t checker, dir string, by ways) *earnings {
	t.Helper()
	e := &earnings{checker: t, now: march(1), by: by}
	e.Engine = newShopIn(t, dir, e.now)
	for _, item := range []sale.Item{
		{Type: sale.Service, Name: "Cuci", Category: "Kiloan", Unit: sale.Kilogram},
		{Type: sale.Service, Name: "Jas", Category: "Satuan", Unit: sale.Piece},
	} {
		made, err := e.Catalogue.Add(e.ctx(), item, sale.Price{Amount: 7_000})
		if err != nil {
			t.Fatal(err)
		}
		e.goods = append(e.goods, made.Number)
	}
	e.people = []people.Ordinal{add(t, e.Engine, "Sri"), add(t, e.Engine, "Ani")}
	earnBy(t, e.Engine, by)
	return e
}

func (e *earnings) ctx() context.Context { return context.Background() }

// buy takes an order of so many thousandths of goods by their place.
func (e *earnings) buy(who people.Ordinal, milli ...int64) sale.Number {
	e.Helper()
	var lines []sale.Line
	for good, much := range milli {
		if much == 0 {
			continue
		}
		line, err := e.Catalogue.Line(e.ctx(), e.goods[good], much, "")
		if err != nil {
			e.Fatal(err)
		}
		lines = append(lines, line)
	}
	placed, err := e.Sales.Add(e.ctx(), core.NewOrder{Customer: who, Items: lines})
	if err != nil || placed.Award.Fault != nil {
		e.Fatal(err, placed.Award.Fault)
	}
	e.orders = append(e.orders, placed.Order.Number)
	return placed.Order.Number
}

func (e *earnings) order(number sale.Number) sale.Order {
	e.Helper()
	order, err := e.Sales.Get(e.ctx(), number)
	if err != nil {
		e.Fatal(err)
	}
	return order
}

func (e *earnings) earned(number sale.Number) loyalty.Points {
	e.Helper()
	order := e.order(number)
	got, err := e.Loyalty.Earned(e.ctx(), &order)
	if err != nil {
		e.Fatal(err)
	}
	return got
}

func (e *earnings) points(who people.Ordinal) loyalty.Points {
	e.Helper()
	said, err := e.Loyalty.Statement(e.ctx(), who, e.now.at, 0)
	if err != nil {
		e.Fatal(err)
	}
	return said.Points
}

// due is what an order should have earned, reckoned from the orders alone.
func (e *earnings) due(number sale.Number) loyalty.Points {
	e.Helper()
	order := e.order(number)
	if order.Over() || order.Net() <= 0 {
		return 0
	}
	var grams, pieces int64
	for i := range order.Lines {
		line := &order.Lines[i]
		left := line.Thousandths() - line.BackMilli
		switch {
		case line.Net == line.Back:
		case line.Item == "Cuci":
			grams += left
		default:
			pieces += left
		}
	}
	visit := e.visit(&order)
	most := int64(0)
	if spend := e.by.number("spend_per_point"); spend > 0 {
		most = int64(order.Net()) / spend
	}
	if visit > 0 {
		most = max(most, e.by.number("points_per_visit"))
	}
	most = max(most, grams/1000*e.by.number("points_per_kg"), pieces/1000*e.by.number("points_per_piece"))
	if every := e.by.number("stamp_every"); every > 0 {
		full := int64(0)
		if e.by["stamp_of"] == "kiloan" {
			full = grams / 1000 / every
		} else if visit > 0 && visit%every == 0 {
			full = 1
		}
		most = max(most, full*e.by.number("stamp_points"))
	}
	return loyalty.Points(most)
}

// visit is which of her visits an order opens, 0 none.
func (e *earnings) visit(order *sale.Order) int64 {
	zone := time.FixedZone("", 7*3600)
	day, days := clock.DayOf(order.At, zone), map[clock.Day]bool{}
	for _, number := range e.orders {
		other := e.order(number)
		if other.Customer != order.Customer || !other.Counts() {
			continue
		}
		at := clock.DayOf(other.At, zone)
		if at == day && other.Number < order.Number {
			return 0
		}
		if at <= day {
			days[at] = true
		}
	}
	return int64(len(days))
}

// giveBack returns some of an order and holds what it keeps to the rule; what
// other orders earned stays.
func (e *earnings) giveBack(number sale.Number, given sale.Return) {
	e.Helper()
	before := map[sale.Number]loyalty.Points{}
	for _, one := range e.orders {
		before[one] = e.earned(one)
	}
	if _, _, err := e.Payments.Refund(e.ctx(), number, given, core.NewPayment{Method: sale.Cash, Reason: "luntur"}); err != nil {
		return // nothing is left, or not so much
	}
	for _, one := range e.orders {
		want := before[one]
		if one == number {
			want = e.due(one)
		}
		if got := e.earned(one); got != want {
			e.Fatalf("after %+v of %s, %s keeps %d points, want %d", given, core.Nota(number), core.Nota(one), got, want)
		}
	}
}

func everyWay() map[string]ways {
	return map[string]ways{
		"spending":        {"spend_per_point": int64(5_000)},
		"visits":          {"points_per_visit": int64(3)},
		"kilograms":       {"points_per_kg": int64(2)},
		"pieces":          {"points_per_piece": int64(4), "piece_of": "satuan"},
		"stamps":          {"stamp_every": int64(3), "stamp_points": int64(50)},
		"stamps of kilos": {"stamp_every": int64(2), "stamp_points": int64(9), "stamp_of": "kiloan"},
		"all of them": {
			"spend_per_point": int64(5_000), "points_per_visit": int64(3), "points_per_kg": int64(2), "points_per_piece": int64(4), "piece_of": "jas",
			"stamp_every": int64(3), "stamp_points": int64(20),
		},
	}
}

// A weighed line reaches the rule as it was weighed.
func TestAWeighedLineEarnsByItsKilograms(t *testing.T) {
	e := newEarnings(t, t.TempDir(), ways{"points_per_kg": int64(10)})
	defer e.Close()
	if got := e.earned(e.buy(e.people[0], 3_400)); got != 30 {
		t.Errorf("3.4 kg earn %d points, want 30", got)
	}
	if got := e.earned(e.buy(e.people[0], 3_000, 2_000)); got != 30 {
		t.Errorf("3 kg and 2 pieces earn %d points, want 30", got)
	}
	sound(t, e.Engine)
}

// Some of a weighed line that comes back takes exactly the difference.
func TestKilogramsThatComeBackTakeTheirPoints(t *testing.T) {
	e := newEarnings(t, t.TempDir(), ways{"points_per_kg": int64(10)})
	defer e.Close()
	number := e.buy(e.people[0], 3_400)
	for _, c := range []struct{ milli, keeps int64 }{{400, 30}, {1, 20}, {1_999, 10}, {0, 0}} {
		e.giveBack(number, sale.Return{Line: 1, Milli: c.milli})
		if got := e.points(e.people[0]); int64(got) != c.keeps {
			t.Errorf("after %d thousandths more came back she has %d points, want %d", c.milli, got, c.keeps)
		}
	}
	sound(t, e.Engine)
}

// A visit stays the visit that it was, however late its order is looked at
// again.
func TestAnOldOrderKeepsItsVisit(t *testing.T) {
	e := newEarnings(t, t.TempDir(), ways{"stamp_every": int64(2), "stamp_points": int64(50)})
	defer e.Close()
	for range 3 {
		e.buy(e.people[0], 4_000)
		e.buy(e.people[0], 1_000)
		e.now.at = e.now.at.AddDate(0, 0, 1)
	}
	for i, want := range []loyalty.Points{0, 0, 50, 0, 0, 0} {
		e.giveBack(e.orders[i], sale.Return{Line: 1, Milli: 500})
		if got := e.earned(e.orders[i]); got != want {
			t.Errorf("order %d has %d points, want %d", i+1, got, want)
		}
	}
	sound(t, e.Engine)
}

func TestWhatComesBackTakesExactlyItsPoints(t *testing.T) {
	for name, by := range everyWay() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, shops := t.TempDir(), 0
			rapid.Check(t, func(t *rapid.T) {
				shops++
				e := newEarnings(t, fmt.Sprintf("%s/%d", dir, shops), by)
				defer e.Close()
				for range rapid.IntRange(1, 4).Draw(t, "orders") {
					e.now.at = e.now.at.AddDate(0, 0, rapid.IntRange(0, 2).Draw(t, "days"))
					who := rapid.SampledFrom(e.people).Draw(t, "who")
					had := e.points(who)
					number := e.buy(who, rapid.Int64Range(1, 9_000).Draw(t, "grams"), 1000*rapid.Int64Range(0, 4).Draw(t, "pieces"))
					if got, want := e.earned(number), e.due(number); got != want {
						t.Fatalf("%s earned %d points, want %d", core.Nota(number), got, want)
					}
					for range rapid.IntRange(0, 3).Draw(t, "returns") {
						e.giveBack(rapid.SampledFrom(e.orders).Draw(t, "which"), draw(t))
					}
					if rapid.Bool().Draw(t, "all back") && len(e.orders) == 1 {
						order := e.order(number)
						e.giveBack(number, sale.Return{Amount: order.Net()})
						if got := e.points(who); got != had {
							t.Fatalf("she had %d points before and has %d now", had, got)
						}
					}
				}
				e.settles(t)
			})
		})
	}
}

func draw(t *rapid.T) sale.Return {
	if rapid.Bool().Draw(t, "a sum") {
		return sale.Return{Amount: money.Amount(rapid.Int64Range(1, 90_000).Draw(t, "sum"))}
	}
	return sale.Return{Line: rapid.IntRange(1, 2).Draw(t, "line"), Milli: rapid.SampledFrom([]int64{0, 1, 400, 1_000, 2_000}).Draw(t, "milli")}
}

// settles gives every order back whole: nobody has a point then.
func (e *earnings) settles(t *rapid.T) {
	sound(t, e.Engine)
	for _, number := range e.orders {
		if left := e.order(number); left.Net() > 0 {
			e.giveBack(number, sale.Return{Amount: left.Net()})
		}
	}
	for _, who := range e.people {
		if got := e.points(who); got != 0 {
			t.Fatalf("all of it went back, and customer %d has %d points", who, got)
		}
	}
	sound(t, e.Engine)
}

// A file tells each order which visit it is, in whatever order its lines come,
// and so does the same file once more with a correction.
func TestOrdersOfAFileOpenTheirVisits(t *testing.T) {
	e := newEarnings(t, t.TempDir(), ways{"stamp_every": int64(2), "stamp_points": int64(50)})
	defer e.Close()
	const head = "order,customer,date,item,quantity,price\n"
	for _, c := range []struct {
		name, file string
		want       []loyalty.Points
	}{
		{
			"unsorted days, two orders on one", head + "N1,Tuti,2026-03-12,baju,1,20000\nN2,Tuti,2026-03-10,baju,1,20000\nN3,Tuti,2026-03-12,baju,1,20000\nN4,Tuti,2026-03-14,baju,1,20000\n",
			[]loyalty.Points{50, 0, 0, 0},
		},
		{"a correction", head + "N1,Tuti,2026-03-12,baju,2,20000\n", []loyalty.Points{50, 0, 0, 0}},
		{"another day", head + "N5,Tuti,2026-03-16,baju,1,20000\n", []loyalty.Points{50, 0, 0, 0, 50}},
	} {
		t.Run(c.name, func(t *testing.T) {
			e.now.at = march(20).at
			take(t, e.Engine, c.file)
			for i, want := range c.want {
				if got := e.earned(sale.Number(i + 1)); got != want {
					t.Errorf("order %d has %d points, want %d", i+1, got, want)
				}
			}
		})
	}
	sound(t, e.Engine)
}

// A preview asks about the orders as the till did: the same rule changes none.
func TestAPreviewSeesTheSameVisitsAndLines(t *testing.T) {
	e := newEarnings(t, t.TempDir(), everyWay()["all of them"])
	defer e.Close()
	for range 4 {
		e.buy(e.people[0], 3_400, 2_000)
		e.giveBack(e.buy(e.people[0], 1_200), sale.Return{Line: 1, Milli: 300})
		e.now.at = e.now.at.AddDate(0, 0, 1)
	}
	config, err := json.Marshal(ways{"spend_per_point": 5_000, "points_per_visit": 3, "points_per_kg": 2, "points_per_piece": 4, "piece_of": "jas", "stamp_every": 3, "stamp_points": 20})
	if err != nil {
		t.Fatal(err)
	}
	shipped := standard.Rules()
	points := slices.IndexFunc(shipped, func(source plugin.Source) bool { return strings.Contains(string(source.Manifest), `"id": "points"`) })
	seen, err := e.Plugins.Preview(e.ctx(), shipped[points], "loyalty", config, nil)
	if err != nil || seen.Orders == nil || seen.Orders.Orders != 8 || len(seen.Orders.Examples) > 0 {
		t.Errorf("%+v, %v", seen.Orders, err)
	}
}
