package main_test

import (
	"testing"

	"pgregory.net/rapid"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
	rule "github.com/raja-crm/raja/plugins/standard/loyalty"
)

func shop() *raja.Shop {
	return &raja.Shop{Currency: "IDR", Settings: []raja.Setting{
		{Key: "spend_per_point", Value: 10_000},
		{Key: "points_per_step", Value: 1},
		{Key: "expires_months", Value: 12},
		{Key: "silver_from", Value: 1_000_000},
		{Key: "gold_from", Value: 3_000_000},
		{Key: "points_per_visit"},
		{Key: "points_per_kg"},
		{Key: "piece_of"},
		{Key: "points_per_piece"},
		{Key: "stamp_every"},
		{Key: "stamp_points"},
		{Key: "stamp_of"},
		{Key: "silver_points", Value: 100},
		{Key: "gold_points", Value: 300},
		{Key: "silver_visits", Value: 12},
		{Key: "gold_visits", Value: 30},
	}}
}

// order is one order of net by a customer of whose spending year counts.
func order(net, year int64) loyalty.Event {
	return loyalty.Event{
		Customer: &raja.Facts{Kind: raja.KindExternal, VisitsTotal: 1, Qualifying: year},
		Order:    &raja.OrderContext{Net: net, OrderDay: raja.DayOf(2026, 3, 14)},
	}
}

func TestPointsAreRoundedDownOnceAnOrder(t *testing.T) {
	for _, c := range []struct {
		name      string
		net, want int64
	}{
		{"one below the step earns nothing", 9_999, 0},
		{"the step earns one", 10_000, 1},
		{"one above the step earns one", 10_001, 1},
		{"196,000 earns 19", 196_000, 19},
		{"a free order earns nothing", 0, 0},
		{"a refund earns nothing", -50_000, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := rule.Decide(order(c.net, 0), shop()).Points; got != c.want {
				t.Errorf("Decide(net %d) = %d points, want %d", c.net, got, c.want)
			}
		})
	}
}

func TestTheProgramCanBeOff(t *testing.T) {
	off := shop()
	off.Settings[0].Value = 0
	if got := rule.Decide(order(50_000, 0), off); got.Points != 0 || got.ExpiresDay != 0 {
		t.Errorf("got %+v, want no points", got)
	}
}

func TestPeopleOfTheShopEarnNothing(t *testing.T) {
	event := order(500_000, 5_000_000)
	event.Customer.Kind = raja.KindInternal
	if got := rule.Decide(event, shop()); got.Points != 0 || got.Tier != rule.None {
		t.Errorf("got %+v, want no points and no tier", got)
	}
}

func TestTiersIncludeTheirLowerBound(t *testing.T) {
	for _, c := range []struct {
		name  string
		spent int64
		want  uint32
	}{
		{"nothing spent is a member", 0, rule.Member},
		{"one below silver is a member", 999_999, rule.Member},
		{"silver's threshold is silver", 1_000_000, rule.Silver},
		{"one above it is silver", 1_000_001, rule.Silver},
		{"one below gold is silver", 2_999_999, rule.Silver},
		{"gold's threshold is gold", 3_000_000, rule.Gold},
		{"one above it is gold", 3_000_001, rule.Gold},
	} {
		t.Run(c.name, func(t *testing.T) {
			event := order(50_000, c.spent)
			if got := rule.Decide(event, shop()).Tier; got != c.want {
				t.Errorf("with an order: tier %d, want %d", got, c.want)
			}
			event.Order = nil
			if got := rule.Decide(event, shop()); got.Tier != c.want || got.Points != 0 {
				t.Errorf("with no order: %+v, want tier %d and no points", got, c.want)
			}
		})
	}
}

func TestATierFollowsWhatTheShopCounts(t *testing.T) {
	for _, c := range []struct {
		name   string
		by     uint32
		counts int64
		want   uint32
	}{
		{"a point too few for silver", raja.QualifyingPoints, 99, rule.Member},
		{"the points of silver", raja.QualifyingPoints, 100, rule.Silver},
		{"one more", raja.QualifyingPoints, 101, rule.Silver},
		{"a point too few for gold", raja.QualifyingPoints, 299, rule.Silver},
		{"the points of gold", raja.QualifyingPoints, 300, rule.Gold},
		{"a visit too few for silver", raja.QualifyingVisits, 11, rule.Member},
		{"the visits of silver", raja.QualifyingVisits, 12, rule.Silver},
		{"a visit too few for gold", raja.QualifyingVisits, 29, rule.Silver},
		{"the visits of gold", raja.QualifyingVisits, 30, rule.Gold},
		{"as many minor units are little", raja.QualifyingSpending, 300, rule.Member},
	} {
		t.Run(c.name, func(t *testing.T) {
			event := order(50_000, c.counts)
			event.Customer.QualifyingBy = c.by
			if got := rule.Decide(event, shop()).Tier; got != c.want {
				t.Errorf("with an order: tier %d, want %d", got, c.want)
			}
			event.Order = nil
			if got := rule.Decide(event, shop()).Tier; got != c.want {
				t.Errorf("with no order: tier %d, want %d", got, c.want)
			}
		})
	}
}

func TestWhoNeverCameHasNoTier(t *testing.T) {
	event := loyalty.Event{Customer: &raja.Facts{Kind: raja.KindExternal}}
	if got := rule.Decide(event, shop()).Tier; got != rule.None {
		t.Errorf("tier %d, want none", got)
	}
}

func TestPointsExpireWithinTheirMonth(t *testing.T) {
	for _, c := range []struct {
		name   string
		from   int32
		months int64
		want   int32
	}{
		{"twelve months later", raja.DayOf(2026, 3, 14), 12, raja.DayOf(2027, 3, 14)},
		{"31 January and a month is the end of February", raja.DayOf(2026, 1, 31), 1, raja.DayOf(2026, 2, 28)},
		{"in a leap year it is the 29th", raja.DayOf(2028, 1, 31), 1, raja.DayOf(2028, 2, 29)},
		{"29 February and a year is the 28th", raja.DayOf(2028, 2, 29), 12, raja.DayOf(2029, 2, 28)},
		{"zero months is never", raja.DayOf(2026, 3, 14), 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := rule.Expiry(c.from, c.months); got != c.want {
				t.Errorf("Expiry(%d, %d) = %d, want %d", c.from, c.months, got, c.want)
			}
		})
	}
}

func TestAnswersStayInRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		strange := shop()
		for i := range strange.Settings {
			strange.Settings[i].Value = rapid.Int64().Draw(t, strange.Settings[i].Key)
		}
		event := order(rapid.Int64().Draw(t, "net"), rapid.Int64().Draw(t, "year"))
		event.Customer.QualifyingBy, event.Customer.QualifyingFromDay = rapid.OneOf(rapid.Uint32Range(0, 3), rapid.Uint32()).Draw(t, "by"), rapid.Int32().Draw(t, "from")
		event.Customer.VisitsTotal, event.Order.Visit = rapid.Uint32().Draw(t, "visits"), rapid.Uint32().Draw(t, "visit")
		for range rapid.IntRange(0, 3).Draw(t, "lines") {
			event.Lines = add(strange, event.Lines, "kemeja", "", "kg", rapid.Int64().Draw(t, "quantity"), rapid.Int64().Draw(t, "net"))
		}
		strange.Settings[7].Text = rapid.SampledFrom([]string{"", "kemeja"}).Draw(t, "piece_of")
		strange.Settings[11].Text = rapid.SampledFrom([]string{"", "kemeja"}).Draw(t, "stamp_of")
		got := rule.Decide(event, strange)
		if got.Points < 0 || got.Points > 1e12 || got.Tier > rule.Gold || got.Text < 1 || got.Text > 42 || got.ExpiresDay < 0 {
			t.Errorf("got %+v", got)
		}
	})
}
