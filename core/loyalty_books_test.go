package core_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
)

// aYear lives a year of a shop with a dozen customers.
func aYear(t *testing.T, engine *core.Engine, now *movable) []people.Ordinal {
	t.Helper()
	ctx, chance := context.Background(), rand.New(rand.NewPCG(7, 7))
	if err := engine.Loyalty.SetProgram(ctx, loyalty.Program{Worth: 100, Together: true, Birthday: 10, Referrer: 20, Referred: 10, Months: 3, Again: 30}); err != nil {
		t.Fatal(err)
	}
	var guests []people.Ordinal
	for i := range 12 {
		guest := add(t, engine, fmt.Sprint("Tamu ", i))
		_, err := engine.Profiles.Edit(ctx, guest, func(p *people.Profile) error {
			p.Dates = []people.Date{{Kind: people.Birthday, Month: i + 1, Day: 10}}
			if i > 0 {
				p.Referrer = guests[0]
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		guests = append(guests, guest)
	}
	var orders []sale.Number
	for range 365 {
		now.at = now.at.AddDate(0, 0, 1)
		guest := guests[chance.IntN(len(guests))]
		order := core.NewOrder{Customer: guest, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: money.Amount(10_000 * (1 + chance.IntN(30)))}}, Points: chance.Int64N(4) * 10 % 30}
		if placed, err := engine.Sales.Add(ctx, order); err == nil {
			orders = append(orders, placed.Order.Number)
		}
		switch chance.IntN(8) {
		case 0:
			_, _, _ = engine.Payments.Refund(ctx, orders[chance.IntN(len(orders))], sale.Return{Amount: money.Amount(5000 * (1 + chance.IntN(10)))}, core.NewPayment{Reason: "luntur"})
		case 1:
			_, _, _ = engine.Payments.Void(ctx, orders[chance.IntN(len(orders))], core.NewPayment{Reason: "salah"})
		case 2:
			_, _ = engine.Loyalty.Redeem(ctx, core.Spending{Customer: guest, Points: loyalty.Points(1 + chance.IntN(20))})
		}
		if _, err := engine.Loyalty.NewDay(ctx); err != nil {
			t.Fatal(err)
		}
	}
	return guests
}

// hledger, which knows nothing of Raja, comes to the same balances from the
// ledger of a year.
func TestHledgerComesToTheSameBalances(t *testing.T) {
	now := &movable{at: time.Date(2026, 1, 1, 5, 0, 0, 0, time.UTC)}
	engine, ctx := newShop(t, now), context.Background()
	guests := aYear(t, engine, now)
	var written bytes.Buffer
	entries, err := engine.Loyalty.WriteLedger(ctx, &written)
	if err != nil || entries < 365 {
		t.Fatalf("%d entries, %v", entries, err)
	}
	balances := hledger(t, written.String())
	for _, guest := range guests {
		statement, err := engine.Loyalty.Statement(ctx, guest, now.at, 0)
		if err != nil {
			t.Fatal(err)
		}
		account := "member:" + core.Code(guest) + ":available"
		if balances[account] != statement.Points {
			t.Errorf("%s: hledger has %d, Raja %d", account, balances[account], statement.Points)
		}
		delete(balances, account)
	}
	var sum loyalty.Points
	for account, points := range balances {
		if !strings.HasPrefix(account, "program:") {
			t.Errorf("an account of nobody: %s has %d", account, points)
		}
		sum += points
	}
	owed, err := engine.Loyalty.Liability(ctx)
	if err != nil || -sum != owed.Points-owed.Owed || owed.Worth != money.Amount(owed.Points)*100 || owed.Points == 0 {
		t.Errorf("the programme's accounts hold %d, the shop owes %+v, %v", sum, owed, err)
	}
	proof, err := engine.Loyalty.Prove(ctx)
	if err != nil || len(proof.Wrong) > 0 || proof.Entries != entries || proof.Customers != len(guests) {
		t.Errorf("the proof says %+v, %v", proof, err)
	}
	sound(t, engine)
}

// hledger returns the balance of every account of a journal.
func hledger(t *testing.T, journal string) map[string]loyalty.Points {
	t.Helper()
	program := exec.Command("hledger", "-f", "-", "balance", "--flat", "--no-total", "-O", "csv")
	program.Stdin = strings.NewReader(journal)
	var complaint bytes.Buffer
	program.Stderr = &complaint
	said, err := program.Output()
	if err != nil {
		t.Fatalf("hledger: %v %s; the Debian package hledger must be installed", err, complaint.String())
	}
	rows, err := csv.NewReader(bytes.NewReader(said)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	balances := map[string]loyalty.Points{}
	for _, row := range rows[1:] {
		points, err := strconv.ParseInt(strings.TrimSuffix(row[1], " P"), 10, 64)
		if err != nil && row[1] != "0" {
			t.Fatalf("%v: %v", row, err)
		}
		balances[row[0]] = loyalty.Points(points)
	}
	return balances
}

func TestAnEntryThatIsGoneIsMissed(t *testing.T) {
	ctx, kept := context.Background(), memory.New()
	engine, err := core.Create(ctx, t.TempDir()+"/shop", core.Business{Name: "Laundry"}, core.Config{Clock: march(14), Store: kept, CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	sri := add(t, engine, "Sri")
	if _, err := engine.Loyalty.Adjust(ctx, core.Adjustment{Customer: sri, Points: 5, Reason: "maaf"}); err != nil {
		t.Fatal(err)
	}
	if proof, err := engine.Loyalty.Prove(ctx); err != nil || proof.Points != 5 || len(proof.Wrong) != 0 {
		t.Errorf("%+v, %v", proof, err)
	}
	err = kept.Update(ctx, nil, func(txn store.Txn) error {
		for kv, err := range txn.Range(store.Range{Prefix: []byte("y/")}) { // the list of a customer's entries
			if err != nil {
				return err
			}
			if err := txn.Delete(kv.Key); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if proof, err := engine.Loyalty.Prove(ctx); err != nil || len(proof.Wrong) != 1 || proof.Wrong[0] != sri {
		t.Errorf("with an entry gone: %+v, %v", proof, err)
	}
}

// A worth that no number holds becomes no wrong number.
func TestALiabilityBeyondAllNumbersIsNoWrongNumber(t *testing.T) {
	ctx, engine := context.Background(), newShop(t, march(14))
	defer engine.Close()
	if err := engine.Loyalty.SetProgram(ctx, loyalty.Program{Worth: 100_000_000}); err != nil {
		t.Fatal(err)
	}
	const many = 1_000_000_000_000
	if _, err := engine.Loyalty.Adjust(ctx, core.Adjustment{Customer: add(t, engine, "Sari"), Points: many, Reason: "salah ketik"}); err != nil {
		t.Fatal(err)
	}
	if owed, err := engine.Loyalty.Liability(ctx); err != nil || !owed.Beyond || owed.Worth != 0 || owed.Points != many {
		t.Errorf("%+v, %v", owed, err)
	}
}
