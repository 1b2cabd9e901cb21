package core_test

import (
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
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

// brought names who brought a customer.
func (b *purse) brought(by people.Ordinal) error {
	_, err := b.Profiles.Edit(b.ctx(), b.who, func(p *people.Profile) error { p.Referrer = by; return nil })
	return err
}

func TestAReferralIsForTheFirstPaidOrderOnly(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Referrer: 50, Referred: 20})
	friend := add(t, b.Engine, "Budi")
	b.buy(10_000, 0)
	b.goTo("2026-05-14")
	b.must(nil, b.brought(friend))
	had := b.points(b.who)
	b.buy(100, 0)
	if his, hers := b.points(friend), b.points(b.who); his != 0 || hers != had {
		t.Errorf("a customer of two months ago brought him %d and herself %d", his, hers-had)
	}
}

func TestAReferralNeedsItsLeastOrder(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Referrer: 50, ReferralLeast: 50_000})
	friend := add(t, b.Engine, "Budi")
	b.must(nil, b.brought(friend))
	b.buy(49_999, 0)
	if got := b.points(friend); got != 0 {
		t.Errorf("below the least he has %d", got)
	}
	number := b.buy(50_000, 0)
	if got := b.points(friend); got != 50 {
		t.Errorf("at the least he has %d", got)
	}
	b.refund(number, 1)
	if got := b.points(friend); got != 0 {
		t.Errorf("one below after a refund he has %d", got)
	}
	sound(t, b.Engine)
}

func TestAReferralGoesOnToTheNextOrderThatIsThere(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Referrer: 50, Referred: 20})
	friend := add(t, b.Engine, "Budi")
	b.must(nil, b.brought(friend))
	first := b.buy(100_000, 0)
	b.buy(30_000, 0)
	_, order, err := b.Payments.Void(b.ctx(), first, core.NewPayment{Reason: "salah ketik"})
	b.must(order, err)
	if got := b.points(friend); got != 50 {
		t.Errorf("he has %d, want 50: she was brought, and paid another order", got)
	}
	sound(t, b.Engine)
}

func TestNobodyBringsHerselfUnderAnotherName(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Referrer: 50, Referred: 20})
	other, _, err := b.People.Add(b.ctx(), core.NewCustomer{Name: "Sri lagi", Phones: []string{"0812 9999 0000"}})
	b.must(other, err)
	_, err = b.People.Edit(b.ctx(), b.who, func(c *people.Customer) error { c.Phones = other.Phones; return nil })
	b.must(nil, err)
	refuses(t, "her own other card", b.brought(other.Ordinal), fault.KindInvalid, "referrer")

	// The number may also come later, which the order then finds.
	_, err = b.People.Edit(b.ctx(), b.who, func(c *people.Customer) error { c.Phones = nil; return nil })
	b.must(nil, err)
	b.must(nil, b.brought(other.Ordinal))
	_, err = b.People.Edit(b.ctx(), b.who, func(c *people.Customer) error { c.Phones = other.Phones; return nil })
	b.must(nil, err)
	b.buy(100_000, 0)
	if got := b.points(other.Ordinal); got != 0 {
		t.Errorf("her other card has %d", got)
	}
}

func TestMergingTwoTakesTheirReferralAndPartingGivesIt(t *testing.T) {
	for _, keepsBuyer := range []bool{true, false} {
		b := newPurse(t, "2026-03-14", loyalty.Program{Referrer: 50, Referred: 20})
		friend := add(t, b.Engine, "Budi")
		b.must(nil, b.brought(friend))
		b.buy(100_000, 0)
		his, hers := b.points(friend), b.points(b.who)
		keep, lose := b.who, friend
		if !keepsBuyer {
			keep, lose = friend, b.who
		}
		merged, err := b.People.Merge(b.ctx(), keep, lose, nil, false)
		b.must(merged, err)
		if got := b.points(keep); got != his+hers-70 {
			t.Errorf("as one they have %d, want %d", got, his+hers-70)
		}
		sound(t, b.Engine)
		_, err = b.History.Undo(b.ctx(), lastMerge(t, b.Engine, keep))
		b.must(nil, err)
		if one, two := b.points(friend), b.points(b.who); one != his || two != hers {
			t.Errorf("as two again they have %d and %d, want %d and %d", one, two, his, hers)
		}
		sound(t, b.Engine)
	}
}

func TestTheShopsOwnPeopleBringNobodyAndAreNotBrought(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Referrer: 50, Referred: 20})
	friend := add(t, b.Engine, "Budi")
	b.must(nil, b.brought(friend))
	_, err := b.People.Edit(b.ctx(), b.who, func(c *people.Customer) error { c.Kind = people.Internal; return nil })
	b.must(nil, err)
	b.buy(100_000, 0)
	if got := b.points(friend); got != 0 {
		t.Errorf("an order of the shop's own brought %d", got)
	}
}

// The mark of a referral may lie under a card that was merged since.
func TestASelfReferralUnderAMergedCardGoesToo(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Referrer: 50, Referred: 20})
	friend, old := add(t, b.Engine, "Budi"), add(t, b.Engine, "Sri lama")
	b.must(nil, b.brought(friend))
	b.buy(100_000, 0)
	his, hers := b.points(friend), b.points(b.who)
	b.must(b.People.Merge(b.ctx(), old, b.who, nil, false))
	b.must(b.People.Merge(b.ctx(), friend, old, nil, false))
	if got := b.points(friend); got != his+hers-70 {
		t.Errorf("as one they have %d, want %d", got, his+hers-70)
	}
	b.must(b.History.Undo(b.ctx(), lastMerge(t, b.Engine, friend)))
	if one, two := b.points(friend), b.points(old); one != his || two != hers {
		t.Errorf("as two again they have %d and %d, want %d and %d", one, two, his, hers)
	}
	sound(t, b.Engine)
}

// Whoever is named after an order was paid is not paid for it, whatever becomes
// of that order.
func TestAChangeOfAnOldOrderPaysNobodyNamedSince(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Referrer: 50})
	friend := add(t, b.Engine, "Budi")
	number := b.buy(100_000, 0)
	b.goTo("2026-09-14")
	b.must(nil, b.brought(friend))
	b.refund(number, 1)
	if got := b.points(friend); got != 0 {
		t.Errorf("he has %d", got)
	}
}

// A referral that goes on to another order lasts as if that one had brought it.
func TestExpiredReferralPointsStayExpired(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Referrer: 50, Months: 1})
	friend := add(t, b.Engine, "Budi")
	b.must(nil, b.brought(friend))
	first := b.buy(100_000, 0)
	b.goTo("2026-03-20")
	b.buy(30_000, 0)
	b.goTo("2026-06-14")
	_, order, err := b.Payments.Void(b.ctx(), first, core.NewPayment{Reason: "salah ketik"})
	b.must(order, err)
	if got := b.points(friend); got != 0 {
		t.Errorf("he has %d", got)
	}
	sound(t, b.Engine)
}

// Another least counts for the orders that come then: it pays for none that is
// there, bars none that comes, and takes nothing that was given.
func TestAnotherLeastIsForTheOrdersThatComeThen(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Referrer: 50, ReferralLeast: 100_000})
	friend := add(t, b.Engine, "Budi")
	b.must(nil, b.brought(friend))
	b.buy(50_000, 0)
	b.goTo("2026-03-20")
	b.must(nil, b.Loyalty.SetProgram(b.ctx(), loyalty.Program{Referrer: 50, ReferralLeast: 20_000}))
	number := b.buy(60_000, 0)
	if got := b.points(friend); got != 50 {
		t.Errorf("with her first order of enough he has %d", got)
	}
	b.goTo("2026-03-25")
	b.must(nil, b.Loyalty.SetProgram(b.ctx(), loyalty.Program{Referrer: 50, ReferralLeast: 500_000}))
	b.refund(number, 10_000)
	if got := b.points(friend); got != 50 {
		t.Errorf("Rp50.000 of it are left, and he has %d", got)
	}
	b.refund(number, 40_000)
	if got := b.points(friend); got != 0 {
		t.Errorf("Rp10.000 of it are left, and he has %d", got)
	}
	sound(t, b.Engine)
}

// Two cards of one customer bring one referral, that of her first paid order; and
// none where she was a customer under the other one before.
func TestWhoIsOneWasBroughtOnce(t *testing.T) {
	for _, known := range []bool{true, false} {
		b := newPurse(t, "2026-03-14", loyalty.Program{Referrer: 50, Referred: 20})
		friend, other := add(t, b.Engine, "Budi"), add(t, b.Engine, "Sri lagi")
		if !known {
			b.must(nil, b.brought(friend))
		}
		b.buy(100_000, 0)
		b.goTo("2026-03-20")
		first := b.who
		b.who = other
		b.must(nil, b.brought(friend))
		b.buy(100_000, 0)
		his, hers := b.points(friend), b.points(first)+b.points(other)
		b.must(b.People.Merge(b.ctx(), other, first, nil, false))
		if got := b.points(friend); got != his-50 {
			t.Errorf("a customer before: %v; once they are one he has %d of %d", known, got, his)
		}
		if got := b.points(other); got != hers-20 {
			t.Errorf("a customer before: %v; as one she has %d of %d", known, got, hers)
		}
		sound(t, b.Engine)
		b.must(b.History.Undo(b.ctx(), lastMerge(t, b.Engine, other)))
		if got := b.points(friend); got != his {
			t.Errorf("a customer before: %v; once they are two again he has %d of %d", known, got, his)
		}
		if got := b.points(first) + b.points(other); got != hers {
			t.Errorf("a customer before: %v; as two again they have %d of %d", known, got, hers)
		}
		sound(t, b.Engine)
	}
}
