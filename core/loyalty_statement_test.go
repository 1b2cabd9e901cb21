package core_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/receipt"
)

func period(t *testing.T, engine *core.Engine, who people.Ordinal, from, to clock.Day) loyalty.Period {
	t.Helper()
	printed, err := engine.Loyalty.Print(context.Background(), who, core.StatementAsked{From: from, To: to, Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	if len(printed.Words) != len(printed.Period.Changes) {
		t.Fatalf("%d reasons of %d changes", len(printed.Words), len(printed.Period.Changes))
	}
	sum := printed.Period.Opening
	for _, change := range printed.Period.Changes {
		if sum += change.Points; sum != change.Has || change.Points == 0 || change.Day < from || change.Day > to {
			t.Fatalf("%+v within %s to %s makes %d", change, from, to, sum)
		}
	}
	if sum != printed.Period.Closing {
		t.Fatalf("the changes of %s to %s make %d, the closing balance is %d", from, to, sum, printed.Period.Closing)
	}
	return printed.Period
}

// Whatever a year brings, a statement's changes are the difference of its
// balances; where one ends the next begins; and it ends with what she has,
// whether the days' work was done or not.
func TestAStatementAddsUp(t *testing.T) {
	now := march(1)
	engine := newShop(t, now)
	defer engine.Close()
	guests := aYear(t, engine, now)
	now.at = now.at.AddDate(0, 0, 40) // the machine was off
	today := engine.Today()
	for _, who := range guests {
		begin := today - 420
		whole := period(t, engine, who, begin, today)
		changes, closing := 0, whole.Opening
		for from := begin; from <= today; from += 37 {
			part := period(t, engine, who, from, min(from+36, today))
			if part.Opening != closing {
				t.Errorf("customer %d had %d and begins %s with %d", who, closing, from, part.Opening)
			}
			changes, closing = changes+len(part.Changes), part.Closing
		}
		if closing != whole.Closing || changes != len(whole.Changes) {
			t.Errorf("customer %d: %d changes to %d in parts, %d to %d at once", who, changes, closing, len(whole.Changes), whole.Closing)
		}
		said, err := engine.Loyalty.Statement(context.Background(), who, now.at, 0)
		if err != nil || said.Points+said.Pending != whole.Closing || said.Pending != whole.Pending {
			t.Errorf("customer %d has %d and %d, the statement says %d and %d (%v)", who, said.Points, said.Pending, whole.Closing, whole.Pending, err)
		}
	}
}

// What a customer reads: why each point came and went, and what goes soon.
func TestAStatementOnPaper(t *testing.T) {
	b := newPurse(t, "2026-03-01", loyalty.Program{})
	b.give(30, "2026-03-20")
	b.give(40, "2026-04-20")
	b.buy(125_000, 0)
	b.goTo("2026-03-25")
	b.spend(15)
	printed, err := b.Loyalty.Print(b.ctx(), b.who, core.StatementAsked{Lang: "id"})
	b.must(printed, err)
	want := strings.TrimLeft(`
         Laundry Melati
          Catatan poin
--------------------------------
C-00001                  Kak Sri
Dari                  01-03-2026
Sampai                25-03-2026
--------------------------------
Saldo awal                     0
01-03-2026                   +12
  dapat N-000001 12 poin untuk
  belanja Rp125.000. Belanja
  Rp875.000 lagi untuk naik ke
  Perak.
01-03-2026                   +30
  penyesuaian dapat
01-03-2026                   +40
  penyesuaian dapat
20-03-2026                   -30
  hangus
25-03-2026                   -15
  ditukar
Saldo akhir                   37
--------------------------------
Segera hangus:
  20-04-2026                  25
`, "\n")
	if got := printed.Text(receipt.Narrow); got != want {
		t.Errorf("it reads\n%s\nwant\n%s", got, want)
	}
	var first, second bytes.Buffer
	b.must(nil, printed.PDF(&first, receipt.Narrow))
	b.must(nil, printed.PDF(&second, receipt.Narrow))
	if !bytes.HasPrefix(first.Bytes(), []byte("%PDF-")) || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Errorf("%d and %d bytes", first.Len(), second.Len())
	}
}
