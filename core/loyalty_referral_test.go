package core_test

import (
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

func TestAReferralPaysBothOnce(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Referrer: 50, Referred: 20, Months: 1})
	friend := add(t, b.Engine, "Budi")
	profile, err := b.Profiles.Edit(b.ctx(), b.who, func(p *people.Profile) error { p.Referrer = friend; return nil })
	b.must(profile, err)
	number := debt(t, b.Engine, b.who)
	if got := b.points(friend); got != 0 {
		t.Errorf("before anything was paid he has %d", got)
	}
	pay(t, b.Engine, number, 100_000)
	earned := b.points(b.who) - 20
	b.buy(100_000, 0)
	b.has(20 + 2*earned)
	if got := b.points(friend); got != 50 {
		t.Errorf("he has %d, want 50", got)
	}
	b.goTo("2026-04-14")
	if got := b.points(friend); got != 0 {
		t.Errorf("a month later he has %d", got)
	}
}

// A referral goes with the order that brought it, on both sides, and comes back
// with the next one that is paid, as often as that happens.
func TestAReferralGoesWithItsOrder(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Referrer: 50, Referred: 20})
	friend := add(t, b.Engine, "Budi")
	profile, err := b.Profiles.Edit(b.ctx(), b.who, func(p *people.Profile) error { p.Referrer = friend; return nil })
	b.must(profile, err)
	for range 3 {
		number := b.buy(1_000_000, 0)
		if got := b.points(friend); got != 50 {
			t.Fatalf("with the order he has %d", got)
		}
		had := b.points(b.who)
		other := b.buy(1000, 0)
		if got := b.points(friend); got != 50 {
			t.Fatalf("with another order he has %d", got)
		}
		for _, one := range []sale.Number{other, number} {
			_, order, err := b.Payments.Void(b.ctx(), one, core.NewPayment{Reason: "salah ketik"})
			b.must(order, err)
		}
		if got := b.points(friend); got != 0 || had <= 20 {
			t.Fatalf("without the order he has %d; she had %d", got, had)
		}
		b.has(0)
	}
	sound(t, b.Engine)
}
