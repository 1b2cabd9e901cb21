package segment_test

import (
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/segment"
)

func TestADiscountByHandHasALimit(t *testing.T) {
	ten := &segment.Entitlement{Capped: true, Discount: 10}
	for _, tt := range []struct {
		name            string
		to              *segment.Entitlement
		discount, goods int64
		want            bool
	}{
		{"just at the limit", ten, 10_000, 100_000, true},
		{"one rupiah above", ten, 10_001, 100_000, false},
		{"no limit was set", &segment.Entitlement{}, 100_000, 100_000, true},
		{"nothing was decided", nil, 100_000, 100_000, true},
		{"a limit of nothing", &segment.Entitlement{Capped: true}, 1, 100_000, false},
		{"no discount at all", &segment.Entitlement{Capped: true}, 0, 100_000, true},
	} {
		if got := tt.to.Allows(tt.discount, tt.goods); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}

func TestWhatEntitlementsRefuse(t *testing.T) {
	good := segment.Entitlements{List: []segment.Entitlement{{Segment: " loyal ", Priority: 9, Capped: true, Discount: 100}, {Segment: "NEW"}}}
	if err := good.Check(); err != nil || good.Of("LOYAL") == nil || good.Of("OTHER") != nil {
		t.Errorf("%+v: %v", good, err)
	}
	for field, bad := range map[string][]segment.Entitlement{
		"segment": {{}}, "priority": {{Segment: "A", Priority: 10}}, "discount": {{Segment: "A", Capped: true, Discount: 101}},
		"capped": {{Segment: "A", Discount: 5}}, "wording": {{Segment: "A", Wording: strings.Repeat("x", 501)}},
		"after_hours": {{Segment: "A", AfterHours: strings.Repeat("x", 501)}}, "entitlements": make([]segment.Entitlement, 101),
	} {
		one := segment.Entitlements{List: bad}
		if err := one.Check(); fault.KindOf(err) != fault.KindInvalid || fault.As(err).Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	twice := segment.Entitlements{List: []segment.Entitlement{{Segment: "A"}, {Segment: "a"}}}
	if twice.Check() == nil {
		t.Error("a segment stands twice")
	}
}
