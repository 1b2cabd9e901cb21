package core_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store/memory"
	"github.com/raja-crm/raja/plugins/standard"
)

// A property makes many shops: few of each are enough here, and -rapid.checks
// asks for more. The long ones share nothing and run beside each other, after
// all that runs alone: so they meet no flag that another test has set.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "20"); err != nil {
		panic(err)
	}
	flag.Parse()
	os.Exit(m.Run())
}

// checker is what a test and a property have in common.
type checker interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

// movable is a clock that a test sets.
type movable struct{ at time.Time }

func (m *movable) Now() time.Time { return m.at.UTC() }

// newShop makes a shop in memory; its store stays the test's own.
func newShop(t *testing.T, now *movable) *core.Engine {
	t.Helper()
	return newShopIn(t, t.TempDir(), now)
}

func newShopIn(t checker, dir string, now *movable) *core.Engine {
	t.Helper()
	engine, err := core.Create(context.Background(), dir+"/shop", core.Business{Name: "Laundry Melati", Preset: core.Laundry}, core.Config{
		Rules: standard.Rules(), Clock: now, Store: memory.New(), CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return engine
}

func march(day int) *movable {
	return &movable{at: time.Date(2026, 3, day, 3, 0, 0, 0, time.UTC)}
}

func add(t checker, engine *core.Engine, name string) people.Ordinal {
	t.Helper()
	customer, _, err := engine.People.Add(context.Background(), core.NewCustomer{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return customer.Ordinal
}

// sound fails unless a check of every record finds nothing.
func sound(t checker, engine *core.Engine) {
	t.Helper()
	report, err := engine.Health.Check(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, finding := range report.Findings {
		t.Fatalf("%s: %s", finding.Where, finding.Message)
	}
}

func TestWhateverIsRecordedAndWheneverTheFactsFollow(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	shops := 0
	rapid.Check(t, func(t *rapid.T) {
		now := march(14)
		shops++
		engine := newShopIn(t, fmt.Sprintf("%s/%d", dir, shops), now)
		defer engine.Close()
		ctx := context.Background()
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			switch rapid.IntRange(0, 3).Draw(t, "step") {
			case 0:
				add(t, engine, rapid.StringMatching(`[A-Z][a-z]{0,8}`).Draw(t, "name"))
			case 1:
				now.at = now.at.AddDate(0, 0, rapid.IntRange(0, 400).Draw(t, "days"))
			case 2:
				if _, err := engine.Imports.Run(ctx, strings.NewReader(table(t)), core.ImportOptions{Kind: intake.Orders}); err != nil {
					t.Fatal(err)
				}
			case 3:
				buyer := add(t, engine, "Sari")
				placed, err := engine.Sales.Add(ctx, core.NewOrder{
					Customer: buyer,
					Items:    []sale.Line{{Item: "Cuci", Quantity: rapid.Int64Range(1, 50).Draw(t, "n"), Price: money.Amount(rapid.Int64Range(0, 100_000).Draw(t, "price"))}},
				})
				if err != nil || placed.Award.Fault != nil {
					t.Fatal(err, placed.Award.Fault)
				}
			}
			sound(t, engine)
		}
		if _, err := engine.Segments.Run(ctx, core.RunOptions{}); err != nil {
			t.Fatal(err)
		}
		sound(t, engine)
	})
}

// table draws a small file of orders; the same rows come again and again.
func table(t *rapid.T) string {
	var text strings.Builder
	text.WriteString("order,customer,date,amount\n")
	for range rapid.IntRange(1, 8).Draw(t, "rows") {
		number := rapid.SampledFrom([]string{"", "", "N1", "N2"}).Draw(t, "number")
		fmt.Fprintf(&text, "%s,%s,2026-%02d-10,%d\n", number,
			rapid.SampledFrom([]string{"Sari", "Budi", "Dewi"}).Draw(t, "who"),
			rapid.IntRange(1, 3).Draw(t, "month"), rapid.SampledFrom([]int{0, 9_999, 10_000, 250_000}).Draw(t, "amount"))
	}
	return text.String()
}

// Product bug 12: the same file twice creates nobody twice.
func TestASecondImportOfAnyFileChangesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	shops := 0
	rapid.Check(t, func(t *rapid.T) {
		shops++
		engine := newShopIn(t, fmt.Sprintf("%s/%d", dir, shops), march(14))
		defer engine.Close()
		file := table(t)
		first := take(t, engine, file)
		before := list(t, engine)
		second := take(t, engine, file)
		if second.Created != 0 || second.Updated != 0 || second.Unchanged != first.Created || second.Rejected != first.Rejected {
			t.Fatalf("first %+v, second %+v, file\n%s", first, second, file)
		}
		if after := list(t, engine); after != before {
			t.Fatalf("the list changed from\n%s\nto\n%s", before, after)
		}
	})
}

func take(t checker, engine *core.Engine, file string) core.Batch {
	t.Helper()
	batch, err := engine.Imports.Run(context.Background(), strings.NewReader(file), core.ImportOptions{Kind: intake.Orders})
	if err != nil {
		t.Fatal(err)
	}
	if batch.Rows != batch.Created+batch.Updated+batch.Unchanged+batch.Rejected {
		t.Fatalf("the counts do not add up: %+v", batch)
	}
	return batch
}

func list(t checker, engine *core.Engine) string {
	t.Helper()
	var out bytes.Buffer
	_, err := engine.Exports.To(context.Background(), &out, "list", core.ExportOptions{
		Format: "jsonl", Columns: []string{"code", "name", "points", "tier", "orders", "visits", "net", "first_order_on", "last_order_on"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestAWindowIsExactToTheDay(t *testing.T) {
	now := march(14)
	engine := newShop(t, now)
	take(t, engine, "customer,date,amount\nSari,2026-03-10,50000\nSari,2025-03-14,70000\nSari,2025-03-15,30000\n")
	why, err := engine.Segments.Why(context.Background(), 1)
	if err != nil {
		t.Fatal(err)
	}
	// as_of − 365 < day: 14 March 2025 is out, 15 March is in.
	if why.Facts.Visits != 2 || why.Facts.Net != 80_000 {
		t.Errorf("on 14 March: %d visits, %d; want 2 and 80000", why.Facts.Visits, why.Facts.Net)
	}
	now.at = now.at.AddDate(0, 0, 1) // nothing is written
	if why, err = engine.Segments.Why(context.Background(), 1); err != nil || why.Facts.Visits != 1 {
		t.Errorf("a day later: %d visits, %v; want 1", why.Facts.Visits, err)
	}
}

func TestAShopThatIsOpenIsNotOpenedTwice(t *testing.T) {
	dir := t.TempDir() + "/shop"
	engine, err := core.Create(context.Background(), dir, core.Business{Name: "Toko"}, core.Config{CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := core.Open(context.Background(), dir, core.Config{CacheDir: cache(), Library: library()}); fault.KindOf(err) != fault.KindUnavailable {
		t.Errorf("opening twice: %v, want unavailable", err)
	}
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := core.Open(context.Background(), dir, core.Config{CacheDir: cache(), Library: library()})
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}

func TestWhatAKilledRajaLeftInPassingIsGone(t *testing.T) {
	dir := t.TempDir() + "/shop"
	for life := range 2 {
		open := core.Open
		if life == 0 {
			open = func(ctx context.Context, dir string, config core.Config) (*core.Engine, error) {
				return core.Create(ctx, dir, core.Business{Name: "Toko"}, config)
			}
		}
		engine, err := open(context.Background(), dir, core.Config{CacheDir: cache(), Library: library()})
		if err != nil {
			t.Fatal(err)
		}
		left, err := os.ReadDir(engine.Scratch())
		if err != nil || len(left) != 0 {
			t.Errorf("life %d begins with %d files (%v), want none", life, len(left), err)
		}
		err = os.WriteFile(engine.Scratch()+"/customers.csv", []byte("names"), 0o600)
		if err = errors.Join(err, engine.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAnImportThatIsCancelledLeavesTheShopSound(t *testing.T) {
	engine := newShop(t, march(14))
	ctx, cancel := context.WithCancel(context.Background())
	var file strings.Builder
	file.WriteString("customer,date,amount\n")
	for i := range 1000 {
		fmt.Fprintf(&file, "P%d,2026-01-01,10000\n", i)
	}
	_, err := engine.Imports.Run(ctx, strings.NewReader(file.String()), core.ImportOptions{
		Kind: intake.Orders, Progress: func(read, _ int64) { cancel() },
	})
	if fault.KindOf(err) != fault.KindUnavailable {
		t.Fatalf("a cancelled import: %v, want unavailable", err)
	}
	sound(t, engine)
	if batch := take(t, engine, file.String()); batch.Created+batch.Unchanged != 1000 || batch.Unchanged == 0 {
		t.Errorf("run again: %+v, want 1000 rows, some of them there already", batch)
	}
}

func TestADebtEarnsNothingUntilItIsPaid(t *testing.T) {
	engine := newShop(t, march(14))
	buyer := add(t, engine, "Sari")
	debt := money.Amount(0)
	placed, err := engine.Sales.Add(context.Background(), core.NewOrder{
		Customer: buyer, Items: []sale.Line{{Item: "Jas", Quantity: 1, Price: 50_000}}, Paid: &debt,
	})
	if err != nil || placed.Award.Points != 0 || placed.Award.Fault != nil {
		t.Errorf("a debt earned %d points, %v, %v; want 0", placed.Award.Points, placed.Award.Fault, err)
	}
	sound(t, engine)
}

var _ clock.Clock = (*movable)(nil)
