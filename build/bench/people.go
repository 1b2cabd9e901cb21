package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/raja-crm/raja/app/sample"
)

const (
	crowdSeed  = 4
	smallShop  = 10_000 // where the growth of a customer's cost begins
	pageRows   = 50
	pages      = 500 // of a round
	everyVisit = 400 // days the shop looks back: all that the sample holds
)

// town is a shop with many customers, in Raja and in SQLite.
type town struct {
	*bench
	customers int
	largest   bool // the goals are about this one
	dir       string
	crowd     *sample.Crowd
	cost      map[string]float64 // of a customer, by work
}

// people measures shops with many customers: a small one and the largest.
func (b *bench) people(ctx context.Context) error {
	defer debug.SetGCPercent(debug.SetGCPercent(heapGrowth))
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(heapLimit))
	before := load()
	defer func() {
		b.notes = append(b.notes, fmt.Sprintf("%d processors; load when this began %s, when it ended %s", runtime.NumCPU(), before, load()))
	}()
	small, err := b.town(ctx, smallShop)
	if err != nil || b.customers <= smallShop {
		return err
	}
	large, err := b.town(ctx, b.customers)
	if err != nil {
		return err
	}
	for _, work := range []string{"import", "import of orders", "full scan", "export", "segments, a day's moves", "segments, one in ten moves"} {
		b.atMost(fmt.Sprintf("cost of a customer, %s, %s to %s", work, many(b.customers), many(smallShop)), large.cost[work]/small.cost[work], 1.3, "%.1f")
	}
	return nil
}

// town measures one shop.
func (b *bench) town(ctx context.Context, customers int) (*town, error) {
	dir, err := os.MkdirTemp("", "raja-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of /tmp
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		return nil, err
	}
	t := &town{
		bench: b, customers: customers, largest: customers >= b.customers, dir: dir,
		crowd: sample.NewCrowd(crowdSeed, customers, 1, still{}.Now().In(zone)), cost: map[string]float64{},
	}
	return t, errors.Join(t.write("people.csv", t.crowd.WriteCustomers), t.write("notas.csv", t.crowd.WriteOrders), t.measure(ctx))
}

func (t *town) measure(ctx context.Context) error {
	for _, step := range []func(context.Context) error{t.imports, t.orders, t.opens, t.opensAfterCut, t.sideBySide} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (t *town) path(name string) string { return filepath.Join(t.dir, name) }

func (t *town) write(name string, write func(io.Writer) error) error {
	file, err := os.Create(t.path(name))
	if err != nil {
		return err
	}
	return errors.Join(write(file), file.Close())
}

// title names work in a shop of this size.
func (t *town) title(work string) string { return work + ", " + many(t.customers) }

// want holds a ratio or a figure to a goal when the shop is the largest.
func (t *town) want(hold func(what string, got, want float64, form string), what string, got, want float64, form string) {
	if t.largest {
		hold(t.title(what), got, want, form)
	}
}

func (t *town) each(work string, took time.Duration) {
	t.cost[work] = took.Seconds() / float64(t.customers)
}

// imports takes the customers in, each time into an empty folder.
func (t *town) imports(ctx context.Context) error {
	turns := rounds
	if t.customers > 100_000 {
		turns = 1
	}
	var raja, bare, indexed told
	gone := func(name string) func() error {
		return func() error {
			return errors.Join(os.RemoveAll(t.path(name)), os.RemoveAll(t.path(name+"-wal")), os.RemoveAll(t.path(name+"-shm")))
		}
	}
	people := t.path("people.csv")
	took, err := t.race(ctx, t.title("import"), "customer", t.customers, turns,
		t.alone("Raja, all indexes", &raja, gone("raja"), "customers", t.path("raja"), people),
		t.alone(cgoName+", no indexes", &bare, gone("bare"), "lite", t.path("bare"), people, "bare"),
		t.alone(cgoName+", the same indexes", &indexed, gone("lite"), "lite", t.path("lite"), people, "indexed"))
	if err != nil {
		return err
	}
	t.each("import", took[0])
	t.want(t.atLeast, "import, rate to SQLite (cgo) without indexes", ratio(took[1], took[0]), 1, "%.1f")
	if raja.Most > 0 {
		t.size(t.title("import, memory at most: Raja"), raja.Most)
		t.size(t.title("import, memory at most: "+cgoName), indexed.Most)
		t.want(t.atMost, "import, memory at most, MB", mega(raja.Most), 500, "%.0f")
	}
	return t.disks()
}

// disks compares what the customers take of the disk.
func (t *town) disks() error {
	sizes := map[string]int64{}
	for _, name := range []string{"raja", "bare", "lite"} {
		taken, err := onDisk(t.path(name))
		if err != nil {
			return err
		}
		sizes[name] = taken
	}
	t.size(t.title("disk, customers: Raja, closed"), sizes["raja"])
	t.size(t.title("disk, customers: SQLite, no indexes"), sizes["bare"])
	t.size(t.title("disk, customers: SQLite, the same indexes"), sizes["lite"])
	t.want(t.atMost, "disk, to SQLite with the same indexes", float64(sizes["raja"])/float64(sizes["lite"]), 0.45, "%.2f")
	t.want(t.atMost, "disk, to SQLite without indexes", float64(sizes["raja"])/float64(sizes["bare"]), 0.45, "%.2f")
	return nil
}

// orders takes the notas into Raja, which works the figures of each customer
// out as they come.
func (t *town) orders(ctx context.Context) error {
	said, err := t.child(ctx, "orders", t.path("raja"), t.path("notas.csv"))
	if err != nil {
		return err
	}
	t.add(t.title("import of orders")+": Raja", "order", int64(said.Rows), said.Took, fmt.Sprintf("%s orders, one round", many(said.Rows)))
	t.each("import of orders", said.Took)
	if said.Most > 0 {
		t.size(t.title("import of orders, memory at most: Raja"), said.Most)
	}
	taken, err := onDisk(t.path("raja"))
	t.size(t.title("disk, customers and orders: Raja, closed"), taken)
	return err
}

// opens opens the closed shop again and again.
func (t *town) opens(ctx context.Context) error {
	var said told
	took, err := t.race(ctx, t.title("open to the first page"), "open", 1, rounds,
		t.alone("Raja", &said, func() error { return nil }, "open", t.path("raja")))
	if err != nil {
		return err
	}
	if said.Now > 0 {
		t.size(t.title("memory when idle: Raja"), said.Now)
		t.size(t.title("memory when idle, without files: Raja"), said.Own)
	}
	if t.customers <= shopCustomers { // larger ones are promised nothing
		t.want(t.atMost, "open to the first page, ms", ms(took[0]), 50, "%.0f")
		if said.Now > 0 {
			t.want(t.atMost, "memory when idle, MB", mega(said.Now), 120, "%.0f")
		}
	}
	return nil
}

// opensAfterCut opens the shop as a power cut leaves it: nothing says any more
// that its tables can be believed, so they are made anew first.
func (t *town) opensAfterCut(ctx context.Context) error {
	var said told
	cut := func() error { return os.Remove(filepath.Join(t.path("raja"), "store", "state")) }
	took, err := t.race(ctx, t.title("open after a power cut, to the first page"), "open", 1, rounds,
		t.alone("Raja", &said, cut, "open", t.path("raja")))
	if err == nil && t.customers <= shopCustomers {
		t.want(t.atMost, "open after a power cut, to the first page, ms", ms(took[0]), 1200, "%.0f")
	}
	return err
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

func mega(bytes int64) float64 { return float64(bytes) / (1 << 20) }

// places are where the pages of a round begin, alike for all.
func (t *town) places() []int {
	dice := rand.New(rand.NewPCG(5, 6))
	all := make([]int, pages)
	for i := range all {
		all[i] = dice.IntN(t.customers - pageRows)
	}
	return all
}
