package core_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/plugins/standard"
)

var tillsSeconds = flag.Int("tills.seconds", 0, "how long tills earn and spend at once; 0 is a few rounds each")

// tills earn, spend, give back and correct the points of one member at once.
type tills struct {
	*testing.T
	engine *core.Engine
	who    people.Ordinal

	mu     sync.Mutex
	orders []sale.Number
	moved  map[loyalty.EntryNumber]loyalty.Points // what every entry did, once
	done   atomic.Int64
}

// Eight tills serve one member at the same time: no point is lost or made, none
// is spent twice, and a double click at two tills is one.
func TestTillsThatServeOneMemberAtOnceAgree(t *testing.T) {
	engine, err := core.Create(context.Background(), t.TempDir()+"/shop", core.Business{Name: "Laundry Melati"}, core.Config{
		Rules: standard.Rules(), Clock: march(14), CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	if err := engine.Loyalty.SetProgram(t.Context(), loyalty.Program{Worth: 100, Together: true}); err != nil {
		t.Fatal(err)
	}
	s := &tills{T: t, engine: engine, who: add(t, engine, "Sri"), moved: map[loyalty.EntryNumber]loyalty.Points{}}
	until := time.Now().Add(time.Duration(*tillsSeconds) * time.Second)
	var all sync.WaitGroup
	for till := range 8 {
		all.Go(func() {
			chance := rand.New(rand.NewPCG(uint64(till), 1))
			for round := 0; round < 12 || time.Now().Before(until); round++ {
				s.serve(chance, till, round)
			}
		})
	}
	all.Wait()
	s.agree()
	t.Logf("%d orders, %d entries, %d steps", len(s.orders), len(s.moved), s.done.Load())
}

// serve does one thing at a till, and looks at the balance.
func (s *tills) serve(chance *rand.Rand, till, round int) {
	ctx := context.Background()
	switch chance.IntN(6) {
	case 0, 1:
		s.buy(0)
	case 2:
		s.buy(1 + chance.Int64N(9))
	case 3: // two tills press the same button
		made, err := s.engine.Loyalty.Redeem(ctx, core.Spending{Customer: s.who, Points: 2, Key: fmt.Sprint("klik ", till/2, " ", round)})
		s.note(&made, err)
	case 4:
		made, err := s.engine.Loyalty.Redeem(ctx, core.Spending{Customer: s.who, Points: loyalty.Points(1 + chance.IntN(30))})
		s.note(&made, err)
		if err == nil && chance.IntN(2) == 0 {
			back, err := s.engine.Loyalty.GiveBack(ctx, made.Number, "batal", 0)
			s.note(&back, err)
		}
	case 5:
		made, err := s.engine.Loyalty.Adjust(ctx, core.Adjustment{Customer: s.who, Points: loyalty.Points(1 + chance.IntN(5)), Reason: "bonus"})
		s.note(&made, err)
	}
	s.done.Add(1)
	said, err := s.engine.Loyalty.Statement(ctx, s.who, s.engine.Now(), 1)
	if err != nil || said.Points < 0 {
		s.Errorf("she has %d points, %v", said.Points, err)
	}
}

func (s *tills) buy(points int64) {
	placed, err := s.engine.Sales.Add(context.Background(), core.NewOrder{
		Customer: s.who, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 60_000}}, Points: points,
	})
	if s.refused(err) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.orders = append(s.orders, placed.Order.Number)
}

func (s *tills) note(made *loyalty.Entry, err error) {
	if s.refused(err) {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.moved[made.Number] = made.Points
}

// refused reports whether there were not so many points; nothing else may go
// wrong.
func (s *tills) refused(err error) bool {
	if err != nil && (fault.As(err) == nil || fault.As(err).Field != "points") {
		s.Error(err)
	}
	return err != nil
}

// agree holds what she has to what every till remembers.
func (s *tills) agree() {
	s.Helper()
	ctx := context.Background()
	for before := -1; ; { // an order that was overtaken each time waits
		done, err := s.engine.Loyalty.Retry(ctx)
		if err != nil || done.Fault != nil || done.Waiting == before {
			s.Fatalf("%+v, %v", done, err)
		}
		if before = done.Waiting; before == 0 {
			break
		}
	}
	want := loyalty.Points(0)
	for _, points := range s.moved {
		want += points
	}
	for _, number := range s.orders {
		order, err := s.engine.Sales.Get(ctx, number)
		if err != nil {
			s.Fatal(err)
		}
		earned, err := s.engine.Loyalty.Earned(ctx, &order)
		if due := loyalty.Points(order.Net() / 10_000); err != nil || earned != due {
			s.Errorf("%s of %d earned %d, want %d (%v)", core.Nota(number), order.Net(), earned, due, err)
		}
		want += earned - loyalty.Points(order.Points)
	}
	said, err := s.engine.Loyalty.Statement(ctx, s.who, s.engine.Now(), 0)
	if err != nil || said.Points != want {
		s.Errorf("she has %d points, the tills say %d (%v)", said.Points, want, err)
	}
	if proof, err := s.engine.Loyalty.Prove(ctx); err != nil || len(proof.Wrong) > 0 {
		s.Errorf("%+v, %v", proof, err)
	}
	sound(s.T, s.engine)
}
