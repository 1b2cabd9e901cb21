package core_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/plugins/standard"
)

var writersSeconds = flag.Int("writers.seconds", 0, "how long eight writers work at once; 0 is 40 things each")

// Eight members of staff work at once, on Badger, all over each other's
// records: whatever is refused is refused with a reason, nothing breaks, and
// everything that follows from the records is right in the end.
func TestEightWritersAtOnce(t *testing.T) {
	ctx := context.Background()
	engine, err := core.Create(ctx, t.TempDir()+"/shop", core.Business{Name: "Laundry Melati", Preset: core.Laundry}, core.Config{
		Rules: standard.Rules(), Clock: march(14), CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	dewi := hire(t, engine, "Dewi", staff.Owner)
	for i := range 6 {
		debt(t, engine, add(t, engine, fmt.Sprintf("Pelanggan %d", i)))
	}
	until := time.Now().Add(time.Duration(*writersSeconds) * time.Second)
	var all sync.WaitGroup
	for writer := range 8 {
		all.Go(func() {
			random := rand.New(rand.NewPCG(7, uint64(writer)))
			for step := 0; step < 40 || time.Now().Before(until); step++ {
				if err := anything(ctx, engine, random, dewi); err != nil && fault.KindOf(err) == fault.KindInternal {
					t.Errorf("writer %d: %v", writer, err)
				}
			}
		})
	}
	all.Wait()
	sound(t, engine)
}

// anything does one thing of a shop's day to records that others change too.
func anything(ctx context.Context, engine *core.Engine, random *rand.Rand, by staff.Number) error {
	who, order := people.Ordinal(1+random.IntN(6)), sale.Number(1+random.IntN(6))
	var err error
	switch random.IntN(16) {
	case 0:
		_, _, err = engine.People.Add(ctx, core.NewCustomer{Name: "Sri", Phones: []string{"0812-3456-7890"}})
	case 1:
		_, err = engine.People.Edit(ctx, who, func(c *people.Customer) error { c.CallName = fmt.Sprint(random.IntN(9)); return nil })
	case 2:
		_, err = engine.People.Merge(ctx, who, people.Ordinal(1+random.IntN(6)), nil, false)
	case 3:
		_, err = engine.Profiles.Edit(ctx, who, func(p *people.Profile) error { p.Facts = []string{fmt.Sprint(random.IntN(9))}; return nil })
	case 4:
		_, err = engine.Sales.Add(ctx, core.NewOrder{Customer: who, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 20_000}}})
	case 5, 6:
		_, _, err = engine.Payments.Pay(ctx, order, core.NewPayment{Amount: money.Amount(1 + random.IntN(60_000))})
	case 7:
		_, _, err = engine.Payments.Refund(ctx, order, sale.Return{Amount: money.Amount(1 + random.IntN(30_000))}, core.NewPayment{Reason: "uji"})
	case 8:
		_, err = engine.Sales.Move(ctx, order, []string{"washing", "drying", "packing", "ready", "taken"}[random.IntN(5)], by)
	case 9:
		_, err = engine.Promises.Make(ctx, core.NewPromise{Customer: who, Kind: promise.Ready, Text: "siap", Due: engine.Now().Add(time.Hour), Why: "uji"})
	case 10:
		_, err = engine.Promises.Keep(ctx, promise.Number(1+random.IntN(20)), "")
	case 11:
		_, err = engine.Tickets.Open(ctx, core.NewTicket{Type: care.Complaint, Customer: who, Title: "luntur", Owner: by})
	case 12:
		_, err = engine.Tickets.Act(ctx, care.TicketNumber(1+random.IntN(20)), care.Action{What: "cuci ulang", By: by}, true)
	case 13:
		_, err = engine.Interactions.Log(ctx, care.Interaction{Customer: who, Kind: "visit", Channel: "walk_in"})
	case 14:
		_, err = engine.FollowUps.Add(ctx, outreach.FollowUp{Customer: who, Purpose: outreach.CheckIn, Text: "tanya", Due: engine.Now()})
	case 15:
		_, err = engine.History.Undo(ctx, uint64(random.IntN(60)))
	}
	return err
}
