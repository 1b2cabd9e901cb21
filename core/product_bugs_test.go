package core_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/people"
)

// Bugs that other programs had, by their number in what the product must do
// ("Product bug 12"). Those of one chapter stand with its tests.

func takeCustomers(t *testing.T, engine *core.Engine, file string, rejects func(core.Reject) error) core.Batch {
	t.Helper()
	return must[core.Batch](t)(engine.Imports.Run(context.Background(), strings.NewReader(file), core.ImportOptions{Kind: intake.Customers, Source: "buku", Rejects: rejects}))
}

// Product bug 12: every row that is not taken has a reason, a number that
// cannot be read is none, and nobody is called a double for it.
func TestEveryRowThatIsNotTakenHasAReason(t *testing.T) {
	engine := newShop(t, march(14))
	var rows []core.Reject
	batch := takeCustomers(t, engine, "no,nama,telepon,email\n1,Sri,0812-3456-7890,\n2,,0813-1111-2222,\n3,Budi,telepon saja,\n4,Ani,,bukan surel\n5,Sri,0812-3456-7890,\n", func(r core.Reject) error {
		rows = append(rows, r)
		return nil
	})
	reasons := 0
	for _, many := range batch.Reasons {
		reasons += many
	}
	if batch.Rejected != len(rows) || reasons != len(rows) || batch.Rows != 5 {
		t.Errorf("%+v, with %d rows", batch, len(rows))
	}
	for _, row := range rows {
		if row.Reason == "" || row.Message == "" || row.MessageID == "" || row.Line < 2 {
			t.Errorf("line %d: %q %q %q", row.Line, row.Reason, row.Message, row.MessageID)
		}
		if strings.Contains(string(row.Reason), "duplicate") {
			t.Errorf("line %d breaks a rule and is called a double", row.Line)
		}
	}
	sound(t, engine)
}

// Product bug 12: a file that is taken in once more changes nobody's word.
func TestAnImportLeavesConsentAsItWas(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	file := "no,nama,telepon\n1,Sri,0812-3456-7890\n"
	takeCustomers(t, engine, file, nil)
	refused := must[people.Profile](t)(engine.Profiles.Edit(ctx, 1, func(p *people.Profile) error {
		p.Consents = []people.Consent{{Purpose: people.Marketing, At: march(14).at}}
		return nil
	}))
	for _, again := range []string{file, "no,nama,telepon\n1,Sri Wahyuni,0812-3456-7890\n"} {
		takeCustomers(t, engine, again, nil)
		known := must[people.Profile](t)(engine.Profiles.Get(ctx, 1))
		if allowed, said := known.Allows(people.Marketing, "whatsapp"); allowed || said == nil || known.Edition != refused.Edition {
			t.Errorf("after the import she is allowed %v: %+v", allowed, known)
		}
	}
}

// Product bug 13: who is exported and taken in elsewhere is who she was, with
// the zero and the plus of every number, whatever table she went through.
func TestWhoIsExportedAndImportedIsWhoSheWas(t *testing.T) {
	columns := []string{"code", "name", "call_name", "kind", "phone", "email", "tags"}
	word := rapid.StringMatching(`[A-Z][a-z]{1,8}`)
	dir, shops := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		shops++
		from, to := newShopIn(rt, dir+"/"+strings.Repeat("a", shops), march(14)), newShopIn(rt, dir+"/"+strings.Repeat("b", shops), march(14))
		defer from.Close()
		defer to.Close()
		ctx := context.Background()
		for range rapid.IntRange(1, 5).Draw(rt, "customers") {
			given := core.NewCustomer{Name: word.Draw(rt, "name"), CallName: rapid.SampledFrom([]string{"", "Bu Sri", "=1+1"}).Draw(rt, "call name")}
			given.Phones = rapid.SliceOfN(rapid.SampledFrom([]string{"0812-3456-7890", "+62 813 1111 2222", "(021) 5550123", "+60 12-345 6789"}), 0, 2).Draw(rt, "phones")
			given.Tags = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"vip", "kantor"}), 0, 2, rapid.ID[string]).Draw(rt, "tags")
			if _, _, err := from.People.Add(ctx, given); err != nil {
				rt.Fatal(err)
			}
		}
		format := rapid.SampledFrom([]exchange.Format{exchange.CSV, exchange.XLSX, exchange.JSONL}).Draw(rt, "format")
		write := func(engine *core.Engine, format exchange.Format) []byte {
			var out bytes.Buffer
			if _, err := engine.Exports.To(ctx, &out, "list", core.ExportOptions{Format: format, Columns: columns}); err != nil {
				rt.Fatal(err)
			}
			return out.Bytes()
		}
		file := write(from, format)
		if _, err := to.Imports.Run(ctx, bytes.NewReader(file), core.ImportOptions{Kind: intake.Customers, Source: "lama"}); err != nil {
			rt.Fatal(err)
		}
		if was, is := string(write(from, exchange.JSONL)), string(write(to, exchange.JSONL)); was != is {
			rt.Fatalf("through %s she was\n%s\nand is\n%s", format, was, is)
		}
	})
}
