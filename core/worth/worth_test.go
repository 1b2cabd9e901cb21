package worth_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/worth"
)

func TestWhenSheIsExpected(t *testing.T) {
	for _, tt := range []struct {
		name  string
		days  []clock.Day
		today clock.Day
		item  int
		shop  worth.Rhythm
		want  worth.Next
		ratio int64
		state worth.State
	}{
		{"three visits show a rhythm", []clock.Day{100, 107, 117}, 117, 30, 20, worth.Next{34, worth.FromVisits, 117, 126, 0}, 0, worth.InTime},
		{"the median passes over a holiday", []clock.Day{100, 107, 114, 160, 167}, 174, 0, 0, worth.Next{28, worth.FromVisits, 167, 174, 7}, 100, worth.InTime},
		{"two visits are too few: what she bought says when", []clock.Day{100, 107}, 137, 30, 20, worth.Next{120, worth.FromItem, 107, 137, 30}, 100, worth.InTime},
		{"else the shop's median", []clock.Day{100}, 107, 0, 20, worth.Next{20, worth.FromShop, 100, 105, 7}, 140, worth.InTime},
		{"a quarter of a day is a day more", []clock.Day{100}, 118, 0, 29, worth.Next{29, worth.FromShop, 100, 108, 18}, 248, worth.Due},
		{"nobody knows", []clock.Day{100}, 107, 0, 0, worth.Next{0, worth.FromNone, 100, 100, 7}, 0, worth.NoIdea},
		{"one and a half times is in time", []clock.Day{80, 90, 100}, 115, 0, 0, worth.Next{40, worth.FromVisits, 100, 110, 15}, 150, worth.InTime},
		{"a day more is due", []clock.Day{80, 90, 100}, 116, 0, 0, worth.Next{40, worth.FromVisits, 100, 110, 16}, 160, worth.Due},
		{"two and a half times is due", []clock.Day{80, 90, 100}, 125, 0, 0, worth.Next{40, worth.FromVisits, 100, 110, 25}, 250, worth.Due},
		{"a day more is at risk", []clock.Day{80, 90, 100}, 126, 0, 0, worth.Next{40, worth.FromVisits, 100, 110, 26}, 260, worth.AtRisk},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := worth.Expect(tt.days, tt.today, tt.item, tt.shop)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if got.Hundredths() != tt.ratio || got.State() != tt.state {
				t.Errorf("%d hundredths, %q; want %d, %q", got.Hundredths(), got.State(), tt.ratio, tt.state)
			}
		})
	}
}

func TestAMedianIsBetweenTheGaps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gaps := rapid.SliceOfN(rapid.IntRange(1, 400), 2, 30).Draw(t, "gaps")
		days, least, most := []clock.Day{1000}, 400, 1
		for _, gap := range gaps {
			days = append(days, days[len(days)-1]+clock.Day(gap))
			least, most = min(least, gap), max(most, gap)
		}
		if own := worth.Own(days); own < worth.Days(least) || own > worth.Days(most) {
			t.Fatalf("%v quarters of gaps %v", own, gaps)
		}
	})
}

func TestWhatSheIsWorth(t *testing.T) {
	for _, tt := range []struct {
		name      string
		figures   worth.Figures
		today     clock.Day
		retention worth.Retention
		basis     worth.Basis
		historic  money.Amount
		want      worth.Estimate
	}{
		// 12 orders of 50,000 in a year; 1/(1−0.2) is 1.25 years, 1/(1−0.8) five.
		{
			"a year of revenue",
			worth.Figures{Orders: 12, Net: 600_000, First: 0},
			364, worth.Assumed(), worth.OfRevenue, 600_000,
			worth.Estimate{Yearly: 600_000, Low: 750_000, High: 3_000_000, YearsLow: 1250, YearsHigh: 5000, Retention: worth.Assumed()},
		},
		{
			"less what it cost",
			worth.Figures{Orders: 12, Net: 600_000, Known: 600_000, Cost: 360_000},
			364,
			worth.Retention{500, 600, true},
			worth.OfMargin, 240_000,
			worth.Estimate{Yearly: 240_000, Low: 480_000, High: 600_000, YearsLow: 2000, YearsHigh: 2500, Retention: worth.Retention{500, 600, true}},
		},
		{
			"where only some of the cost is known",
			worth.Figures{Orders: 2, Net: 100_000, Known: 40_000, Cost: 10_000},
			729,
			worth.Retention{0, 1000, true},
			worth.OfPart, 90_000,
			worth.Estimate{Yearly: 45_000, Low: 45_000, High: 225_000, YearsLow: 1000, YearsHigh: 5000, Retention: worth.Retention{0, 1000, true}},
		},
		// A customer of a week is not worth fifty of her weeks a year.
		{
			"a new one counts as one of ninety days",
			worth.Figures{Orders: 1, Net: 90_000, First: 100},
			106, worth.Assumed(), worth.OfRevenue, 90_000,
			worth.Estimate{Yearly: 365_000, Low: 456_250, High: 1_825_000, YearsLow: 1250, YearsHigh: 5000, Retention: worth.Assumed()},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.figures.Basis(); got != tt.basis {
				t.Errorf("basis %q, want %q", got, tt.basis)
			}
			if got := tt.figures.Historic(); got != tt.historic {
				t.Errorf("historic %d, want %d", got, tt.historic)
			}
			if diff := cmp.Diff(tt.want, tt.figures.Estimate(tt.today, tt.retention)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestAShopsRetentionIsMeasured(t *testing.T) {
	var young, shop worth.Retained
	young.Add([]clock.Day{1000, 1010}, 1020)
	if got := young.Retention(); got != worth.Assumed() {
		t.Errorf("a young shop: %+v", got)
	}
	for i := range 40 { // everybody came once 2.5 years ago, every second one again each month since
		days := []clock.Day{1100}
		for day := clock.Day(1200); i%2 == 0 && day < 2000; day += 30 {
			days = append(days, day)
		}
		shop.Add(days, 2000)
	}
	if got := shop.Retention(); !got.Measured || got.Low != 500 || got.High != 1000 {
		t.Errorf("half of them, later all of those who still come: %+v", got)
	}
}
