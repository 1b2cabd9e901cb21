package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/pack"
)

// kings is the rule that decides the segments, in Raja as Wasm and in SQLite
// as CASE.
const kings = "kings"

// still is a clock that shows the morning after the last visit, in every run.
type still struct{}

func (still) Now() time.Time { return time.Date(2026, 3, 14, 2, 30, 0, 0, time.UTC) }

// rajaConfig is how the command line opens a shop, but for the rules and the
// clock.
func (b *bench) rajaConfig() (core.Config, error) {
	opened, err := pack.Open(filepath.Join(b.root, "plugins/golden/segment/go"))
	if err != nil {
		return core.Config{}, err
	}
	source, err := opened.Source()
	return core.Config{Rules: []plugin.Source{source}, Clock: still{}}, err
}

// childCustomers makes a shop in a folder and takes in a file of customers.
func childCustomers(ctx context.Context, b *bench, words []string) (told, error) {
	config, err := b.rajaConfig()
	if err != nil {
		return told{}, err
	}
	engine, err := core.Create(ctx, words[0], core.Business{Name: "Laundry", Preset: core.Laundry, Window: everyVisit}, config)
	if err != nil {
		return told{}, err
	}
	return takeIn(ctx, engine, words[1], intake.Customers)
}

// childOrders takes in a file of orders.
func childOrders(ctx context.Context, b *bench, words []string) (told, error) {
	engine, err := b.openRaja(ctx, words[0])
	if err != nil {
		return told{}, err
	}
	return takeIn(ctx, engine, words[1], intake.Orders)
}

// takeIn imports a file and closes the shop: only then all is at its place.
func takeIn(ctx context.Context, engine *core.Engine, path string, kind intake.Kind) (told, error) {
	file, err := os.Open(path)
	if err != nil {
		return told{}, errors.Join(err, engine.Close())
	}
	defer file.Close() //nolint:errcheck // it was read
	began := time.Now()
	batch, err := engine.Imports.Run(ctx, file, core.ImportOptions{Kind: kind, Source: "toko"})
	err = errors.Join(err, engine.Close())
	took := time.Since(began)
	if err == nil && batch.Rejected > 0 {
		err = fmt.Errorf("%d rows of %s were rejected, the first: %s", batch.Rejected, path, batch.Samples[0].Message)
	}
	return told{Took: took, Rows: batch.Rows}, err
}

func (b *bench) openRaja(ctx context.Context, dir string) (*core.Engine, error) {
	config, err := b.rajaConfig()
	if err != nil {
		return nil, err
	}
	return core.Open(ctx, dir, config)
}

// idle is how long a window is left alone before its memory is read: by then
// what it does when it is opened has ended.
const idle = 10 * time.Second

// childOpen opens a shop, asks for the first page, and is then left alone as
// an open window is.
func childOpen(ctx context.Context, b *bench, words []string) (told, error) {
	began := time.Now()
	engine, err := b.openRaja(ctx, words[0])
	if err != nil {
		return told{}, err
	}
	first, total, err := engine.People.List(ctx, core.Pick{}, 0, pageRows)
	took := time.Since(began)
	if err == nil && len(first) != pageRows {
		err = fmt.Errorf("the first page shows %d", len(first))
	}
	contract, failed := api.New(engine, nil)
	if err = errors.Join(err, failed); err != nil {
		return told{}, errors.Join(err, engine.Close())
	}
	err = contract.Prepare(engine)
	contract.KeepBackups(engine)
	contract.KeepWatch(engine)
	contract.KeepWarm(engine)
	time.Sleep(idle)
	now, own, _ := memory()
	return told{Took: took, Rows: total, Now: now, Own: own}, errors.Join(err, contract.Close(), engine.Close())
}

// rajaSide does the work on an open shop.
type rajaSide struct {
	engine *core.Engine
	rule   settings
	run    core.Run
}

// page reads a page that begins behind so many customers.
func (r *rajaSide) page(ctx context.Context, behind, rows int) error {
	list, _, err := r.engine.People.List(ctx, core.Pick{}, behind, rows)
	if err == nil && len(list) != rows {
		err = fmt.Errorf("a page of %d rows has %d", rows, len(list))
	}
	return err
}

// scan reads everybody, a thousand at a time.
func (r *rajaSide) scan(ctx context.Context, customers int) error {
	for behind := 0; behind < customers; behind += 1000 {
		if err := r.page(ctx, behind, min(1000, customers-behind)); err != nil {
			return err
		}
	}
	return nil
}

func (r *rajaSide) export(ctx context.Context, path string) error {
	_, err := r.engine.Exports.ToFile(ctx, path, core.ExportOptions{Format: exchange.CSVMachine})
	return err
}

// segment changes what the rule is told, which is not timed, and decides
// everybody.
func (r *rajaSide) segment(ctx context.Context, turn turn) (time.Duration, error) {
	r.rule = turn.other(r.rule)
	err := r.engine.Plugins.Configure(ctx, kings, fmt.Appendf(nil, `{"often": %d, "much": %d, "away": %d}`, r.rule.often, much, r.rule.away))
	if err != nil {
		return 0, err
	}
	return r.again(ctx)
}

// again decides everybody once more.
func (r *rajaSide) again(ctx context.Context) (time.Duration, error) {
	began := time.Now()
	var err error
	r.run, err = r.engine.Segments.Run(ctx, core.RunOptions{})
	return time.Since(began), errors.Join(err, r.run.Fault)
}
