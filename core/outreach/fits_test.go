package outreach_test

import (
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/outreach"
)

func TestAMessageSaysNothingThatIsNotSo(t *testing.T) {
	order := outreach.Matter{Code: "N-000001", Work: true}
	ready, taken, owed, void := order, order, order, order
	ready.Ready, taken.Ready, taken.Taken, owed.Owed, void.Over = true, true, true, true, "void"
	for _, tt := range []struct {
		what    string
		purpose outreach.Purpose
		about   outreach.Matter
		fits    bool
	}{
		{"ready, and it is", outreach.Ready, ready, true},
		{"ready, and it is not", outreach.Ready, order, false},
		{"ready, and she has it", outreach.Ready, taken, false},
		{"a reminder to fetch what is not ready", outreach.Reminder, order, false},
		{"a debt that is open", outreach.Debt, owed, true},
		{"a debt that is paid", outreach.Debt, order, false},
		{"thanks for what she bought", outreach.ThankYou, order, true},
		{"thanks for what was a mistake", outreach.ThankYou, void, false},
		{"a question how a mistake turned out", outreach.CheckIn, void, false},
		{"words of one's own about a mistake", outreach.Other, void, true},
		{"that a promise that ended will be late", outreach.Late, outreach.Matter{Code: "P-00001", Kept: true}, false},
		{"that an order will be late that she has", outreach.Late, taken, false},
		{"confirm an appointment that is over", outreach.Confirm, outreach.Matter{Code: "J-00001", Past: true}, false},
		{"restocked, and it is sold out", outreach.Restocked, outreach.Matter{Code: "K-0001", SoldOut: true}, false},
		{"ready, about nothing", outreach.Ready, outreach.Matter{}, true},
	} {
		if err := tt.purpose.Fits(tt.about); (err == nil) != tt.fits || (err != nil && fault.KindOf(err) != fault.KindConflict) {
			t.Errorf("%s: %v", tt.what, err)
		}
	}
}
