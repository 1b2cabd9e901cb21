package receipt_test

import (
	"bytes"
	"compress/zlib"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/receipt"
	"github.com/raja-crm/raja/core/sale"
)

func nota(t interface{ Fatal(...any) }) *receipt.Nota {
	zone, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	order := &sale.Order{
		At: time.Date(2026, 3, 14, 3, 5, 0, 0, time.UTC), Discount: 2_000, Delivery: 5_000,
		Lines: []sale.Line{
			{Item: "Cuci kiloan", Milli: 3300, Measured: 3250, Quantity: 4, Unit: sale.Kilogram, Price: 7_000}, {Item: "Jas", Quantity: 2, Price: 25_000},
		},
	}
	if err := order.Settle(); err != nil {
		t.Fatal(err)
	}
	order.Paid = 40_000
	return &receipt.Nota{
		Shop: "Laundry Melati", Number: "N-000123", Order: order, Customer: "Bu Sri", Points: 12, Promise: "Sabtu 17.00",
		Zone: zone, Currency: money.Currency{Code: "IDR"}, Lang: "id",
	}
}

func TestANotaOf58Millimetres(t *testing.T) {
	want := strings.TrimLeft(`
         Laundry Melati
--------------------------------
Nota                    N-000123
Tanggal         14-03-2026 10:05
Pelanggan                 Bu Sri
--------------------------------
Cuci kiloan
  3,3 kg x Rp7.000      Rp23.100
  (timbang 3,25 kg)
Jas
  2 bh x Rp25.000       Rp50.000
--------------------------------
Diskon                  -Rp2.000
Ongkir                   Rp5.000
TOTAL                   Rp76.100
Dibayar                 Rp40.000
Sisa                    Rp36.100
--------------------------------
Selesai: Sabtu 17.00
Poin Anda                     12
          Terima kasih
`, "\n")
	if got := nota(t).Text(receipt.Narrow); got != want {
		t.Errorf("the nota reads\n%s\nwant\n%s", got, want)
	}
}

func TestAVoidOrderAndACopySayIt(t *testing.T) {
	one := nota(t)
	one.Copy, one.Lang, one.Order.Void = true, "en", &sale.Voiding{}
	text := one.Text(receipt.Wide)
	for _, part := range []string{"- COPY -", "*** VOID ***", "3.3 kg x Rp7,000", "weighed 3.25 kg"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
}

// No line is ever wider than the paper, whatever things are called.
func TestEveryLineFitsThePaper(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := nota(t)
		one.Shop, one.Customer = rapid.String().Draw(t, "shop"), rapid.String().Draw(t, "customer")
		one.Order.Lines[0].Item = rapid.String().Draw(t, "item")
		one.Order.Lines[1].Price = money.Amount(rapid.Int64Range(0, 1<<49).Draw(t, "price"))
		width := rapid.SampledFrom([]receipt.Width{receipt.Narrow, receipt.Wide}).Draw(t, "width")
		for line := range strings.Lines(one.Text(width)) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > int(width) {
				t.Fatalf("%q has %d characters", line, n)
			}
		}
	})
}

func TestThePDFOfAReprintIsTheSameToTheByte(t *testing.T) {
	var first, second bytes.Buffer
	if err := nota(t).PDF(&first, receipt.Narrow); err != nil {
		t.Fatal(err)
	}
	if err := nota(t).PDF(&second, receipt.Narrow); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(first.Bytes(), []byte("%PDF-")) || !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Errorf("%d and %d bytes", first.Len(), second.Len())
	}
}

func TestWhatStoodOnTheIntakeStandsOnTheNota(t *testing.T) {
	one := nota(t)
	one.Asset, one.By = "HP Samsung 490154203237518", "Dewi"
	one.Answers = []sale.Answered{{FormQuestion: sale.FormQuestion{TextID: "Kelengkapan yang ikut?", TextEN: "What came along?"}, Answer: "charger"}}
	text := one.Text(receipt.Wide)
	for _, part := range []string{"Barang                HP Samsung 490154203237518", "Diterima oleh                               Dewi", "Kelengkapan yang ikut?\n  charger"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is missing in\n%s", part, text)
		}
	}
}

func TestEveryUnitHasItsWord(t *testing.T) {
	for unit, want := range map[sale.Unit]string{
		sale.Kilogram: "timbang 3,25 kg", sale.Metre: "ukur 3,25 m", sale.Hour: "lamanya 3,25 jam", sale.Piece: "jumlahnya 3,25 bh", sale.Pair: "jumlahnya 3,25 psg",
	} {
		one := nota(t)
		one.Order.Lines[0].Unit = unit
		if text := one.Text(receipt.Wide); !strings.Contains(text, "("+want+")") {
			t.Errorf("%s: %q is missing in\n%s", unit, want, text)
		}
	}
}

// pageOf is what stands on the first page of a PDF.
func pageOf(t *testing.T, pdf []byte) string {
	t.Helper()
	_, packed, found := bytes.Cut(pdf, []byte("stream\n"))
	if !found {
		t.Fatal("the PDF has no page")
	}
	reader, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	page, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestThePDFDropsNoLetterInSilence(t *testing.T) {
	for name, want := range map[string]string{"Sri": "(Pelanggan                    Sri)", "Zoë": "Zo\xeb", "Ḥaṣan": "Hasan", "日本語": "???"} {
		one := nota(t)
		one.Customer = name
		var pdf bytes.Buffer
		if err := one.PDF(&pdf, receipt.Narrow); err != nil {
			t.Fatal(err)
		}
		page := pageOf(t, pdf.Bytes())
		if !strings.Contains(page, want) {
			t.Errorf("%s: %q is missing in\n%s", name, want, page)
		}
		if said := strings.Contains(page, "? = huruf"); said != (want == "???") {
			t.Errorf("%s: that letters are missing is said: %v", name, said)
		}
	}
}
