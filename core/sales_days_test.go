package core_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

// soldIn is what was sold in some days, part by part.
func soldIn(t *testing.T, engine *core.Engine, from, to string, by core.Span) []core.Sold {
	t.Helper()
	return must[[]core.Sold](t)(engine.Sales.Sold(context.Background(), dayOf(t, from), dayOf(t, to), by))
}

func TestSalesAddUpByDayWeekAndMonth(t *testing.T) {
	engine := newShop(t, march(31))
	take(t, engine, "customer,date,amount\n"+
		"Sari,2026-01-31,10000\nSari,2026-03-01,20000\nSari,2026-03-01,5000\nBudi,2026-03-01,7000\nBudi,2026-03-02,1000\n")
	for _, tt := range []struct {
		name     string
		from, to string
		by       core.Span
		want     []core.Sold
	}{
		{"a month that brought nothing is there", "2026-01-01", "2026-03-31", core.Monthly, []core.Sold{
			{Day: dayOf(t, "2026-01-01"), Orders: 1, Visits: 1, Net: 10_000},
			{Day: dayOf(t, "2026-02-01")},
			{Day: dayOf(t, "2026-03-01"), Orders: 4, Visits: 3, Net: 33_000},
		}},
		{"a week begins on Monday", "2026-03-01", "2026-03-02", core.Weekly, []core.Sold{
			{Day: dayOf(t, "2026-02-23"), Orders: 3, Visits: 2, Net: 32_000}, {Day: dayOf(t, "2026-03-02"), Orders: 1, Visits: 1, Net: 1_000},
		}},
		{"days outside are left out", "2026-03-02", "2026-03-03", core.Daily, []core.Sold{
			{Day: dayOf(t, "2026-03-02"), Orders: 1, Visits: 1, Net: 1_000}, {Day: dayOf(t, "2026-03-03")},
		}},
	} {
		if diff := cmp.Diff(tt.want, soldIn(t, engine, tt.from, tt.to, tt.by)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestAReportOfTooManyDaysIsRefused(t *testing.T) {
	engine, ctx := newShop(t, march(31)), context.Background()
	for _, tt := range []struct {
		name, from, to string
		by             core.Span
		field          string
	}{
		{"three years by day", "2023-01-01", "2026-01-01", core.Daily, "from"},
		{"backwards", "2026-03-02", "2026-03-01", core.Daily, "to"},
		{"by a span that is none", "2026-03-01", "2026-03-02", "year", "by"},
	} {
		_, err := engine.Sales.Sold(ctx, dayOf(t, tt.from), dayOf(t, tt.to), tt.by)
		if fault.KindOf(err) != fault.KindInvalid || fault.As(err).Field != tt.field {
			t.Errorf("%s: %v, want %s refused", tt.name, err, tt.field)
		}
	}
}

func TestEverybodyWithAScoreStandsOnTheMapOnce(t *testing.T) {
	engine, ctx := newShop(t, march(31)), context.Background()
	take(t, engine, "customer,date,amount\n"+
		"Sari,2026-03-30,50000\nSari,2026-03-20,50000\nSari,2026-03-10,50000\nBudi,2025-06-01,10000\nAni,2026-03-29,20000\n")
	must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{}))
	fields := must[[]core.Field](t)(engine.Segments.Map(ctx, ""))
	if len(fields) != 25 {
		t.Fatalf("%d fields, want 25", len(fields))
	}
	seen := map[people.Ordinal]bool{}
	for _, field := range fields {
		inside := must[[]people.Ordinal](t)(engine.Segments.In(ctx, "", field.R, field.F, 10))
		if len(inside) != field.Customers || (field.Customers > 0) != (field.Segment != "") {
			t.Errorf("%+v holds %v", field, inside)
		}
		for _, one := range inside {
			if seen[one] {
				t.Errorf("%d stands on the map twice", one)
			}
			seen[one] = true
		}
	}
	if len(seen) != 3 {
		t.Errorf("%d of 3 customers stand on the map", len(seen))
	}
	if _, err := engine.Segments.In(ctx, "", 6, 1, 10); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("a field that is none: %v", err)
	}
}

func TestARuleWithoutScoresHasNoMap(t *testing.T) {
	fields, err := watching(t, march(5)).Segments.Map(context.Background(), "")
	if err != nil || len(fields) != 0 {
		t.Errorf("%v %v", fields, err)
	}
}

func TestTiersAreCountedAndTheNearestNamedFirst(t *testing.T) {
	engine, ctx := newShop(t, march(31)), context.Background()
	take(t, engine, "customer,date,amount\nSari,2026-03-01,900000\nBudi,2026-03-01,100000\nAni,2026-03-01,9000000\n")
	tiers := must[[]core.TierCount](t)(engine.Loyalty.Tiers(ctx))
	members := 0
	for _, tier := range tiers {
		named := must[[]people.Ordinal](t)(engine.Loyalty.Members(ctx, tier.Code, 10))
		if len(named) != tier.Members {
			t.Errorf("%s counts %d and names %v", tier.Code, tier.Members, named)
		}
		members += tier.Members
	}
	if members != 3 || tiers[0].Code != "" {
		t.Errorf("%+v, want all three, those without a tier first", tiers)
	}
	if named := must[[]people.Ordinal](t)(engine.Loyalty.Members(ctx, "MEMBER", 1)); len(named) != 1 || named[0] != 1 {
		t.Errorf("the nearest member is %v, want Sari", named)
	}
	if _, err := engine.Loyalty.Members(ctx, "PLATINUM", 1); fault.KindOf(err) != fault.KindNotFound {
		t.Errorf("a tier that is none: %v", err)
	}
}

func TestWhoBoughtTheMostIsNamedFirst(t *testing.T) {
	engine := newShop(t, march(31))
	take(t, engine, "customer,date,amount\nSari,2026-03-01,1000\nBudi,2026-03-01,3000\nAni,2026-03-01,2000\n")
	named, values, err := engine.Worth.Best(context.Background(), 2)
	if err != nil || !cmp.Equal(named, []people.Ordinal{2, 3}) || values[0].Net != 3000 {
		t.Errorf("%v %+v %v", named, values, err)
	}
}
