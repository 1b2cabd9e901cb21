package core_test

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

func dayOf(t testing.TB, text string) clock.Day {
	t.Helper()
	found, err := clock.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// purse is one customer's points in a shop whose days go by.
type purse struct {
	*core.Engine
	t   *testing.T
	now *movable
	who people.Ordinal
}

func newPurse(t *testing.T, on string, program loyalty.Program) *purse {
	t.Helper()
	b := &purse{t: t, now: &movable{}}
	b.goTo(on)
	b.Engine = newShop(t, b.now)
	b.must(nil, b.Loyalty.SetProgram(b.ctx(), program))
	b.who = add(t, b.Engine, "Sri")
	return b
}

func (b *purse) ctx() context.Context { return context.Background() }

// goTo sets the shop's clock to noon of a day.
func (b *purse) goTo(on string) { b.now.at = dayOf(b.t, on).Noon(time.FixedZone("", 7*3600)) }

func (b *purse) must(_ any, err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *purse) has(want loyalty.Points) {
	b.t.Helper()
	if got := b.points(b.who); got != want {
		b.t.Errorf("on %s she has %d points, want %d", b.Today(), got, want)
	}
	sound(b.t, b.Engine)
}

func (b *purse) points(who people.Ordinal) loyalty.Points {
	b.t.Helper()
	return loyalty.Points(balance(b.t, b.Engine, who))
}

func (b *purse) give(points loyalty.Points, expires string) {
	b.t.Helper()
	b.must(b.Loyalty.Adjust(b.ctx(), core.Adjustment{Customer: b.who, Points: points, Expires: dayOf(b.t, expires), Reason: "dapat"}))
}

func (b *purse) spend(points loyalty.Points) loyalty.Entry {
	b.t.Helper()
	made, err := b.Loyalty.Redeem(b.ctx(), core.Spending{Customer: b.who, Points: points})
	b.must(made, err)
	return made
}

// buy takes an order of so many rupiah, of which points pay a part.
func (b *purse) buy(total money.Amount, points int64) sale.Number {
	b.t.Helper()
	placed, err := b.Sales.Add(b.ctx(), core.NewOrder{Customer: b.who, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: total}}, Points: points})
	b.must(placed, err)
	return placed.Order.Number
}

func (b *purse) refund(number sale.Number, amount money.Amount) {
	b.t.Helper()
	made, _, err := b.Payments.Refund(b.ctx(), number, sale.Return{Amount: amount}, core.NewPayment{Reason: "luntur"})
	b.must(made, err)
}

// Product 4.3, the golden scenario, in a shop.
func TestTheGoldenScenarioInAShop(t *testing.T) {
	b := newPurse(t, "2026-01-10", loyalty.Program{})
	b.give(100, "2026-07-10")
	b.goTo("2026-03-01")
	b.give(80, "2026-09-01")
	b.goTo("2026-05-05")
	b.give(50, "2026-11-05")
	b.goTo("2026-06-01")
	b.has(230)
	spent := b.spend(120)
	b.has(110)
	b.goTo("2026-07-10")
	if day, err := b.Loyalty.NewDay(b.ctx()); err != nil || day.Points != 0 {
		t.Errorf("on 10 July %+v, %v, want nothing to expire", day, err)
	}
	b.has(110)
	b.goTo("2026-07-15")
	b.must(b.Loyalty.GiveBack(b.ctx(), spent.Number, "batal", 0))
	b.has(130)
	day, err := b.Loyalty.NewDay(b.ctx())
	if err != nil || day.Points != 100 || day.Expired != 1 {
		t.Errorf("the next day takes %+v, %v, want 100", day, err)
	}
	b.has(130)
	statement, err := b.Loyalty.Statement(b.ctx(), b.who, b.Now(), 0)
	b.must(statement, err)
	var sum loyalty.Points
	for _, entry := range statement.Entries {
		sum += entry.Points
	}
	if sum != 130 || len(statement.Entries) != 6 {
		t.Errorf("the sum of %d entries is %d, want 130 of 6", len(statement.Entries), sum)
	}
	past, err := b.Loyalty.Statement(b.ctx(), b.who, dayOf(t, "2026-06-30").Noon(time.UTC), 0)
	if err != nil || past.Points != 110 || len(past.Entries) != 4 {
		t.Errorf("at the end of June she had %d in %d entries, %v", past.Points, len(past.Entries), err)
	}
}

// Product bug 2: a refund of an order that points paid in part gives each point
// back once, and wakes none that expired.
func TestPointsThatPaidAnOrderComeBackWithIt(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Worth: 100})
	b.give(20, "2026-04-01")
	b.give(13, "2027-01-01")
	number := b.buy(50_000, 30)
	b.has(3) // and it earns nothing
	if order, err := b.Sales.Get(b.ctx(), number); err != nil || order.Total != 47_000 || order.Paid != 47_000 || order.Discount != 3000 {
		t.Errorf("%+v, %v", order, err)
	}
	b.refund(number, 23_500)
	b.has(3 + 15)
	b.goTo("2026-04-02")
	b.has(3 + 10) // of the 15 that came back, 5 were of the lot that is over
	b.refund(number, 23_500)
	b.has(3 + 10)
	if _, _, err := b.Payments.Void(b.ctx(), number, core.NewPayment{Reason: "salah"}); err != nil {
		t.Error(err)
	}
	b.has(3 + 10)
	b.must(b.Loyalty.NewDay(b.ctx()))
	b.has(3 + 10)
}

func TestPointsCannotPayMoreThanThereIs(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{})
	b.give(100, "2027-01-01")
	order := func(points int64) error {
		_, err := b.Sales.Add(b.ctx(), core.NewOrder{Customer: b.who, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 5000}}, Points: points})
		return err
	}
	refused := func(kind fault.Kind, err error) {
		t.Helper()
		if told := fault.As(err); told == nil || told.Kind != kind || told.Field != "points" {
			t.Errorf("got %v, want %s about points", err, kind)
		}
	}
	refused(fault.KindConflict, order(10)) // a point is worth nothing yet
	b.must(nil, b.Loyalty.SetProgram(b.ctx(), loyalty.Program{Worth: 100}))
	refused(fault.KindInvalid, order(51))
	refused(fault.KindInvalid, order(-1))
	b.spend(60)
	refused(fault.KindConflict, order(50))
	if err := order(40); err != nil {
		t.Error(err)
	}
	b.has(0)
	_, err := b.Loyalty.Redeem(b.ctx(), core.Spending{Customer: b.who, Points: 1})
	refused(fault.KindConflict, err)
}

// Product bug 3: the same done twice is done once.
func TestTheSameKeyIsOneEntry(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{})
	b.give(100, "2027-01-01")
	given := core.Spending{Customer: b.who, Points: 30, Key: "klik-1"}
	first, err := b.Loyalty.Redeem(b.ctx(), given)
	b.must(first, err)
	if again, err := b.Loyalty.Redeem(b.ctx(), given); err != nil || again.Number != first.Number {
		t.Errorf("the second click is %+v, %v", again, err)
	}
	b.has(70)
	given.Points = 31
	if _, err := b.Loyalty.Redeem(b.ctx(), given); fault.KindOf(err) != fault.KindConflict || fault.As(err).Field != "key" {
		t.Errorf("the same key for something else: %v", err)
	}
	b.must(b.Loyalty.GiveBack(b.ctx(), first.Number, "batal", 0))
	if _, err := b.Loyalty.GiveBack(b.ctx(), first.Number, "batal", 0); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("given back twice: %v", err)
	}
	b.has(100)
}

func TestWhatIsSpentAndTakenBackIsOwedOrForgiven(t *testing.T) {
	for _, forgive := range []bool{false, true} {
		b := newPurse(t, "2026-03-14", loyalty.Program{Forgive: forgive})
		number := b.buy(200_000, 0)
		earned := b.points(b.who)
		b.spend(earned)
		b.refund(number, 200_000)
		if forgive {
			b.has(0)
			continue
		}
		b.has(-earned)
		b.give(earned+3, "2026-03-20")
		b.has(3)
		b.goTo("2026-03-21")
		b.has(0) // what was owed was paid before those points expired
		b.must(b.Loyalty.NewDay(b.ctx()))
		b.has(0)
	}
}

func TestPointsWaitUntilTheGoodsAreTaken(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Waits: loyalty.WaitTaken})
	placed, err := b.Sales.Add(b.ctx(), core.NewOrder{Customer: b.who, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 100_000}}, Work: true})
	b.must(placed, err)
	earned := placed.Award.Points
	b.has(0)
	if statement, err := b.Loyalty.Statement(b.ctx(), b.who, b.Now(), 0); err != nil || statement.Pending != earned || earned == 0 {
		t.Errorf("%+v, %v, want %d pending", statement, err, earned)
	}
	b.goTo("2026-03-16")
	for _, state := range []string{"washing", "drying", "packing", "ready"} {
		b.must(b.Sales.Move(b.ctx(), placed.Order.Number, state, 0))
	}
	b.has(0)
	b.must(b.Sales.Move(b.ctx(), placed.Order.Number, "taken", 0))
	b.has(earned)
	b.refund(placed.Order.Number, 100_000)
	b.has(0)
}

func TestPointsWaitForDays(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{Waits: loyalty.WaitDays, WaitDays: 7})
	b.buy(100_000, 0)
	b.has(0)
	b.goTo("2026-03-20")
	b.has(0)
	b.goTo("2026-03-21")
	if b.points(b.who) == 0 {
		t.Error("after seven days there are no points")
	}
}

func TestABirthdayIsKeptOnceAYear(t *testing.T) {
	b := newPurse(t, "2026-02-27", loyalty.Program{Birthday: 25})
	profile, err := b.Profiles.Edit(b.ctx(), b.who, func(p *people.Profile) error {
		p.Dates = []people.Date{{Kind: people.Birthday, Month: 2, Day: 29}}
		return nil
	})
	b.must(profile, err)
	for _, one := range []struct {
		on   string
		want loyalty.Points
	}{{"2026-02-27", 0}, {"2026-02-28", 0}, {"2026-03-01", 25}, {"2026-03-01", 25}, {"2027-03-05", 50}, {"2028-02-29", 75}, {"2028-03-01", 75}, {"2029-04-01", 100}, {"2032-04-01", 125}} {
		b.goTo(one.on)
		b.must(b.Loyalty.NewDay(b.ctx()))
		b.has(one.want)
	}
}

// Product bug 7: a merge keeps the sum and every day on which points expire.
func TestAMergeKeepsPointsAndTheirDays(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{})
	b.give(30, "2026-05-01")
	twin := add(t, b.Engine, "Sri W")
	b.must(b.Loyalty.Adjust(b.ctx(), core.Adjustment{Customer: twin, Points: 12, Expires: dayOf(t, "2026-04-01"), Reason: "dapat"}))
	merged, err := b.People.Merge(b.ctx(), b.who, twin, nil, false)
	b.must(merged, err)
	b.has(42)
	spent := b.spend(20) // all of the twin's, and 8
	b.goTo("2026-04-02")
	b.has(22)
	b.must(b.Loyalty.GiveBack(b.ctx(), spent.Number, "batal", 0))
	b.has(30)
	b.must(b.History.Undo(b.ctx(), lastMerge(t, b.Engine, twin)))
	b.has(30)
	sound(t, b.Engine)
}

// Whatever happens to points in whatever order, every figure follows from the
// ledger.
func TestWhateverHappensToPointsTheLedgerHolds(t *testing.T) {
	t.Parallel()
	outer := t
	rapid.Check(t, func(t *rapid.T) {
		b := newPurse(outer, "2026-03-14", loyalty.Program{
			Worth: 100, Together: rapid.Bool().Draw(t, "together"), Forgive: rapid.Bool().Draw(t, "forgive"),
			Again: int(rapid.Uint8().Draw(t, "again") % 2 * 30), Referrer: 5,
		})
		var orders []sale.Number
		var spent []loyalty.EntryNumber
		day := b.Today()
		for range 12 {
			day += clock.Day(rapid.IntRange(0, 60).Draw(t, "days"))
			b.goTo(day.String())
			points := rapid.Int64Range(1, 30).Draw(t, "points")
			switch rapid.Uint8().Draw(t, "what") % 7 {
			case 0:
				placed, err := b.Sales.Add(b.ctx(), core.NewOrder{Customer: b.who, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: money.Amount(10_000 * points)}}, Points: points % 5})
				if err == nil {
					orders = append(orders, placed.Order.Number)
				}
			case 1:
				if len(orders) > 0 {
					_, _, _ = b.Payments.Refund(b.ctx(), orders[0], sale.Return{Amount: money.Amount(3000 * points)}, core.NewPayment{Reason: "x"})
				}
			case 2:
				if len(orders) > 0 {
					_, _, _ = b.Payments.Void(b.ctx(), orders[0], core.NewPayment{Reason: "x"})
					orders = orders[1:]
				}
			case 3:
				if made, err := b.Loyalty.Redeem(b.ctx(), core.Spending{Customer: b.who, Points: loyalty.Points(points)}); err == nil {
					spent = append(spent, made.Number)
				}
			case 4:
				if len(spent) > 0 {
					_, _ = b.Loyalty.GiveBack(b.ctx(), spent[0], "x", 0)
					spent = spent[1:]
				}
			case 5:
				b.must(b.Loyalty.NewDay(b.ctx()))
			case 6:
				_, _ = b.History.Undo(b.ctx(), 0)
			}
			sound(outer, b.Engine)
		}
		statement, err := b.Loyalty.Statement(b.ctx(), b.who, b.Now(), 0)
		b.must(statement, err)
		if got := b.points(b.who); got != statement.Points {
			t.Fatalf("the facts say %d, the ledger %d", got, statement.Points)
		}
		if len(statement.Entries) > 0 && statement.Points < 0 && b.forgives() {
			t.Fatalf("%d are owed though nobody owes points", -statement.Points)
		}
	})
}

func (b *purse) forgives() bool {
	program, err := b.Loyalty.Program(b.ctx())
	b.must(program, err)
	return program.Forgive
}

// From the day on which the bonus is offered no birthday is lost, however late
// somebody sees to it for the first time; and none of before is kept.
func TestABirthdayIsKeptThoughNobodySawToItForAMonth(t *testing.T) {
	for _, on := range []int{1, 10} {
		b := newPurse(t, "2026-02-01", loyalty.Program{Birthday: 25})
		earlier := add(t, b.Engine, "Budi")
		b.born(b.who, 2, on)
		b.born(earlier, 1, 31)
		b.goTo("2026-03-20")
		b.must(b.Loyalty.NewDay(b.ctx()))
		b.has(25)
		if got := b.points(earlier); got != 0 {
			t.Errorf("a birthday of the day before the bonus was offered brought %d", got)
		}
	}
}

func (b *purse) born(who people.Ordinal, month, day int) {
	b.t.Helper()
	b.must(b.Profiles.Edit(b.ctx(), who, func(p *people.Profile) error {
		p.Dates = []people.Date{{Kind: people.Birthday, Month: month, Day: day}}
		return nil
	}))
}
