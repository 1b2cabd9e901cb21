package intake_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/intake"
)

func TestGuess(t *testing.T) {
	tests := []struct {
		name, header, want string
		kind               intake.Kind
	}{
		{"Indonesian customers", "No Pelanggan;Nama;Sapaan;No HP", "customer name honorific phone", intake.Customers},
		{"with dots and capitals", "NO. PELANGGAN;NAMA LENGKAP;No. HP;E-Mail", "customer name phone email", intake.Customers},
		{"Raja's own names", "Customer reference;Name;Honorific;Phone;E-mail;Tags", "customer name honorific phone email tags", intake.Customers},
		{"Raja's own keys", "customer;name;call_name;honorific;kind;phone;email;tags", "customer name call_name honorific kind phone email tags", intake.Customers},
		{"what a table of customers has no use for", "Nama;Tanggal;Total", "name - -", intake.Customers},
		{"Indonesian orders", "No Nota;No Pelanggan;Tanggal;Jam;Barang;Qty;Harga", "order customer date time item quantity price", intake.Orders},
		{"a laundry's book", "No Nota;Tgl Masuk;Nama Pelanggan;No. HP;Jenis Layanan;Qty;Harga;Total Bayar;Tgl Ambil", "order date name phone item quantity price amount -", intake.Orders},
		{"units in brackets", "Tanggal;Nama;Harga (Rp);Total (Rp)", "date name price amount", intake.Orders},
		{"jumlah alone is the amount", "Nama;Tanggal;Jumlah", "name date amount", intake.Orders},
		{"jumlah beside a quantity is the amount", "Nama;Tanggal;Qty;Harga;Jumlah", "name date quantity price amount", intake.Orders},
		{"jumlah beside a price is the quantity", "Nama;Tanggal;Barang;Harga;Jumlah", "name date item price quantity", intake.Orders},
		{"jumlah beside a unit price is the quantity", "Nama;Tanggal;Jumlah;Harga Satuan", "name date quantity price", intake.Orders},
		{"jumlah beside a price and a subtotal is the quantity", "Nama;Tanggal;Harga;Jumlah;Subtotal", "name date price quantity amount", intake.Orders},
		{"jml is jumlah", "Nama;Tanggal;Jml;Harga", "name date quantity price", intake.Orders},
		{"jumlah beside a total is the quantity", "Nama;Tanggal;Barang;Jumlah;Harga;Total", "name date item quantity price amount", intake.Orders},
		{"a subtotal yields to the total", "Nama;Tanggal;Subtotal;Diskon;Total", "name date - - amount", intake.Orders},
		{"a subtotal alone is the amount", "Nama;Tanggal;Subtotal", "name date amount", intake.Orders},
		{"a heading that stands twice counts once", "Nama;Nama;Tanggal;Total", "name - date amount", intake.Orders},
		{"marks and line ends in headings", "\ufeffNama\nPelanggan;Tanggal\u00a0Order;Total", "name date amount", intake.Orders},
		{"nothing known", "foo;;(Rp);123", "- - - -", intake.Orders},
		{"data is no header", "00001;19970101;1;11.77", "- - - -", intake.Orders},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			layout := intake.Guess(tt.kind, strings.Split(tt.header, ";"))
			got := make([]string, len(layout))
			for i, field := range layout {
				got[i] = field
				if field == "" {
					got[i] = "-"
				}
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("Guess(%q) = %v, want %s", tt.header, got, tt.want)
			}
		})
	}
}

func TestGuessNeverTakesAFieldTwice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		heading := rapid.SampledFrom([]string{"Nama", "Name", "Total", "Jumlah", "Subtotal", "Qty", "Tanggal", "x", "", "Harga", "jumlah barang"})
		header := rapid.SliceOf(heading).Draw(t, "header")
		layout := intake.Guess(intake.Orders, header)
		used := map[string]bool{}
		for _, field := range layout {
			if field != "" && used[field] {
				t.Fatalf("Guess(%q) = %q", header, layout)
			}
			used[field] = true
		}
		if len(layout) != len(header) {
			t.Fatalf("%d columns of %d", len(layout), len(header))
		}
	})
}

func TestReadLayout(t *testing.T) {
	layout, err := intake.ReadLayout(intake.Orders, []string{"customer", " Tgl ", "-", "qty", "jumlah"})
	if want := (intake.Layout{"customer", "date", "", "quantity", "amount"}); err != nil || !slices.Equal(layout, want) {
		t.Errorf("ReadLayout = %q, %v, want %q", layout, err, want)
	}
	layout, err = intake.ReadLayout(intake.Orders, []string{"nama", "tgl", "jumlah", "harga"})
	if want := (intake.Layout{"name", "date", "quantity", "price"}); err != nil || !slices.Equal(layout, want) {
		t.Errorf("ReadLayout = %q, %v, want %q", layout, err, want)
	}
	for name, columns := range map[string][]string{
		"an unknown column":             {"customer", "date", "amount", "colour"},
		"a column that stands twice":    {"customer", "date", "amount", "tanggal"},
		"nobody":                        {"date", "amount"},
		"no date":                       {"customer", "amount"},
		"neither an amount nor a price": {"customer", "date", "quantity"},
		"nothing":                       nil,
	} {
		if _, err := intake.ReadLayout(intake.Orders, columns); fault.KindOf(err) != fault.KindInvalid || fault.As(err).Field != "columns" {
			t.Errorf("%s: %v, want invalid columns", name, err)
		}
	}
	if _, err := intake.ReadLayout(intake.Customers, []string{"name", "date"}); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("a date among customers: %v", err)
	}
}

func TestFieldsAreNamedOnce(t *testing.T) {
	for _, kind := range []intake.Kind{intake.Customers, intake.Orders} {
		for _, field := range intake.Fields(kind) {
			for _, name := range append([]string{field.Key, field.NameID, field.NameEN}, field.Synonyms...) {
				if got := intake.Guess(kind, []string{name}); got[0] != field.Key {
					t.Errorf("%q in %s means %q, want %q", name, kind, got[0], field.Key)
				}
			}
		}
	}
}
