package main_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
	rule "github.com/raja-crm/raja/plugins/standard/loyalty"
)

// program is a shop in which only what is set here earns.
func program(settings ...raja.Setting) *raja.Shop {
	made := shop()
	made.Settings[0].Value = 0
	for _, one := range settings {
		at := slices.IndexFunc(made.Settings, func(s raja.Setting) bool { return s.Key == one.Key })
		made.Settings[at] = one
	}
	return made
}

// add returns lines with one more.
func add(shop *raja.Shop, lines raja.Rows[raja.Line], item, category, unit string, milli, net int64) raja.Rows[raja.Line] {
	var all []raja.Line
	for i := range lines.Len() {
		all = append(all, *lines.At(i))
	}
	return raja.RowsOf(append(all, raja.Line{
		Item: shop.Keep(item), Category: shop.Keep(category), Unit: shop.Keep(unit), Quantity: milli, Net: net,
	})...)
}

// visit is a paid order that opens a visit; 0 opens none.
func visit(number uint32) loyalty.Event {
	event := order(50_000, 0)
	event.Order.Visit, event.Customer.VisitsTotal = number, max(number, 7)
	return event
}

func TestAVisitEarnsOnce(t *testing.T) {
	five := program(raja.Setting{Key: "points_per_visit", Value: 5})
	for _, c := range []struct {
		name string
		of   loyalty.Event
		want int64
		text uint32
	}{
		{"an order that opens a visit", visit(3), 5, 11},
		{"a later order of the same day", visit(0), 0, 22},
		{"an order that was given back", loyalty.Event{Customer: &raja.Facts{Kind: raja.KindExternal}, Order: &raja.OrderContext{Visit: 3}}, 0, 23},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := rule.Decide(c.of, five); got.Points != c.want || got.Text != c.text {
				t.Errorf("%d points, text %d; want %d, text %d", got.Points, got.Text, c.want, c.text)
			}
		})
	}
}

func TestWeightIsRoundedDownOnceAnOrder(t *testing.T) {
	shop := program(raja.Setting{Key: "points_per_kg", Value: 2})
	for _, c := range []struct {
		name string
		want int64
		add  func(raja.Rows[raja.Line]) raja.Rows[raja.Line]
	}{
		{"3.4 kg are 3", 6, func(l raja.Rows[raja.Line]) raja.Rows[raja.Line] {
			return add(shop, l, "cuci", "", "kg", 3_400, 9)
		}},
		{"3.4 kg and 0.6 kg are 4", 8, func(l raja.Rows[raja.Line]) raja.Rows[raja.Line] {
			return add(shop, add(shop, l, "cuci", "", "kg", 3_400, 9), "setrika", "", "kg", 600, 9)
		}},
		{"pieces have no weight", 0, func(l raja.Rows[raja.Line]) raja.Rows[raja.Line] {
			return add(shop, l, "selimut", "", "pcs", 9_000, 9)
		}},
		{"what cost nothing earns nothing", 0, func(l raja.Rows[raja.Line]) raja.Rows[raja.Line] {
			return add(shop, l, "cuci", "", "kg", 9_000, 0)
		}},
		{"what was given back earns nothing", 2, func(l raja.Rows[raja.Line]) raja.Rows[raja.Line] {
			return add(shop, add(shop, l, "cuci", "", "kg", 0, 0), "setrika", "", "kg", 1_999, 9)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			event := visit(1)
			event.Lines = c.add(event.Lines)
			if got := rule.Decide(event, shop).Points; got != c.want {
				t.Errorf("%d points, want %d", got, c.want)
			}
		})
	}
}

func TestPiecesOfAnItemOrCategoryEarn(t *testing.T) {
	for _, c := range []struct {
		of   string
		want int64
	}{{"Kemeja", 9}, {"satuan", 15}, {" SATUAN ", 15}, {"Sat", 0}, {"", 0}} {
		t.Run(c.of, func(t *testing.T) {
			shop := program(raja.Setting{Key: "points_per_piece", Value: 3}, raja.Setting{Key: "piece_of", Text: c.of})
			event := visit(1)
			event.Lines = add(shop, add(shop, event.Lines, "kemeja", "Satuan", "pcs", 3_000, 9), "jas", "Satuan", "pcs", 2_000, 9)
			if got := rule.Decide(event, shop).Points; got != c.want {
				t.Errorf("%d points, want %d", got, c.want)
			}
		})
	}
}

func TestAStampCardOfVisits(t *testing.T) {
	shop := program(raja.Setting{Key: "stamp_every", Value: 10}, raja.Setting{Key: "stamp_points", Value: 50})
	for _, c := range []struct {
		visit                uint32
		want, stamp, missing int64
		text                 uint32
	}{{1, 0, 1, 9, 20}, {9, 0, 9, 1, 20}, {10, 50, 10, 10, 14}, {11, 0, 11, 9, 20}, {20, 50, 20, 10, 14}, {0, 0, 7, 3, 20}} {
		got := rule.Decide(visit(c.visit), shop)
		if got.Points != c.want || got.Text != c.text || got.Args[1] != c.stamp || got.Args[2] != c.missing {
			t.Errorf("visit %d: %+v, want %+v", c.visit, got, c)
		}
	}
}

func TestAStampCardOfGoods(t *testing.T) {
	shop := program(raja.Setting{Key: "stamp_every", Value: 5}, raja.Setting{Key: "stamp_points", Value: 10}, raja.Setting{Key: "stamp_of", Text: "kiloan"})
	for _, c := range []struct{ milli, want, missing int64 }{{4_999, 0, 1}, {5_000, 10, 5}, {9_999, 10, 1}, {10_000, 20, 5}} {
		event := visit(1)
		event.Lines = add(shop, event.Lines, "cuci", "Kiloan", "kg", c.milli, 9)
		if got := rule.Decide(event, shop); got.Points != c.want || got.Args[2] != c.missing {
			t.Errorf("%d thousandths: %+v, want %d points and %d missing", c.milli, got, c.want, c.missing)
		}
	}
}

func TestTheWayThatGivesMostWins(t *testing.T) {
	every := func(spend, visits, kg int64) *raja.Shop {
		return program(
			raja.Setting{Key: "spend_per_point", Value: 10_000}, raja.Setting{Key: "points_per_step", Value: spend},
			raja.Setting{Key: "points_per_visit", Value: visits}, raja.Setting{Key: "points_per_kg", Value: kg},
		)
	}
	for _, c := range []struct {
		name string
		shop *raja.Shop
		want int64
		text uint32
	}{
		{"spending", every(1, 4, 1), 5, 1},
		{"the visit", every(1, 6, 1), 6, 11},
		{"the weight", every(1, 6, 3), 9, 12},
		{"of equal ones the first", every(1, 5, 1), 5, 1},
		{"of equal ones the first also behind one that is off", every(0, 9, 3), 9, 11},
	} {
		t.Run(c.name, func(t *testing.T) {
			event := visit(1)
			event.Lines = add(c.shop, event.Lines, "cuci", "", "kg", 3_400, 9)
			if got := rule.Decide(event, c.shop); got.Points != c.want || got.Text != c.text {
				t.Errorf("%d points, text %d; want %d, text %d", got.Points, got.Text, c.want, c.text)
			}
		})
	}
}

// Whoever earned otherwise hears of the stamp card of visits beside it.
func TestTheStampCardIsSaidBesideWhatEarned(t *testing.T) {
	card := []raja.Setting{{Key: "stamp_every", Value: 10}, {Key: "stamp_points", Value: 50}}
	for _, c := range []struct {
		way  raja.Setting
		text uint32
	}{
		{raja.Setting{Key: "spend_per_point", Value: 10_000}, 16},
		{raja.Setting{Key: "points_per_visit", Value: 1}, 17},
		{raja.Setting{Key: "points_per_kg", Value: 1}, 18},
		{raja.Setting{Key: "points_per_piece", Value: 1}, 19},
	} {
		t.Run(c.way.Key, func(t *testing.T) {
			shop := program(append(card, c.way, raja.Setting{Key: "piece_of", Text: "cuci"})...)
			event := visit(8)
			event.Lines = add(shop, event.Lines, "cuci", "", "kg", 3_400, 9)
			if got := rule.Decide(event, shop); got.Text != c.text || got.Args[2] != 2 || got.Args[3] != 50 {
				t.Errorf("%+v, want text %d, 2 missing to 50", got, c.text)
			}
		})
	}
}

// More of anything never earns less.
func TestMoreNeverEarnsLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shop := program()
		for i := range shop.Settings {
			shop.Settings[i].Value = rapid.Int64Range(0, 20).Draw(t, shop.Settings[i].Key)
		}
		shop.Settings[7].Text, shop.Settings[11].Text = "cuci", rapid.SampledFrom([]string{"", "cuci"}).Draw(t, "stamp_of")
		points := func(milli, net int64) int64 {
			event := visit(3)
			event.Order.Net = net
			event.Lines = add(shop, event.Lines, "cuci", "", "kg", milli, net)
			return rule.Decide(event, shop).Points
		}
		milli, net := rapid.Int64Range(0, 20_000).Draw(t, "milli"), rapid.Int64Range(0, 500).Draw(t, "net")
		less, more := points(milli, net), points(milli+rapid.Int64Range(0, 5_000).Draw(t, "more milli"), net+rapid.Int64Range(0, 100).Draw(t, "more net"))
		if more < less {
			t.Errorf("%d points, and with more of it %d", less, more)
		}
	})
}
