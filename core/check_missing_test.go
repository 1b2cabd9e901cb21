package core_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
	"github.com/raja-crm/raja/plugins/standard"
)

// A record that is gone is found by its number, and stays found when every
// index was made anew of what is left. One that an undo let go is no loss.
func TestARecordThatIsGoneIsMissedAlsoAfterMending(t *testing.T) {
	for what, lost := range map[string]record.Key{
		"customer C-00002":   record.In(record.Customers).Uint32(2),
		"customer C-00003":   record.In(record.Customers).Uint32(3), // of an import: no entry has her
		"order N-000001":     record.In(record.Orders).Uint64(1),
		"promise P-00001":    record.In(record.Promises).Uint64(1),
		"payment PY-000001":  record.In(record.Payments).Uint64(1),
		"nothing that is so": nil,
	} {
		t.Run(what, func(t *testing.T) {
			ctx, kept := context.Background(), memory.New()
			engine, err := core.Create(ctx, t.TempDir()+"/shop", core.Business{Name: "Laundry Melati", Preset: core.Laundry}, core.Config{
				Rules: standard.Rules(), Clock: march(14), Store: kept, CacheDir: cache(), Library: library(),
			})
			if err != nil {
				t.Fatal(err)
			}
			defer engine.Close()
			add(t, engine, "Sari")
			add(t, engine, "Budi")
			take(t, engine, "customer,phone,date,amount\nAni,081234567890,2026-03-10,50000\n")
			add(t, engine, "Salah")
			must[core.Undone](t)(engine.History.Undo(ctx, 0))
			must[core.Placed](t)(engine.Sales.Add(ctx, core.NewOrder{Customer: 1, Items: washes(1, 9000), Due: march(15).at}))
			sound(t, engine)
			if lost == nil {
				return
			}
			if err := kept.Update(ctx, nil, func(x store.Txn) error { return x.Delete(lost) }); err != nil {
				t.Fatal(err)
			}
			for _, mended := range []bool{false, true} {
				report, err := engine.Health.Check(ctx, nil)
				if mended {
					report, _, err = engine.Health.Mend(ctx, nil)
				}
				if err != nil || !slices.ContainsFunc(report.Findings, func(f core.Finding) bool { return f.Where == what && strings.Contains(f.Message, "is missing") }) {
					t.Errorf("mended %v: %v, %+v", mended, err, report.Findings)
				}
			}
		})
	}
}
