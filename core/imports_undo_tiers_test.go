package core_test

import (
	"context"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// mixed is a shop in which an import made Sri Silver, and an order at the
// counter made her Gold since: what she is without the import only the rule
// can say.
func mixed(t *testing.T) (shop *keptShop, sri people.Ordinal, batch core.Batch) {
	t.Helper()
	shop = newKeptShop(t, t.TempDir(), march(14), "IDR")
	sri, nothing := added(t, shop.Engine, core.NewCustomer{Name: "Sri", Phones: []string{"0812-3456-7890"}}).Ordinal, money.Amount(0)
	must[core.Placed](t)(shop.Sales.Add(context.Background(), core.NewOrder{Customer: sri, Items: washes(1, 40_000), Paid: &nothing}))
	batch = take(t, shop.Engine, "nota;nama;telepon;tanggal;total\nA1;Sri;0812-3456-7890;01/03/2026;1.200.000\n")
	must[core.Placed](t)(buys(shop.Engine, sri, 2_000_000))
	if got := tierOf(t, shop.Engine, sri); got.Tier != "GOLD" {
		t.Fatalf("she is %s and not Gold", got.Tier)
	}
	return shop, sri, batch
}

func TestATierThatSomethingElseMovedSinceIsAskedOfTheRule(t *testing.T) {
	shop, sri, batch := mixed(t)
	unimport(t, shop.Engine, batch.Number)
	if got := tierOf(t, shop.Engine, sri); got.Tier != "SILVER" {
		t.Errorf("with Rp2.000.000 at the counter she is %s", got.Tier)
	}
	sound(t, shop.Engine)
}

// It is decided anew as soon as there is a rule again.
func TestWhereNoRuleCanBeAskedAnUndoLeavesTheTier(t *testing.T) {
	shop, sri, batch := mixed(t)
	if err := shop.Plugins.Disable(context.Background(), "points"); err != nil {
		t.Fatal(err)
	}
	unimport(t, shop.Engine, batch.Number)
	if err := shop.Plugins.Enable(context.Background(), "points"); err != nil {
		t.Fatal(err)
	}
	last := tierOf(t, shop.Engine, sri).Steps[0]
	if last.From != "GOLD" || last.To != "SILVER" || last.Why != loyalty.WhyRule {
		t.Errorf("the last step is %+v, want Gold to Silver by the rule", last)
	}
	sound(t, shop.Engine)
}

// A disk that cannot be read is no silence of the rule.
func TestAnUndoThatCannotReadWhatIsOwedSaysSo(t *testing.T) {
	shop, _, batch := mixed(t)
	err := shop.kept.Update(context.Background(), nil, func(tx store.Txn) error {
		return tx.Set(record.In(record.Orders).Uint64(1), []byte("what is left of a nota"))
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = shop.Imports.Undo(context.Background(), batch.Number, core.UndoOptions{}); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("the undo ends with %v", err)
	}
}
