package core_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/worth"
)

func TestWhoIsOverdue(t *testing.T) {
	now, ctx := march(31), context.Background()
	engine := newShop(t, now)
	take(t, engine, strings.Join([]string{
		"customer,date,amount",
		"Sari,2026-02-01,50000", "Sari,2026-02-08,50000", "Sari,2026-02-08,10000", "Sari,2026-02-15,50000", // every 7 days, 44 ago
		"Budi,2026-03-01,50000", "Budi,2026-03-08,50000", "Budi,2026-03-17,50000", // every 8 days, 14 ago
		"Ani,2026-03-01,50000", "Ani,2026-03-15,50000", "Ani,2026-03-29,50000", // in time
		"Eko,2026-03-19,50000", // by the shop's median of 8 days, 12 ago
	}, "\n")+"\n")
	list := must[core.OverdueList](t)(engine.Worth.Overdue(ctx, 10, nil))
	if list.Due != 1 || list.AtRisk != 1 || len(list.Customers) != 2 || list.Customers[0].Customer != 2 || list.Customers[1].Customer != 1 {
		t.Fatalf("%+v, want Budi, who just missed her day, then Sari", list)
	}
	if next := must[worth.Next](t)(engine.Worth.Next(ctx, 4)); next.Source != worth.FromShop || next.Rhythm != worth.Days(8) || next.State() != worth.InTime {
		t.Errorf("Eko: %+v", next)
	}
	if short := must[core.OverdueList](t)(engine.Worth.Overdue(ctx, 1, nil)); short.AtRisk != 1 || len(short.Customers) != 1 {
		t.Errorf("a limit counts all: %+v", short)
	}
	must[people.Customer](t)(engine.People.Edit(ctx, 1, func(c *people.Customer) error { c.Kind = people.Internal; return nil }))
	if list := must[core.OverdueList](t)(engine.Worth.Overdue(ctx, 10, nil)); list.AtRisk != 0 {
		t.Errorf("who works here is not called back: %+v", list)
	}
	if next := must[worth.Next](t)(engine.Worth.Next(ctx, 1)); next.Last != 0 {
		t.Errorf("who works here is not expected: %+v", next)
	}
}

// The shop's own rhythm may lie on a quarter of a day, between two rhythms that
// differ by half a day: 7 and 7.5 days make 7.25, and 18 days are not yet two and
// a half times as much.
func TestTheShopsRhythmLosesNoQuarterOfADay(t *testing.T) {
	now, ctx := march(31), context.Background()
	engine := newShop(t, now)
	take(t, engine, strings.Join([]string{
		"customer,date,amount",
		"Sari,2026-02-01,50000", "Sari,2026-02-08,50000", "Sari,2026-02-15,50000", // every 7 days
		"Budi,2026-02-01,50000", "Budi,2026-02-08,50000", "Budi,2026-02-16,50000", // every 7.5
		"Ani,2026-02-01,50000", "Ani,2026-02-03,50000", "Ani,2026-02-05,50000", // every 2
		"Nur,2026-02-01,50000", "Nur,2026-02-21,50000", "Nur,2026-03-13,50000", // every 20
		"Eko,2026-03-13,50000",  // 18 days ago
		"Tuti,2026-03-12,50000", // 19 days ago
	}, "\n")+"\n")
	next := must[worth.Next](t)(engine.Worth.Next(ctx, 5))
	if next.Source != worth.FromShop || next.Rhythm.Float() != 7.25 || next.Hundredths() != 248 || next.State() != worth.Due || next.Expected != dayOf(t, "2026-03-21") {
		t.Errorf("Eko: %+v, %v days, %d hundredths, %s", next, next.Rhythm.Float(), next.Hundredths(), next.State())
	}
	if next := must[worth.Next](t)(engine.Worth.Next(ctx, 6)); next.Hundredths() != 262 || next.State() != worth.AtRisk {
		t.Errorf("Tuti: %+v, %d hundredths, %s", next, next.Hundredths(), next.State())
	}
}

// What she bought says when she needs it again, and what it cost.
func TestAnItemSaysWhenAndWhatItCost(t *testing.T) {
	now, ctx := march(1), context.Background()
	engine := newShop(t, now)
	cut := must[sale.Item](t)(engine.Catalogue.Add(ctx, sale.Item{Type: sale.Service, Name: "Potong", CareDays: 30}, sale.Price{Amount: 50_000, Cost: 20_000}))
	sari, _, err := engine.People.Add(ctx, core.NewCustomer{Name: "Sari"})
	if err != nil {
		t.Fatal(err)
	}
	if value := must[core.Value](t)(engine.Worth.Of(ctx, sari.Ordinal)); value.Orders != 0 || value.Historic() != 0 {
		t.Errorf("before she bought: %+v", value)
	}
	must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sari.Ordinal, Items: []sale.Line{{Item: "Potong", Offer: cut.Number, Quantity: 1, Price: 50_000}}}))
	now.at = now.at.AddDate(0, 0, 31)
	next := must[worth.Next](t)(engine.Worth.Next(ctx, sari.Ordinal))
	if next.Source != worth.FromItem || next.Rhythm != worth.Days(30) || next.Since != 31 {
		t.Errorf("%+v", next)
	}
	value := must[core.Value](t)(engine.Worth.Of(ctx, sari.Ordinal))
	if value.Basis() != worth.OfMargin || value.Historic() != 30_000 || value.Net != 50_000 || value.Yearly != 0 { // one visit foretells no year
		t.Errorf("%+v", value)
	}
	must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: sari.Ordinal, Items: []sale.Line{{Item: "Sisir", Quantity: 1, Price: 10_000}}}))
	if value := must[core.Value](t)(engine.Worth.Of(ctx, sari.Ordinal)); value.Basis() != worth.OfPart || value.Historic() != 40_000 || value.Yearly != 40_000*365/90 {
		t.Errorf("with one of unknown cost: %+v", value)
	}
}

func TestWorthIsRevenueWhereNoCostIsKnown(t *testing.T) {
	ctx, engine := context.Background(), newShop(t, march(31))
	var file strings.Builder
	file.WriteString("customer,date,amount\n")
	for month := range 12 {
		fmt.Fprintf(&file, "Sari,%s,50000\n", time.Date(2025, time.April+time.Month(month), 1, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
	}
	take(t, engine, file.String())
	value := must[core.Value](t)(engine.Worth.Of(ctx, 1))
	if value.Basis() != worth.OfRevenue || value.Historic() != 600_000 || value.Yearly != 600_000 || value.Low != 750_000 || value.High != 3_000_000 || value.Retention.Measured {
		t.Errorf("%+v", value)
	}
}
