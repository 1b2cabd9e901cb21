package core_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
	"github.com/raja-crm/raja/plugins/standard"
)

// keptShop is a shop whose bytes the test can look at.
type keptShop struct {
	*core.Engine
	kept *memory.DB
	dir  string
	now  *movable
}

func newKeptShop(t checker, dir string, now *movable, currency string) *keptShop {
	t.Helper()
	shop := &keptShop{kept: memory.New(), dir: dir + "/shop", now: now}
	business := core.Business{Name: "Laundry Melati", Preset: core.Laundry, Currency: money.Currency{Code: currency}}
	engine, err := core.Create(context.Background(), shop.dir, business, shop.config())
	if err != nil {
		t.Fatal(err)
	}
	shop.Engine = engine
	return shop
}

func (k *keptShop) config() core.Config {
	return core.Config{Rules: standard.Rules(), Clock: k.now, Store: &undying{k.kept}, CacheDir: cache(), Library: library()}
}

// records are all keys and values but the journal with its trail, the batches,
// and the numbers that were given out: those are never given out again.
func (k *keptShop) records(t checker) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := k.kept.View(context.Background(), func(reader store.Reader) error {
		for kv, err := range reader.Range(store.Range{}) {
			if err != nil {
				return err
			}
			numbers := bytes.HasPrefix(kv.Key, []byte("mcounters")) || bytes.HasPrefix(kv.Key, []byte("mlast"))
			if !numbers && !strings.ContainsRune("jtb", rune(kv.Key[0])) {
				found[fmt.Sprintf("%c %s", kv.Key[0], hex.EncodeToString(kv.Key[1:]))] = hex.EncodeToString(kv.Value)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func unimport(t checker, shop *core.Engine, number uint64) core.Unimported {
	t.Helper()
	would, err := shop.Imports.Undo(context.Background(), number, core.UndoOptions{DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	done, err := shop.Imports.Undo(context.Background(), number, core.UndoOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if would.Removed != done.Removed || would.Customers != done.Customers || would.Restored != done.Restored || !slices.Equal(would.Stays, done.Stays) {
		t.Fatalf("the preview said %+v, %+v\nand it was %+v, %+v", would.BatchUndo, would.Stays, done.BatchUndo, done.Stays)
	}
	return done
}

// proves fails unless every balance is what the ledger gives.
func proves(t checker, shop *core.Engine) {
	t.Helper()
	proof, err := shop.Loyalty.Prove(context.Background())
	if err != nil || len(proof.Wrong) > 0 {
		t.Fatalf("the balances of %v are not what the ledger gives, %v", proof.Wrong, err)
	}
}

// aFile draws a file of orders or customers of a few people, some of whom share
// a phone, with numbers, without, and with rows that cannot be taken.
func aFile(t *rapid.T, kind intake.Kind, name string) string {
	names, phones := []string{"Sri", "Budi", "Wati", "Agus", "Dewi"}, []string{"", "0812-3456-7890", "0813-1111-2222"}
	pick := func(what string, from []string) string { return rapid.SampledFrom(from).Draw(t, name+what) }
	var file strings.Builder
	fmt.Fprintln(&file, map[intake.Kind]string{intake.Orders: "nota;nama;telepon;tanggal;total", intake.Customers: "ref;nama;telepon;email;tag;sapaan"}[kind])
	for i := range rapid.IntRange(1, 12).Draw(t, name+" rows") {
		number := pick(" number", []string{"", fmt.Sprint(i), "A1", "A2", "A3"})
		if kind == intake.Customers {
			fmt.Fprintf(&file, "%s;%s;%s;%s;%s;%s\n", number, pick(" who", names), pick(" phone", phones), pick(" mail", []string{"", "a@contoh.id", "b@contoh.id"}), pick(" tag", []string{"", "kos", "hotel"}), pick(" honorific", []string{"", "ibu", "bapak"}))
			continue
		}
		fmt.Fprintf(&file, "%s;%s;%s;%s;%s\n", number, pick(" who", names), pick(" phone", phones),
			pick(" day", []string{"01/03/2026", "05/03/2026", "02/01/2025", "kapan-kapan"}), pick(" total", []string{"15.000", "80.000", "600.000", "2.500.000"}))
	}
	return file.String()
}

// live does a few things at the counter with whoever is there.
func live(t *rapid.T, shop *core.Engine, name string) {
	ctx := context.Background()
	listed, _, err := shop.People.List(ctx, core.Pick{}, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for range rapid.IntRange(0, 4).Draw(t, name+" doings") {
		if len(listed) == 0 {
			return
		}
		who := listed[rapid.IntRange(0, len(listed)-1).Draw(t, name+" who")].Customer.Ordinal
		switch rapid.IntRange(0, 5).Draw(t, name+" doing") {
		case 0, 1:
			_, err = shop.Sales.Add(ctx, core.NewOrder{Customer: who, Items: []sale.Line{{Item: "Cuci", Quantity: 1, Price: 120_000}}})
		case 2:
			_, err = shop.Loyalty.Redeem(ctx, core.Spending{Customer: who, Points: 5})
		case 3:
			_, err = shop.Loyalty.NewDay(ctx)
		case 4:
			_, err = shop.People.Edit(ctx, who, func(c *people.Customer) error { c.Tags = append(c.Tags, "dikenal"); return nil })
		case 5:
			_, err = shop.Segments.Run(ctx, core.RunOptions{})
		}
		if kind := fault.KindOf(err); err != nil && kind != fault.KindConflict && kind != fault.KindInvalid {
			t.Fatal(err)
		}
	}
}

// Whatever stood in the shop before, and whatever the file says, taking the
// import back leaves not a byte of it.
func TestAnImportThatIsUndoneLeavesTheShopAsItWas(t *testing.T) {
	t.Parallel()
	dir, shops := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		shops++
		shop := newKeptShop(t, fmt.Sprint(dir, "/", shops), march(14), "IDR")
		defer shop.Close()
		kinds := []intake.Kind{intake.Orders, intake.Customers}
		for i := range rapid.IntRange(0, 2).Draw(t, "files before") {
			runFile(t, shop.Engine, rapid.SampledFrom(kinds).Draw(t, "kind before"), aFile(t, kinds[0], fmt.Sprint("before ", i)))
		}
		live(t, shop.Engine, "before")
		before := shop.records(t)
		kind := rapid.SampledFrom(kinds).Draw(t, "kind")
		file := aFile(t, kind, "file")
		first := runFile(t, shop.Engine, kind, file)
		done := unimport(t, shop.Engine, first.Number)
		if done.Staying != 0 {
			t.Fatalf("%v stays, though nobody did anything", done.Stays)
		}
		if diff := gocmp.Diff(before, shop.records(t)); diff != "" {
			t.Fatalf("import and undo leave something behind (-before +after):\n%s\nof the file\n%s", diff, file)
		}
		sound(t, shop.Engine)
		proves(t, shop.Engine)
		again := runFile(t, shop.Engine, kind, file)
		if again.Created != first.Created || again.Updated != first.Updated || again.Unchanged != first.Unchanged || again.Rejected != first.Rejected || again.CustomersCreated != first.CustomersCreated {
			t.Fatalf("imported again it is %+v, and was %+v", again, first)
		}
		sound(t, shop.Engine)
	})
}

func runFile(t checker, shop *core.Engine, kind intake.Kind, file string) core.Batch {
	t.Helper()
	batch, err := shop.Imports.Run(context.Background(), strings.NewReader(file), core.ImportOptions{Kind: kind})
	if err != nil {
		t.Fatal(err)
	}
	return batch
}

// Whatever the shop did with it since: what stays is named, nobody owes points
// for it, and everything that is there agrees.
func TestWhatTheShopUsedSinceStaysAndAllAgrees(t *testing.T) {
	t.Parallel()
	dir, shops := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		shops++
		shop := newKeptShop(t, fmt.Sprint(dir, "/", shops), march(14), "IDR")
		defer shop.Close()
		var batches []uint64
		for i := range rapid.IntRange(1, 3).Draw(t, "files") {
			kind := rapid.SampledFrom([]intake.Kind{intake.Orders, intake.Orders, intake.Customers}).Draw(t, "kind")
			batches = append(batches, runFile(t, shop.Engine, kind, aFile(t, kind, fmt.Sprint("file ", i))).Number)
			live(t, shop.Engine, fmt.Sprint("after ", i))
			shop.now.at = shop.now.at.AddDate(0, 0, rapid.SampledFrom([]int{0, 1, 400}).Draw(t, "days"))
		}
		for _, number := range rapid.Permutation(batches).Draw(t, "order of undoing") {
			done := unimport(t, shop.Engine, number)
			sound(t, shop.Engine)
			proves(t, shop.Engine)
			named(t, shop.Engine, &done)
			live(t, shop.Engine, "between")
		}
		sound(t, shop.Engine)
	})
}

// named fails unless whatever a batch made and is still there is named.
func named(t checker, shop *core.Engine, done *core.Unimported) {
	t.Helper()
	ctx, stays := context.Background(), map[string]bool{}
	for _, one := range done.Stays {
		if one.Sentence("id") == "" || one.Sentence("en") == "" {
			t.Fatalf("%+v has no words", one)
		}
		stays[one.Code] = true
	}
	listed, _, err := shop.People.List(ctx, core.Pick{}, 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range listed {
		if code := core.Code(one.Customer.Ordinal); one.Customer.Batch == done.Batch.Number && !stays[code] {
			t.Fatalf("%s stays and is not named: %+v", code, done.Stays)
		}
	}
	orders, _, err := shop.Sales.Latest(ctx, "", 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range orders {
		if code := core.Nota(one.Number); one.Batch == done.Batch.Number && !stays[code] {
			t.Fatalf("%s stays and is not named: %+v", code, done.Stays)
		}
	}
}
