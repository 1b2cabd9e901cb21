package intake_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

func reader(t testing.TB, kind intake.Kind, columns string) *intake.Reader {
	t.Helper()
	layout, err := intake.ReadLayout(kind, strings.Fields(columns))
	if err != nil {
		t.Fatal(err)
	}
	return &intake.Reader{Kind: kind, Layout: layout, Currency: money.Currency{Code: "IDR"}, Zone: jakarta(t)}
}

func TestReadOrder(t *testing.T) {
	const all = "order customer name date time item quantity price amount"
	tests := []struct {
		name, columns string
		cells         []string
		want          intake.Sale
		person        string
	}{
		{
			"every column", all,
			[]string{"N-1", "P7", "Sri", "14/03/2026", "21:12", "Cuci", "3", "8.000", "Rp 20.000"},
			intake.Sale{Number: "N-1", Line: sale.Line{Item: "Cuci", Quantity: 3, Price: 8000}, HasAmount: true, Amount: 20000},
			"P7 Sri",
		},
		{
			"no quantity is one", all,
			[]string{"", "P7", "", "14/03/2026", "", "", "", "8000", ""},
			intake.Sale{DateOnly: true, Line: sale.Line{Quantity: 1, Price: 8000}},
			"P7 P7",
		},
		{
			"a quantity with zero decimals", all,
			[]string{"", "", "Sri", "14/03/2026", "", "", "2.0", "", "5000"},
			intake.Sale{DateOnly: true, Line: sale.Line{Quantity: 2}, HasAmount: true, Amount: 5000},
			" Sri",
		},
		{
			"an amount of nothing", all,
			[]string{"", "P7", "", "14/03/2026", "", "", "", "", "0"},
			intake.Sale{DateOnly: true, Line: sale.Line{Quantity: 1}, HasAmount: true},
			"P7 P7",
		},
		{
			"columns at the end may be left off", "name date amount item",
			[]string{"Sri", "14/03/2026", "5000"},
			intake.Sale{DateOnly: true, Line: sale.Line{Quantity: 1}, HasAmount: true, Amount: 5000},
			" Sri",
		},
		{
			"cells that no column names", "name date amount",
			[]string{"Sri", "14/03/2026", "5000", "x", "y"},
			intake.Sale{DateOnly: true, Line: sale.Line{Quantity: 1}, HasAmount: true, Amount: 5000},
			" Sri",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			entry, err := reader(t, intake.Orders, tt.columns).Read(5, tt.cells)
			got := entry.Sale
			got.At = tt.want.At
			if diff := cmp.Diff(tt.want, got); diff != "" || err != nil || entry.Line != 5 || entry.Person.Ref+" "+entry.Person.Name != tt.person {
				t.Errorf("%+v, %v (-want +got):\n%s", entry.Person, err, diff)
			}
		})
	}
}

func TestRowsThatAreNotTaken(t *testing.T) {
	tests := []struct {
		name  string
		cells []string // name date quantity price amount order customer
		want  intake.Reason
	}{
		{"too few cells", []string{"Sri", "14/03/2026"}, intake.TooFewColumns},
		{"no cells", nil, intake.TooFewColumns},
		{"nobody", []string{"", "14/03/2026", "1", "", "5000", "", ""}, intake.NoCustomer},
		{"no date", []string{"Sri", "", "1", "", "5000", "", ""}, intake.BadDate},
		{"neither price nor amount", []string{"Sri", "14/03/2026", "1", "", "", "", ""}, intake.BadAmount},
		{"an amount in words", []string{"Sri", "14/03/2026", "1", "", "lima ribu", "", ""}, intake.BadAmount},
		{"an amount larger than an order", []string{"Sri", "14/03/2026", "1", "", "9999999999999999", "", ""}, intake.BadAmount},
		{"a price in words", []string{"Sri", "14/03/2026", "1", "gratis", "", "", ""}, intake.BadAmount},
		{"a negative amount", []string{"Sri", "14/03/2026", "1", "", "-5000", "", ""}, intake.NegativeAmount},
		{"a negative price", []string{"Sri", "14/03/2026", "1", "-5000", "", "", ""}, intake.NegativeAmount},
		{"a negative quantity", []string{"Sri", "14/03/2026", "-1", "5000", "", "", ""}, intake.BadQuantity},
		{"half a piece", []string{"Sri", "14/03/2026", "2,5", "5000", "", "", ""}, intake.BadQuantity},
		{"a quantity that can be read both ways", []string{"Sri", "14/03/2026", "1.000", "5000", "", "", ""}, intake.BadQuantity},
		{"a quantity in words", []string{"Sri", "14/03/2026", "dua", "5000", "", "", ""}, intake.BadQuantity},
		{"a quantity without end", []string{"Sri", "14/03/2026", "99999999999999", "5000", "", "", ""}, intake.BadQuantity},
		{"a number that no index holds", []string{"Sri", "14/03/2026", "1", "5000", "", strings.Repeat("9", 500), ""}, intake.BreaksRule},
		{"a reference that no index holds", []string{"Sri", "14/03/2026", "1", "5000", "", "", strings.Repeat("9", 500)}, intake.BreaksRule},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := reader(t, intake.Orders, "name date quantity price amount order customer").Read(1, tt.cells)
			var problem *intake.Problem
			if !errors.As(err, &problem) || problem.Reason != tt.want || problem.Error() == "" {
				t.Errorf("Read(%q) = %v, want %s", tt.cells, err, tt.want)
			}
		})
	}
}

func TestTheDecimalThatIsSaidHoldsForQuantities(t *testing.T) {
	for decimal, want := range map[money.Decimal]int64{money.Point: 1, money.Comma: 1000} {
		r := reader(t, intake.Orders, "name date quantity price")
		r.Decimal = decimal
		if entry, err := r.Read(1, []string{"Sri", "14/03/2026", "1.000", "0"}); err != nil || entry.Sale.Line.Quantity != want {
			t.Errorf("with %q 1.000 is %d, %v, want %d", decimal, entry.Sale.Line.Quantity, err, want)
		}
	}
}

func TestReadCustomer(t *testing.T) {
	r := reader(t, intake.Customers, "customer name call_name honorific kind phone email tags")
	entry, err := r.Read(2, []string{" P7 ", "Sri\u00a0 Rejeki", "Sri", "Ibu", "Internal", "'+62812", "sri@toko.id", "karpet / antar /  / "})
	want := intake.Person{
		Ref: "P7", Name: "Sri Rejeki", CallName: "Sri", Honorific: "Ibu", Kind: people.Internal,
		Phone: "+62812", Email: "sri@toko.id", Tags: []string{"karpet", "antar"},
	}
	if diff := cmp.Diff(want, entry.Person); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestALongNameLosesNoOrder(t *testing.T) {
	r := reader(t, intake.Orders, "name date amount")
	for letter, want := range map[string]int{"a": people.MaxName, "王": (people.MaxRef - 20) / 3} {
		entry, err := r.Read(1, []string{strings.Repeat(letter, 5000), "14/03/2026", "1"})
		if got := entry.Person.Name; err != nil || got != strings.Repeat(letter, want) {
			t.Errorf("a name of %d letters, %v, want %d", utf8.RuneCountInString(got), err, want)
		}
	}
}

func TestRowsThatSayTheSameHaveOneDigest(t *testing.T) {
	digest := func(columns string, cells ...string) intake.Digest {
		t.Helper()
		entry, err := reader(t, intake.Orders, columns).Read(1, cells)
		if err != nil {
			t.Fatal(err)
		}
		return entry.Digest
	}
	first := digest("name date amount", "Sri", "14/03/2026", "5000")
	same := map[string]intake.Digest{
		"columns in another order":     digest("amount name date", "5000", "Sri", "14/03/2026"),
		"spaces to spare":              digest("name date amount", " Sri  ", "14/03/2026", "5000"),
		"a column that nobody fills":   digest("name date amount item", "Sri", "14/03/2026", "5000", ""),
		"a column that nobody knows":   digest("name date amount -", "Sri", "14/03/2026", "5000", "note"),
		"a cell behind the last field": digest("name date amount", "Sri", "14/03/2026", "5000", "x"),
	}
	for name, got := range same {
		if got != first {
			t.Errorf("%s makes another digest", name)
		}
	}
	other := map[string]intake.Digest{
		"another name":                 digest("name date amount", "Ani", "14/03/2026", "5000"),
		"an item":                      digest("name date amount item", "Sri", "14/03/2026", "5000", "Cuci"),
		"a name in the column beside":  digest("customer date amount", "Sri", "14/03/2026", "5000"),
		"the price where the total is": digest("name date price", "Sri", "14/03/2026", "5000"),
	}
	for name, got := range other {
		if got == first {
			t.Errorf("%s makes the same digest", name)
		}
	}
}

// What an export guards against spreadsheets an import gets back whole.
func TestAnExportForExcelIsReadBack(t *testing.T) {
	r := reader(t, intake.Customers, "name")
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.StringMatching(`'{0,3}[=+\-@＝＋－＠]?[ a-z0-9"';,=]{0,8}`), rapid.String()).Draw(t, "name")
		if name = people.Tidy(name); name == "" {
			return
		}
		var file bytes.Buffer
		w, err := exchange.NewWriter(&file, exchange.CSV, []exchange.Column{{Title: "Nama"}}, exchange.Locale{Lang: "id"}, nil)
		if err := errors.Join(err, w.Write([]exchange.Cell{{Text: name}}), w.Close()); err != nil {
			t.Fatal(err)
		}
		rows, err := exchange.Open(&file, exchange.Dialect{Format: exchange.CSV, Delimiter: ';'})
		if err != nil {
			t.Fatal(err)
		}
		var last []string
		for row, ok, err := rows.Next(); ok; row, ok, err = rows.Next() {
			if err != nil {
				t.Fatal(err)
			}
			last = slices.Clone(row.Cells)
		}
		if entry, err := r.Read(2, last); err != nil || entry.Person.Name != name {
			t.Fatalf("%q comes back as %q, %v", name, entry.Person.Name, err)
		}
	})
}

func TestProblemsAreShort(t *testing.T) {
	for _, reason := range []intake.Reason{
		intake.Unreadable, intake.TooFewColumns, intake.NoCustomer, intake.BadDate, intake.BadTime, intake.BadAmount, intake.BadQuantity,
		intake.NegativeAmount, intake.OrderRepeated, intake.LinesDisagree, intake.SharedReference, intake.BreaksRule,
	} {
		said := (&intake.Problem{Reason: reason, Text: strings.Repeat("é", 10_000)}).Error()
		if said == "" || len(said) > 400 || !utf8.ValidString(said) {
			t.Errorf("%s says %q", reason, said)
		}
	}
}

func FuzzRow(f *testing.F) {
	f.Add("Sri\tP7\t14/03/2026\t21.12\tCuci\t3\t8.000\t24.000\t0812\ta / b")
	f.Add("'=1\t\t2026-03-14\t\t\t1,0\t\t-5\t\t/")
	f.Add("\xff\t\x00\t\t\t\t\t\t\t\t")
	readers := []*intake.Reader{
		reader(f, intake.Orders, "name customer date time item quantity price amount phone tags"),
		reader(f, intake.Customers, "name customer - - - - - - phone tags"),
	}
	f.Fuzz(func(t *testing.T, row string) {
		for _, r := range readers {
			entry, err := r.Read(1, strings.Split(row, "\t"))
			var problem *intake.Problem
			switch {
			case err != nil && !errors.As(err, &problem):
				t.Errorf("%q: %v is no problem", row, err)
			case err != nil:
			case entry.Person.Name == "" || !utf8.ValidString(entry.Person.Name):
				t.Errorf("%q has the name %q", row, entry.Person.Name)
			case entry.Sale.Amount < 0 || entry.Sale.Amount > sale.MaxTotal || entry.Sale.Line.Price < 0 || entry.Sale.Line.Quantity < 0:
				t.Errorf("%q sells %+v", row, entry.Sale)
			}
		}
	})
}
