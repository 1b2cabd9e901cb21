package command

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

type loyaltyLiability struct{}

func (v *loyaltyLiability) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		found, err := engine.Loyalty.Liability(ctx)
		if err != nil {
			return err
		}
		months := lo.Map(found.Expiring, func(one core.Expiry, _ int) map[string]any {
			return map[string]any{"month": one.Month, "points": one.Points}
		})
		document := map[string]any{"customers": found.Customers, "points": found.Points, "pending": found.Pending, "owed": found.Owed, "worth": worthOf(&found), "expiring": months}
		worth := engine.Business().Currency.Text(found.Worth, s.lang)
		if found.Beyond {
			worth = s.pick("lebih dari yang bisa dihitung", "more than can be counted")
		}
		return s.result(document, func() {
			s.line("%d pelanggan: %s, senilai %s.", "%d "+plural(found.Customers, "customer")+": %s, worth %s.", found.Customers, s.points(int64(found.Points)), worth)
			for _, one := range found.Expiring {
				if one.Month == "" {
					s.line("  %d tidak hangus", "  %d never expire", one.Points)
					continue
				}
				s.line("  %d hangus pada %s", "  %d expire in %s", one.Points, one.Month)
			}
			if found.Pending+found.Owed > 0 {
				s.line("  %d belum bisa dipakai, %d terutang", "  %d are pending, %d are owed", found.Pending, found.Owed)
			}
		})
	})
}

// worthOf is null for what no number holds.
func worthOf(found *core.Liability) any {
	if found.Beyond {
		return nil
	}
	return found.Worth
}

type loyaltyRebuild struct{}

func (v *loyaltyRebuild) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		done, err := engine.Loyalty.Prove(ctx)
		if err != nil {
			return err
		}
		wrong := lo.Map(done.Wrong, func(one people.Ordinal, _ int) string { return core.Code(one) })
		document := map[string]any{"customers": done.Customers, "entries": done.Entries, "points": done.Points, "wrong": wrong}
		err = s.result(document, func() {
			s.line("%d gerakan poin milik %d pelanggan dihitung ulang: %s.", "%d movements of the points of %d customers were computed anew: %s.", done.Entries, done.Customers, s.points(int64(done.Points)))
			for _, code := range wrong {
				s.line("  %s tidak cocok dengan buku poin", "  %s does not agree with the ledger", code)
			}
			if len(wrong) == 0 {
				s.line("Semua saldo cocok dengan buku poin.", "Every balance agrees with the ledger.")
			} else {
				s.line("raja check --mend menghitungnya dari buku poin.", "raja check --mend makes them from the ledger.")
			}
		})
		if err == nil && len(wrong) > 0 {
			err = &unclean{"balances do not agree with the ledger"}
		}
		return err
	})
}

type loyaltyExport struct {
	Format string `required:"" help:"hledger: a journal that hledger and ledger read."`
	Out    string `help:"The file to write; without it what is printed." type:"path"`
}

func (v *loyaltyExport) Run(ctx context.Context, g *Globals, s *say) error {
	if v.Format != "hledger" {
		return &usageError{fault.Invalid("format", "%q is not one of hledger", v.Format)}
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		if v.Out == "" {
			_, err := engine.Loyalty.WriteLedger(ctx, s.out)
			return err
		}
		data, err := g.dir()
		if err != nil {
			return err
		}
		entries := 0
		err = newFile(data, v.Out, func(out io.Writer) (err error) {
			entries, err = engine.Loyalty.WriteLedger(ctx, out)
			return err
		})
		if err != nil {
			return err
		}
		return s.result(map[string]any{"file": v.Out, "entries": entries}, func() {
			s.line("%d gerakan poin ditulis ke %s.", "%d movements of points were written to %s.", entries, v.Out)
		})
	})
}

// newFile writes a file outside the shop that is not there yet, whole or not at
// all.
func newFile(data, name string, write func(io.Writer) error) error {
	if err := core.RefuseTarget("out", data, name); err != nil {
		return err
	}
	if _, err := os.Stat(name); err == nil {
		return fault.Conflict("out", "%s is there already; name another file", name)
	}
	file, err := core.CreateWhole("out", name)
	if err != nil {
		return err
	}
	if err := write(file); err != nil {
		return errors.Join(err, file.Drop())
	}
	return file.Keep()
}
