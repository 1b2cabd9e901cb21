package core_test

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/raja-crm/raja/app/sample"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/intake"
)

// manyCustomers is how many a shop has that is measured: enough that they do
// not all lie in memory, few enough to be made in a moment.
const manyCustomers = 5000

// busyShop is a shop on the disk with many customers and their orders.
func busyShop(b *testing.B) (*core.Engine, *sample.Crowd) {
	b.Helper()
	now := march(14)
	shop, err := core.Create(context.Background(), b.TempDir()+"/shop", core.Business{Name: "Laundry Melati", Preset: core.Laundry}, core.Config{Clock: now})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := shop.Close(); err != nil {
			b.Error(err)
		}
	})
	crowd := sample.NewCrowd(1, manyCustomers, 1, now.at)
	takeIn(b, shop, intake.Customers, crowd.WriteCustomers)
	takeIn(b, shop, intake.Orders, crowd.WriteOrders)
	return shop, crowd
}

func takeIn(b *testing.B, shop *core.Engine, kind intake.Kind, write func(io.Writer) error) {
	b.Helper()
	var file strings.Builder
	err := write(&file)
	if err == nil {
		_, err = shop.Imports.Run(context.Background(), strings.NewReader(file.String()), core.ImportOptions{Kind: kind})
	}
	if err != nil {
		b.Fatal(err)
	}
}

// BenchmarkPage reads a page of 50 from anywhere.
func BenchmarkPage(b *testing.B) {
	shop, _ := busyShop(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		page, _, err := shop.People.List(context.Background(), core.Pick{}, i*7919%(manyCustomers-50), 50)
		if err != nil || len(page) != 50 {
			b.Fatal(len(page), err)
		}
	}
}

// BenchmarkType looks for a customer, once for each letter of her name.
func BenchmarkType(b *testing.B) {
	shop, crowd := busyShop(b)
	if err := shop.Warm(context.Background()); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		name := crowd.Person(i * 7919 % manyCustomers).Name
		for end := range len(name) {
			if _, err := shop.People.Search(context.Background(), name[:end+1], 20); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkExport writes everybody to nowhere.
func BenchmarkExport(b *testing.B) {
	for _, format := range []exchange.Format{exchange.CSVMachine, exchange.XLSX} {
		b.Run(string(format), func(b *testing.B) {
			shop, _ := busyShop(b)
			b.ReportAllocs()
			for b.Loop() {
				done, err := shop.Exports.To(context.Background(), io.Discard, "list", core.ExportOptions{Format: format})
				if err != nil || done.Rows != manyCustomers {
					b.Fatal(done, err)
				}
			}
		})
	}
}

// BenchmarkImport takes in 64 customers, which is one transaction.
func BenchmarkImport(b *testing.B) {
	shop, _ := busyShop(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		takeIn(b, shop, intake.Customers, func(w io.Writer) error {
			if _, err := io.WriteString(w, "ref,name,phone\n"); err != nil {
				return err
			}
			for row := range 64 {
				if _, err := fmt.Fprintf(w, "N%d-%d,Sri %d,0812-%04d-%04d\n", i, row, row, i%10_000, row); err != nil {
					return err
				}
			}
			return nil
		})
	}
}

// BenchmarkSegments decides everybody, on a day on which nobody moves, and
// after the owner said another number, which moves some.
func BenchmarkSegments(b *testing.B) {
	shop, _ := busyShop(b)
	ctx := context.Background()
	install(b, shop, golden(b, "segment"))
	for _, some := range []struct {
		name   string
		change int
	}{{"nobody moves", 0}, {"some move", 2}} {
		b.Run(some.name, func(b *testing.B) {
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				if some.change != 0 || i == 0 {
					b.StopTimer()
					if err := shop.Plugins.Configure(ctx, "kings", fmt.Appendf(nil, `{"often": %d}`, 5-i%2*some.change)); err != nil {
						b.Fatal(err)
					}
					b.StartTimer()
				}
				run, err := shop.Segments.Run(ctx, core.RunOptions{})
				if err != nil || run.Customers != manyCustomers {
					b.Fatal(run, err)
				}
			}
		})
	}
}
