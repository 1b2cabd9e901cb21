package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
	"github.com/raja-crm/raja/plugins/standard"
)

// shop runs the whole engine through days of random work, on Badger and on the
// store in memory, with the same chance and the same clock, beside a plain map
// of what was done. Now and then the power goes: a copy of the folder as it
// lies there, with its tables wiped, is opened; it must hold what the map
// says, pass the deep check, and be the same, byte for byte, as the store in
// memory. The work goes on in it.
func shop(ctx context.Context, t *trial) *result {
	r := &result{}
	dir, err := os.MkdirTemp("", "raja-shop-")
	if err != nil {
		r.blame(&r.stuck, "%v", err)
		return r
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of /tmp
	for t.more(ctx, r.cycles) && !r.bad() {
		r.cycles++
		if err := r.life(ctx, t, filepath.Join(dir, fmt.Sprint(r.cycles)), filepath.Join(dir, "rules")); err != nil && ctx.Err() == nil {
			r.blame(&r.stuck, "cycle %d: %v", r.cycles, err)
		}
	}
	return r
}

// twins are one shop twice, with what was done to it.
type twins struct {
	random    *rand.Rand
	clock     *steps
	onDisk    *core.Engine
	inMemory  *core.Engine
	kept      store.Store // of inMemory
	customers map[people.Ordinal]string
	orders    map[sale.Number]money.Amount
	imported  int
	chance    [2]*rand.ChaCha8 // of the shop on disk and of the one in memory
	dir       string
	folder    string // of the shop on disk
	rules     string // the folder of compiled rules
}

// steps is a clock that goes on by a minute and more whenever a day's work
// does.
type steps struct{ now time.Time }

// Now implements clock.Clock.
func (s *steps) Now() time.Time { return s.now }

// acts are the pieces of a life between two cuts, works what is done in each.
const acts, works = 3, 14

func (r *result) life(ctx context.Context, t *trial, dir, rules string) error {
	w, err := begin(ctx, t, dir, rules)
	if err != nil {
		return err
	}
	for act := range acts {
		for range works {
			if err := w.work(ctx); err != nil {
				return errors.Join(err, w.close())
			}
			r.acknowledged++
		}
		if err := r.powerCut(ctx, w, fmt.Sprint("cut", act)); err != nil {
			return errors.Join(err, w.close())
		}
	}
	return errors.Join(w.close(), os.RemoveAll(dir))
}

func begin(ctx context.Context, t *trial, dir, rules string) (*twins, error) {
	w := &twins{
		random: t.random, clock: &steps{time.Date(2026, 1, 5, 2, 0, 0, 0, time.UTC)}, kept: memory.New(),
		customers: map[people.Ordinal]string{}, orders: map[sale.Number]money.Amount{},
		dir: dir, folder: filepath.Join(dir, "shop"), rules: rules,
	}
	w.chance = [2]*rand.ChaCha8{rand.NewChaCha8([32]byte{}), rand.NewChaCha8([32]byte{})}
	w.sameChance()
	business := core.Business{Name: "Laundry Melati", Preset: core.Laundry}
	var err error
	w.onDisk, err = core.Create(ctx, w.folder, business, w.config(w.chance[0], nil))
	if err != nil {
		return nil, err
	}
	w.inMemory, err = core.Create(ctx, filepath.Join(dir, "memory"), business, w.config(w.chance[1], w.kept))
	if err != nil {
		return nil, errors.Join(err, w.onDisk.Close())
	}
	return w, nil
}

// sameChance lets both shops have the same from now on.
func (w *twins) sameChance() {
	seed := [32]byte{byte(w.random.Uint32()), byte(w.random.Uint32())}
	for _, one := range w.chance {
		one.Seed(seed)
	}
}

func (w *twins) config(chance *rand.ChaCha8, kept store.Store) core.Config {
	return core.Config{
		Rules: standard.Rules(), CacheDir: w.rules, CacheKey: []byte("torture"), Clock: w.clock,
		Entropy: chance, Store: kept,
	}
}

func (w *twins) close() error {
	return errors.Join(w.onDisk.Close(), w.inMemory.Close())
}

// work does one thing in both shops and in the map.
func (w *twins) work(ctx context.Context) error {
	w.clock.now = w.clock.now.Add(time.Duration(1+w.random.IntN(3_000)) * time.Minute)
	switch w.random.IntN(10) {
	case 0, 1, 2:
		return w.add(ctx)
	case 3:
		return w.take(ctx)
	case 4:
		return w.decide(ctx)
	}
	return w.sell(ctx)
}

func (w *twins) add(ctx context.Context) error {
	given := core.NewCustomer{
		Name:   fmt.Sprintf("Ibu %c%d", 'A'+rune(w.random.IntN(26)), w.random.IntN(1_000)),
		Phones: []string{fmt.Sprintf("0812-3456-%04d", w.random.IntN(30))},
	}
	for _, engine := range []*core.Engine{w.onDisk, w.inMemory} {
		customer, _, err := engine.People.Add(ctx, given)
		if err != nil {
			return err
		}
		w.customers[customer.Ordinal] = given.Name
	}
	return nil
}

func (w *twins) sell(ctx context.Context) error {
	if len(w.customers) == 0 {
		return w.add(ctx)
	}
	given := core.NewOrder{
		Customer: people.Ordinal(1 + w.random.IntN(len(w.customers))),
		Items:    []sale.Line{{Item: "Cuci", Quantity: int64(1 + w.random.IntN(5)), Price: money.Amount(1_000 * w.random.IntN(40))}},
	}
	for _, engine := range []*core.Engine{w.onDisk, w.inMemory} {
		placed, err := engine.Sales.Add(ctx, given)
		if err != nil {
			return err
		}
		w.orders[placed.Order.Number] = placed.Order.Total
	}
	return nil
}

// take imports a file of rows that were never seen, and some that were.
func (w *twins) take(ctx context.Context) error {
	var file strings.Builder
	file.WriteString("nota;nama;tanggal;total\n")
	fresh := 1 + w.random.IntN(20)
	for i := max(0, w.imported-3); i < w.imported+fresh; i++ {
		fmt.Fprintf(&file, "L%d;Bapak %d;%s;%d\n", i, i%7, "05/01/2026", 1_000*(i+1))
	}
	w.imported += fresh
	for _, engine := range []*core.Engine{w.onDisk, w.inMemory} {
		batch, err := engine.Imports.Run(ctx, strings.NewReader(file.String()), core.ImportOptions{Kind: intake.Orders})
		if err != nil {
			return err
		}
		if batch.Created != fresh || batch.Rejected != 0 {
			return fmt.Errorf("an import of %d new rows made %d, rejected %d", fresh, batch.Created, batch.Rejected)
		}
	}
	return w.learn(ctx)
}

// learn takes the customers and orders of an import into the map.
func (w *twins) learn(ctx context.Context) error {
	customers, orders, err := w.inMemory.Size(ctx)
	if err != nil {
		return err
	}
	for ordinal := people.Ordinal(len(w.customers) + 1); int(ordinal) <= customers; ordinal++ {
		customer, err := w.inMemory.People.Get(ctx, ordinal)
		if err != nil {
			return err
		}
		w.customers[ordinal] = customer.Name
	}
	for number := sale.Number(len(w.orders) + 1); int(number) <= orders; number++ {
		order, err := w.inMemory.Sales.Get(ctx, number)
		if err != nil {
			return err
		}
		w.orders[number] = order.Total
	}
	return nil
}

func (w *twins) decide(ctx context.Context) error {
	for _, engine := range []*core.Engine{w.onDisk, w.inMemory} {
		if _, err := engine.Segments.Run(ctx, core.RunOptions{}); err != nil {
			return err
		}
	}
	return nil
}

// powerCut opens what is left of the shop on disk, holds it against the map and
// the shop in memory, and goes on in it.
func (r *result) powerCut(ctx context.Context, w *twins, name string) error {
	cut := filepath.Join(w.dir, name)
	if err := copyWithoutTables(w.folder, cut); err != nil {
		return err
	}
	engine, err := core.Open(ctx, cut, w.config(w.chance[0], nil))
	if err != nil {
		return err
	}
	if len(engine.Repairs()) > 0 {
		r.healed++
	} else {
		r.miss(&r.wrong, "cycle %d: the tables were gone, and no repair is told of", r.cycles)
	}
	r.holdAgainst(ctx, w, engine)
	report, err := engine.Health.CheckDeep(ctx, nil)
	if err != nil || !report.OK() || len(report.Repairs) > 0 {
		r.blame(&r.wrong, "cycle %d: the check says %v %v %v", r.cycles, report.Findings, report.Repairs, err)
	}
	var onDisk, inMemory bytes.Buffer
	err = errors.Join(err, engine.Dump(ctx, &onDisk), w.inMemory.Dump(ctx, &inMemory))
	if !bytes.Equal(onDisk.Bytes(), inMemory.Bytes()) {
		r.miss(&r.wrong, "cycle %d: the two stores differ", r.cycles)
	}
	err = errors.Join(err, w.onDisk.Close(), os.RemoveAll(w.folder))
	w.onDisk, w.folder = engine, cut
	w.sameChance()
	return err
}

// copyWithoutTables is what a cut leaves of a folder when nothing of the tables
// has reached the disk.
func copyWithoutTables(from, to string) error {
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	tables, err := filepath.Glob(filepath.Join(to, "store", "tables*"))
	for _, name := range tables {
		err = errors.Join(err, os.RemoveAll(name))
	}
	return err
}

// holdAgainst compares a shop with the map.
func (r *result) holdAgainst(ctx context.Context, w *twins, engine *core.Engine) {
	customers, orders, err := engine.Size(ctx)
	if err != nil || customers != len(w.customers) || orders != len(w.orders) {
		r.miss(&r.lost, "cycle %d: %d customers and %d orders, want %d and %d; %v", r.cycles, customers, orders, len(w.customers), len(w.orders), err)
	}
	for ordinal, name := range w.customers {
		if customer, err := engine.People.Get(ctx, ordinal); err != nil || customer.Name != name {
			r.miss(&r.wrong, "cycle %d: customer %d is %q, want %q; %v", r.cycles, ordinal, customer.Name, name, err)
		}
	}
	for number, total := range w.orders {
		if order, err := engine.Sales.Get(ctx, number); err != nil || order.Total != total {
			r.miss(&r.wrong, "cycle %d: order %d is of %d, want %d; %v", r.cycles, number, order.Total, total, err)
		}
	}
}
