package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/plugins/standard"
)

// A shop as large as Raja promises to stay quick with, whose segments are all
// decided anew while a page reads from it.
const (
	shopCustomers = 100_000
	freezeRounds  = 5 // full runs; the goals take the middle one, so that a slow minute of the machine does not decide
)

// reads are what a page asks for.
var reads = []string{"/api/customers?limit=50", "/api/search?q=Sari", "/api/customers/C-54321"}

// frozen collects single calls of the rule, which nothing can stop. What the
// machine does for others meanwhile is not theirs: work is the processor's time
// for the call, wall what a clock on the wall shows.
type frozen struct {
	mu         sync.Mutex
	work, wall []time.Duration
}

// call measures one call, on the thread that it stays on.
func (f *frozen) call() (end func()) {
	runtime.LockOSThread()
	worked, began := threadTime(), time.Now()
	return func() {
		wall, work := time.Since(began), threadTime()-worked
		runtime.UnlockOSThread()
		f.mu.Lock()
		defer f.mu.Unlock()
		f.work, f.wall = append(f.work, work), append(f.wall, wall)
	}
}

// freeze measures single calls of the shipped Go rule in the real engine, and
// what a page waits meanwhile.
func (b *bench) freeze(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "raja-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of /tmp
	var seen frozen
	engine, err := core.Create(ctx, filepath.Join(dir, "shop"), core.Business{Name: "Laundry", Preset: core.Laundry},
		core.Config{Rules: standard.Rules(), OnCall: seen.call})
	if err != nil {
		return err
	}
	contract, err := api.New(engine, nil)
	if err != nil {
		return errors.Join(err, engine.Close())
	}
	err = b.freezeIn(ctx, engine, contract, &seen)
	return errors.Join(err, contract.Close(), engine.Close())
}

func (b *bench) freezeIn(ctx context.Context, engine *core.Engine, contract *api.API, seen *frozen) error {
	_, err := engine.Imports.Run(ctx, strings.NewReader(ledger()), core.ImportOptions{Kind: intake.Orders, DateFormat: "2006-01-02"})
	if err == nil {
		_, err = segmentsOf(ctx, engine) // compiles the rule and warms the figures
	}
	if err == nil {
		err = engine.Warm(ctx) // the names, as the window does when it opens
	}
	if err != nil {
		return err
	}
	calm, err := readFor(ctx, contract, time.After(b.long))
	if err != nil {
		return err
	}
	began, customers := time.Now(), 0
	var work, wall, waits [][]time.Duration
	for range freezeRounds {
		seen.work, seen.wall = nil, nil
		found, waited, err := b.whileRunning(ctx, engine, contract)
		if err != nil {
			return err
		}
		customers += found
		work, wall, waits = append(work, seen.work), append(wall, seen.wall), append(waits, waited)
	}
	b.add("full segment run, shipped Go rule", "row", int64(customers), time.Since(began), fmt.Sprintf("%d customers, a page reading meanwhile", customers/freezeRounds))
	b.waits(ruleCalls, "call", work...)
	b.waits("the same calls on the wall", "call", wall...)
	b.waits("page reads meanwhile", "read", waits...)
	b.waits("page reads in calm", "read", calm)
	return nil
}

// ruleCalls is the line that the goals are held to.
const ruleCalls = "single calls of the rule meanwhile, machine time"

// whileRunning decides all segments once and reads as a page does until it is
// done.
func (b *bench) whileRunning(ctx context.Context, engine *core.Engine, contract *api.API) (customers int, waits []time.Duration, err error) {
	over, failed := make(chan time.Time), make(chan error, 1)
	go func() {
		var err error
		customers, err = segmentsOf(ctx, engine)
		failed <- err
		close(over)
	}()
	waits, err = readFor(ctx, contract, over)
	return customers, waits, errors.Join(err, <-failed)
}

func segmentsOf(ctx context.Context, engine *core.Engine) (int, error) {
	run, err := engine.Segments.Run(ctx, core.RunOptions{})
	if err := errors.Join(err, run.Fault); err != nil {
		return 0, err
	}
	if run.Customers != shopCustomers {
		return 0, fmt.Errorf("%d customers were decided, want %d", run.Customers, shopCustomers)
	}
	return run.Customers, nil
}

// readFor reads one page after another until over, and returns how long each
// took.
func readFor(ctx context.Context, contract *api.API, over <-chan time.Time) (waits []time.Duration, err error) {
	for n := 0; ; n++ {
		select {
		case <-over:
			return waits, nil
		default:
		}
		answer := httptest.NewRecorder()
		request := httptest.NewRequestWithContext(ctx, http.MethodGet, reads[n%len(reads)], nil)
		began := time.Now()
		contract.ServeHTTP(answer, request)
		waits = append(waits, time.Since(began))
		if answer.Code != http.StatusOK {
			return waits, fmt.Errorf("%s: %s", request.URL, answer.Body)
		}
	}
}

// waits adds a line of the median of all rounds, and keeps for the goals the
// 99th of a hundred and the longest of the middle round.
func (b *bench) waits(name, per string, rounds ...[]time.Duration) {
	var p99, longest []time.Duration
	for _, took := range rounds {
		slices.Sort(took)
		p99, longest = append(p99, took[len(took)*99/100]), append(longest, took[len(took)-1])
	}
	slices.Sort(p99)
	slices.Sort(longest)
	all := slices.Concat(rounds...)
	slices.Sort(all)
	b.add(name, per, 1, all[len(all)/2], fmt.Sprintf("median of %d; p99 %.2f to %.2f ms, longest %.2f to %.2f ms", len(all),
		ms(p99[0]), ms(p99[len(p99)-1]), ms(longest[0]), ms(longest[len(longest)-1])))
	b.longest[name] = [2]time.Duration{p99[len(p99)/2], longest[len(longest)/2]}
}

func ms(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

// ledger is a CSV of one order for every customer and a second for each third.
func ledger() string {
	var text strings.Builder
	text.WriteString("customer,name,date,amount\n")
	day := time.Now().AddDate(0, 0, -300)
	for i := range shopCustomers * 4 / 3 {
		who := i % shopCustomers
		fmt.Fprintf(&text, "K%06d,Sari %d,%s,%d\n", who, who, day.AddDate(0, 0, (i*7)%290).Format(time.DateOnly), 20_000+i%90*1000)
	}
	return text.String()
}
