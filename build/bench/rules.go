package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/pack"
)

// guests are the golden rules by language.
func guests() [][2]string {
	return [][2]string{{"C", "c"}, {"Rust", "rust"}, {"AssemblyScript", "assemblyscript"}, {"Go", "go"}}
}

func (b *bench) load(ctx context.Context, folder string) (*plugin.Host, *plugin.Rule, error) {
	opened, err := pack.Open(filepath.Join(b.root, folder))
	if err != nil {
		return nil, nil, err
	}
	source, err := opened.Source()
	if err != nil {
		return nil, nil, err
	}
	host, err := plugin.NewHost(plugin.Options{Instances: 2})
	if err != nil {
		return nil, nil, err
	}
	rule, err := host.Load(ctx, source)
	return host, rule, err
}

// batches cuts the rows into questions of abi.MaxRows.
func (b *bench) batches() []*abi.Batch {
	var all []*abi.Batch
	for page := range slices.Chunk(b.rows, abi.MaxRows*abi.FactsSize) {
		all = append(all, &abi.Batch{
			Header: abi.Header{AsOfDay: asOf, WindowDays: 365, Currency: abi.PackCurrency("IDR")}, Facts: [][]byte{page},
		})
	}
	return all
}

// rules asks each golden rule through the real host: copied in, metered,
// every answer checked.
func (b *bench) rules(ctx context.Context) error {
	batches := b.batches()
	for _, guest := range guests() {
		host, rule, err := b.load(ctx, "plugins/golden/segment/"+guest[1])
		if err != nil {
			return err
		}
		for _, cores := range []int{1, 2} {
			done, took, err := b.askOn(ctx, rule, batches, cores)
			if err != nil {
				return fmt.Errorf("%s: %w", guest[0], err)
			}
			b.add(fmt.Sprintf("Raja, %s rule, %d %s", guest[0], cores, plural(cores)), "row", done, took, "metered, masked, checked")
		}
		if err := host.Close(ctx); err != nil {
			return err
		}
	}
	return nil
}

func plural(cores int) string {
	if cores == 1 {
		return "core"
	}
	return "cores"
}

func (b *bench) askOn(ctx context.Context, rule *plugin.Rule, batches []*abi.Batch, cores int) (int64, time.Duration, error) {
	return repeat(b.long, cores*rowCount, func() error {
		var group sync.WaitGroup
		failed := make(chan error, cores)
		for range cores {
			group.Go(func() {
				var answer plugin.Answer[abi.SegmentRow]
				for _, batch := range batches {
					err := rule.SegmentInto(ctx, batch, &answer)
					if err == nil && len(answer.Refused) > 0 {
						err = answer.Refused[0]
					}
					if err != nil {
						failed <- err
						return
					}
				}
			})
		}
		group.Wait()
		close(failed)
		return <-failed
	})
}

// till asks about one order at a time, as when a customer pays, and takes the
// median.
func (b *bench) till(ctx context.Context) error {
	for _, folder := range []string{"plugins/golden/loyalty/c", "plugins/golden/loyalty/go", "plugins/standard/loyalty"} {
		if _, err := os.Stat(filepath.Join(b.root, folder)); err != nil {
			return err
		}
		host, rule, err := b.load(ctx, folder)
		if err != nil {
			return err
		}
		question := &abi.Batch{
			Header: abi.Header{AsOfDay: asOf, Currency: abi.PackCurrency("IDR")}, Facts: [][]byte{b.rows[:abi.FactsSize]},
			Orders: []abi.OrderContext{{Net: 57_000, OrderDay: asOf}},
		}
		var took []time.Duration
		for began := time.Now(); time.Since(began) < b.long; {
			start := time.Now()
			if _, err := rule.Loyalty(ctx, question); err != nil {
				return err
			}
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		b.add("at the till, "+folder[len("plugins/"):], "question", 1, took[len(took)/2], fmt.Sprintf("p99 %.1f µs", float64(took[len(took)*99/100].Nanoseconds())/1000))
		if err := host.Close(ctx); err != nil {
			return err
		}
	}
	return nil
}
