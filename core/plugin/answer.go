package plugin

import (
	"fmt"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// The most that one answer may give or point to. Both lie far beyond any shop
// and far below where sums of them would overflow.
const (
	maxPoints = 1_000_000_000_000
	maxDay    = 2_932_896 // 9999-12-31
)

func within(what string, position uint32, length int) error {
	if int64(position) > int64(length) {
		return fmt.Errorf("%s %d, the manifest has %d", what, position, length)
	}
	return nil
}

// declared refuses what the manifest's writes do not name.
func (m *Manifest) declared(what string, proposed bool) error {
	if proposed && !m.writes(what) {
		return fmt.Errorf("it proposes %s, which its manifest's writes do not name", what)
	}
	return nil
}

func day(what string, n int32) error {
	if n < 0 || n > maxDay {
		return fmt.Errorf("%s %d is not a day from 1970 to 9999", what, n)
	}
	return nil
}

// first returns the first error, as each answer has one sentence.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (m *Manifest) checkSegment(row *abi.SegmentRow) error {
	if int(row.Segment) <= len(m.Segments) && int(row.Mode) <= len(m.Modes) && int(row.Text) <= len(m.Texts) && scored(row.Score) {
		return nil // a million times a run: no error is put together
	}
	if !scored(row.Score) {
		return fmt.Errorf("score %d is not three digits from 1 to 5", row.Score)
	}
	return first(
		within("segment", row.Segment, len(m.Segments)),
		within("mode", row.Mode, len(m.Modes)),
		within("text", row.Text, len(m.Texts)))
}

// scored reports whether a score is three digits from 1 to 5, or none.
func scored(score uint32) bool {
	digit := func(n uint32) bool { return n >= 1 && n <= 5 }
	return score == 0 || digit(score/100) && digit(score/10%10) && digit(score%10)
}

func (m *Manifest) checkLoyalty(row *abi.LoyaltyRow) error {
	if row.Points < 0 || row.Points > maxPoints {
		return fmt.Errorf("%d points, want 0 to %d", row.Points, int64(maxPoints))
	}
	return first(
		m.declared("points", row.Points != 0),
		m.declared("tier", row.Tier != 0),
		day("expires_day", row.ExpiresDay),
		within("tier", row.Tier, len(m.Tiers)),
		within("text", row.Text, len(m.Texts)))
}

// checkRecalculation holds back points where there is no order to earn them.
func (m *Manifest) checkRecalculation(row *abi.LoyaltyRow) error {
	if row.Points != 0 {
		return fmt.Errorf("%d points without an order", row.Points)
	}
	return m.checkLoyalty(row)
}

func (m *Manifest) checkAfterHours(row *abi.AfterHoursRow) error {
	if row.Option == 0 {
		return fmt.Errorf("option 0 offers nothing")
	}
	return first(
		within("option", row.Option, len(m.Options)),
		within("text", row.Text, len(m.Texts)))
}

func (m *Manifest) checkFollowUp(row *abi.FollowUpRow) error {
	return first(
		within("action", row.Action, len(m.Options)),
		within("text", row.Text, len(m.Texts)),
		day("due_day", row.DueDay))
}
