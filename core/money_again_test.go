package core_test

import (
	"context"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
)

func washes(pieces int64, price money.Amount) []sale.Line {
	return []sale.Line{{Item: "Cuci", Quantity: pieces, Price: price}}
}

// Product bug 3: the same key twice is one movement, and for anything else it
// is a conflict: never money that was not given back, or not taken.
func TestAKeyIsOneMovementAndNoOther(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, none := add(t, engine, "Sri"), money.Amount(0)
	first := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: washes(3, 9000), Paid: &none})).Order
	second := must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: washes(3, 9000), Paid: &none})).Order
	given := core.NewPayment{Amount: 9000, Key: "klik", Reason: "rusak"}
	pay := func(number sale.Number) error { _, _, err := engine.Payments.Pay(ctx, number, given); return err }
	if err := pay(first.Number); err != nil {
		t.Fatal(err)
	}
	if err := pay(first.Number); err != nil {
		t.Errorf("a double click: %v", err)
	}
	refuses(t, "the key for another order", pay(second.Number), fault.KindConflict, "key")
	_, _, err := engine.Payments.Refund(ctx, first.Number, sale.Return{Amount: given.Amount}, given)
	refuses(t, "the key for a refund", err, fault.KindConflict, "key")
	_, err = engine.Payments.TopUp(ctx, sri, given)
	refuses(t, "the key for a deposit", err, fault.KindConflict, "key")
	for range 2 {
		_, order, err := engine.Payments.Refund(ctx, first.Number, sale.Return{Line: 1, Milli: 1000}, core.NewPayment{Reason: "rusak", Key: "kembali"})
		if err != nil || order.Refunded != 9000 {
			t.Errorf("the line was given back twice: %d, %v", order.Refunded, err)
		}
	}
}

func TestAnUndoneSaleGivesTheMoneyBackTheWayItCame(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri := add(t, engine, "Sri")
	must[sale.Payment](t)(engine.Payments.TopUp(ctx, sri, core.NewPayment{Amount: 20_000}))
	must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sri, Items: washes(1, 8000), Method: sale.Wallet}))
	must[core.Undone](t)(engine.History.Undo(ctx, 0))
	if held := must[money.Amount](t)(engine.Payments.Wallet(ctx, sri)); held != 20_000 {
		t.Errorf("the wallet holds %d, want 20000", held)
	}
}

func TestDebtsOfAMergedCustomerComeOldestFirst(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, twin, none := add(t, engine, "Sri"), add(t, engine, "Sri W."), money.Amount(0)
	for i, who := range []people.Ordinal{sri, twin, sri} {
		at := march(10 + []int{2, 1, 3}[i]).at
		must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: who, Items: washes(1, 8000), Paid: &none, At: at}))
	}
	must[core.Merged](t)(engine.People.Merge(ctx, sri, twin, nil, false))
	debts := must[core.Debts](t)(engine.Payments.Debts(ctx, sri, 2))
	if len(debts.Orders) != 2 || debts.Orders[0].Number != 2 || debts.Orders[1].Number != 1 || debts.Total != 24_000 {
		t.Errorf("%+v", debts)
	}
}

func TestOfPricesThatBeginTogetherTheOneSetLastHolds(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	item := must[sale.Item](t)(engine.Catalogue.Add(ctx, sale.Item{Type: sale.Service, Name: "Cuci"}, sale.Price{Amount: 8000}))
	april := march(14).at.AddDate(0, 1, 0)
	for _, amount := range []money.Amount{90_000, 9000} { // one nought too many, put right
		if err := engine.Catalogue.SetPrice(ctx, sale.Price{Item: item.Number, Amount: amount, From: april}); err != nil {
			t.Fatal(err)
		}
	}
	if price := must[sale.Price](t)(engine.Catalogue.Price(ctx, item.Number, "", april)); price.Amount != 9000 {
		t.Errorf("it costs %d, want 9000", price.Amount)
	}
}

func TestAFollowUpOfWhoLeftIsEndedAndComesToAll(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, dewi := add(t, engine, "Sri"), must[staff.Member](t)(engine.Staff.Add(ctx, staff.Member{Name: "Dewi"}))
	one := must[outreach.FollowUp](t)(engine.FollowUps.Add(ctx, outreach.FollowUp{
		Customer: sri, Purpose: outreach.CheckIn, Text: "Tanya", Due: march(15).at, Owner: dewi.Number, Every: 7,
	}))
	must[staff.Member](t)(engine.Staff.Edit(ctx, dewi.Number, func(m *staff.Member) error { m.Left = true; return nil }))
	must[outreach.FollowUp](t)(engine.FollowUps.Finish(ctx, one.Number, "senang", false, 0))
	due, _, err := engine.FollowUps.Due(ctx, "", 9)
	if err != nil || len(due) != 1 || due[0].Owner != 0 {
		t.Errorf("%+v, %v", due, err)
	}
}

func TestAMergeLetsNobodyBringHerself(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, twin, budi := add(t, engine, "Sri"), add(t, engine, "Sri W."), add(t, engine, "Budi")
	for who, by := range map[people.Ordinal]people.Ordinal{budi: sri, twin: budi} {
		must[people.Profile](t)(engine.Profiles.Edit(ctx, who, func(p *people.Profile) error { p.Referrer = by; return nil }))
	}
	must[core.Merged](t)(engine.People.Merge(ctx, sri, twin, nil, false))
	known := must[people.Profile](t)(engine.Profiles.Edit(ctx, sri, func(p *people.Profile) error { p.Source = "teman"; return nil }))
	if known.Referrer != 0 {
		t.Errorf("she was brought by %d, whom she brought", known.Referrer)
	}
}

// Product bug 7: what was refused before a merge is refused after it, by
// whatever number she is named.
func TestAnAliasHasTheConsentOfWhomSheCountsAs(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	sri, twin := add(t, engine, "Sri"), add(t, engine, "Sri W.")
	for who, given := range map[people.Ordinal]bool{sri: false, twin: true} {
		must[people.Profile](t)(engine.Profiles.Edit(ctx, who, func(p *people.Profile) error {
			p.Consents = []people.Consent{{Purpose: people.Marketing, Given: given, At: march(13).at.Add(time.Duration(who) * time.Hour)}}
			return nil
		}))
	}
	must[core.Merged](t)(engine.People.Merge(ctx, sri, twin, nil, false))
	_, err := engine.Messages.Prepare(ctx, core.NewMessage{Customer: twin, Purpose: outreach.Offer, Text: "Promo"})
	refuses(t, "an offer", err, fault.KindForbidden, "consent")
}

// What is refused names the same field every time.
func TestARequestNamesTheDepartmentThatAsksFirst(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	dewi := must[staff.Member](t)(engine.Staff.Add(ctx, staff.Member{Name: "Dewi"}))
	for range 20 {
		_, err := engine.Tickets.Open(ctx, core.NewTicket{Type: care.InternalType, From: 7, To: 8, Title: "Setrika", Owner: dewi.Number})
		refuses(t, "a request", err, fault.KindNotFound, "from")
	}
}
