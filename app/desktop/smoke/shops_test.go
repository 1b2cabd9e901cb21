//go:build window && linux

package smoke_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/raja-crm/raja/app/sample"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/plugins/standard"
)

func config(t *testing.T) core.Config {
	t.Helper()
	fixed, err := clock.Parse(now)
	if err != nil {
		t.Fatal(err)
	}
	return core.Config{Rules: standard.Rules(), Clock: fixed, Actor: "smoke"}
}

// create makes a shop with fill and leaves it closed.
func create(t *testing.T, business core.Business, fill func(*core.Engine) error) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "shop")
	engine, err := core.Create(t.Context(), dir, business, config(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(fill(engine), engine.Close()); err != nil {
		t.Fatal(err)
	}
	return dir
}

// laundry is a shop with a year of believable customers and their segments.
func laundry(t *testing.T, customers int) (dir string) {
	t.Helper()
	end, err := time.Parse(time.RFC3339, now)
	if err != nil {
		t.Fatal(err)
	}
	invented := sample.Laundry(7, customers, end)
	return create(t, core.Business{Name: "Laundry Melati", Preset: "laundry"}, func(engine *core.Engine) error {
		if err := errors.Join(
			imports(t, engine, intake.Customers, invented.WriteCustomers),
			imports(t, engine, intake.Orders, invented.WriteOrders),
		); err != nil {
			return err
		}
		_, err := engine.Segments.Run(t.Context(), core.RunOptions{})
		return err
	})
}

func imports(t *testing.T, engine *core.Engine, kind intake.Kind, write func(io.Writer) error) error {
	t.Helper()
	var table bytes.Buffer
	if err := write(&table); err != nil {
		return err
	}
	batch, err := engine.Imports.Run(t.Context(), bytes.NewReader(table.Bytes()), core.ImportOptions{Kind: kind, Source: "melati"})
	if err == nil && batch.Rejected > 0 {
		t.Errorf("%d of %d %s were rejected: %v", batch.Rejected, batch.Rows, kind, batch.Reasons)
	}
	return err
}

// cdnow is a shop with 18 months of a real one: 69,659 orders of 23,570
// customers.
func cdnow(t *testing.T) (dir string) {
	t.Helper()
	path := filepath.Join(root(t), "..", "shared", "data", "CDNOW_master.txt")
	file, err := os.Open(path)
	if err != nil {
		t.Fatalf("the CDNOW orders are needed at %s: %v", path, err)
	}
	defer file.Close() // only read
	business := core.Business{Name: "CDNOW", Currency: money.Currency{Code: "USD"}, Timezone: "America/New_York"}
	return create(t, business, func(engine *core.Engine) error {
		_, err := engine.Imports.Run(t.Context(), file, core.ImportOptions{
			Kind: intake.Orders, Dialect: exchange.Dialect{Format: exchange.Spaces},
			Columns: []string{"customer", "date", "quantity", "amount"}, DateFormat: "20060102",
		})
		return err
	})
}

// whole opens a shop that a window left and checks every record of it.
func whole(t *testing.T, dir string) (customers, orders int) {
	t.Helper()
	engine, err := core.Open(t.Context(), dir, config(t))
	if err != nil {
		t.Fatal(err)
	}
	report, err := engine.Health.Check(t.Context(), nil)
	if err := errors.Join(err, engine.Close()); err != nil {
		t.Fatal(err)
	}
	if !report.OK() {
		t.Errorf("the window left a shop with findings: %v", report.Findings)
	}
	return report.Customers, report.Orders
}
