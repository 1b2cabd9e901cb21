package loyalty_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
)

func someDay(t *rapid.T) clock.Day { return clock.Day(rapid.Int32Range(0, 60_000).Draw(t, "day")) }

func someTiers(t *rapid.T) loyalty.Tiers {
	by := loyalty.UsualTiers()
	by.Months = rapid.IntRange(1, 120).Draw(t, "months")
	by.Grace = rapid.IntRange(0, 366).Draw(t, "grace")
	by.Window = rapid.SampledFrom([]loyalty.Window{loyalty.Rolling, loyalty.CalendarYear, loyalty.Ever}).Draw(t, "window")
	return by
}

func TestADayCountsItselfAndNothingToCome(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		by, day := someTiers(t), someDay(t)
		from := by.From(day)
		if from > day || (by.Window != loyalty.Ever && day-from > 365) {
			t.Errorf("%s counts from %s on %s", by.Window, from, day)
		}
		review := someDay(t)
		if at := by.FromAt(day, review); at > from {
			t.Errorf("in the days of grace less counts: from %s and not from %s", at, from)
		}
	})
}

func TestAReviewLiesAheadAndAYearIsReviewedAtItsEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		by, day := someTiers(t), someDay(t)
		review := by.ReviewFrom(day)
		if review <= day {
			t.Errorf("a tier of %s is reviewed on %s", day, review)
		}
		if by.Window == loyalty.CalendarYear && review+1 != (review+1).NewYear() {
			t.Errorf("a calendar year is reviewed on %s", review)
		}
		if on := by.FromAt(review, review); by.Window == loyalty.CalendarYear && review-on < 364 {
			t.Errorf("the review of %s looks at %d days", review, review-on+1)
		}
	})
}
