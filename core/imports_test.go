package core_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/intake"
)

// notas is a file of so many orders, each of one customer's.
func notas(n int) *strings.Reader {
	var file strings.Builder
	file.WriteString("nota;nama;tanggal;total\n")
	for i := range n {
		fmt.Fprintf(&file, "%d;Sri %d;01/03/2026;10.000\n", i, i)
	}
	return strings.NewReader(file.String())
}

func TestAnImportThatIsBrokenOffIsListedWithWhatItTookIn(t *testing.T) {
	for _, kind := range []intake.Kind{intake.Orders, intake.Customers} {
		shop := newShop(t, &movable{time.Date(2026, 3, 14, 9, 0, 0, 0, time.UTC)})
		ctx, stop := context.WithCancel(context.Background())
		slices := 0
		_, err := shop.Imports.Run(ctx, notas(300), core.ImportOptions{Kind: kind, Progress: func(int64, int64) {
			if slices++; slices == 2 {
				stop()
			}
		}})
		if err == nil {
			t.Fatalf("%s: the import was not broken off", kind)
		}
		list, err := shop.Imports.List(context.Background())
		if err != nil || len(list) != 1 || list[0].Done || list[0].Rows != 128 || list[0].Created != 128 {
			t.Errorf("%s: List = %+v, %v; want two slices of 64, not done", kind, list, err)
		}
		again, err := shop.Imports.Run(context.Background(), notas(300), core.ImportOptions{Kind: kind})
		if err != nil || again.Unchanged != 128 || again.Created != 172 {
			t.Errorf("%s: run again it is %+v, %v", kind, again, err)
		}
	}
}

func TestTotalsThatAreNotWhatTheLinesComeToAreCountedOnceAndTheFirstNamed(t *testing.T) {
	shop, ctx := newShop(t, march(14)), context.Background()
	var file strings.Builder
	file.WriteString("nota;nama;tanggal;qty;harga;total\n")
	for i := range 200 { // every other one is a thousand less
		fmt.Fprintf(&file, "%d;Sri %d;01/03/2026;2;5.000;%d.000\n", i, i, 10-i%2)
	}
	for _, dry := range []bool{true, false} {
		done, err := shop.Imports.Run(ctx, strings.NewReader(file.String()), core.ImportOptions{Kind: intake.Orders, DryRun: dry})
		sums := done.Sums
		if err != nil || sums.Differ != 100 || len(sums.Differing) != 20 {
			t.Fatalf("dry run %v: %d differ, %d named, %v", dry, sums.Differ, len(sums.Differing), err)
		}
		if want := (core.Difference{Order: "1", Line: 3, Stated: 9_000, Lines: 10_000}); sums.Differing[0] != want {
			t.Errorf("dry run %v: the first is %+v, want %+v", dry, sums.Differing[0], want)
		}
	}
	sound(t, shop)
}

// A dry run knows again whom the import would: by name and phone, however the
// two are written.
func TestADryRunCountsWhomTheImportAdds(t *testing.T) {
	const file = "nota;nama;hp;tanggal;total\n1;Bu Sri;0812-3456-7890;01/03/2026;10.000\n2;bu  sri;+62 812 3456 7890;02/03/2026;10.000\n3;Bu Sri;;03/03/2026;10.000\n4;Pak Budi;0812-3456-7890;03/03/2026;10.000\n"
	shop, ctx := newShop(t, march(14)), context.Background()
	var counts [2]int
	for i := range counts {
		done, err := shop.Imports.Run(ctx, strings.NewReader(file), core.ImportOptions{Kind: intake.Orders, DryRun: i == 0})
		if err != nil {
			t.Fatal(err)
		}
		counts[i] = done.CustomersCreated
	}
	if counts != [2]int{3, 3} {
		t.Errorf("the dry run counts %d new customers, the import %d, want 3 each", counts[0], counts[1])
	}
}
