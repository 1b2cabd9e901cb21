// Package intake reads what columns of a foreign table mean: which field a
// heading names, and what a cell says of a customer or an order. It leaves
// files to core/exchange and storing to the engine's Imports.
package intake

import (
	"slices"
	"strings"
	"unicode"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

// Kind is what the rows of a table are.
type Kind string

// The kinds of table.
const (
	Customers Kind = "customers"
	Orders    Kind = "orders"
)

// Field is one thing that a column can hold.
type Field struct {
	Key            string
	NameID, NameEN string
	Orders         bool     // only in a table of orders
	Synonyms       []string // headings that mean it, in lower case
	Perhaps        []string // headings that mean it where no other heading does
}

// Fields lists what the columns of a kind of table can hold.
func Fields(kind Kind) []Field {
	var list []Field
	for _, field := range fields {
		if kind == Orders || !field.Orders {
			list = append(list, field)
		}
	}
	return list
}

var fields = []Field{
	{"customer", "Nomor pelanggan", "Customer reference", false, []string{"customer_id", "customerid", "cust_id", "id_pelanggan", "kode_pelanggan", "no_pelanggan", "pelanggan", "ref", "reference", "member", "no_member"}, nil},
	{"name", "Nama", "Name", false, []string{"nama", "full_name", "nama_lengkap", "customer_name", "nama_pelanggan", "nama_customer", "nama_konsumen", "konsumen"}, nil},
	{"phone", "Telepon", "Phone", false, []string{"phones", "telepon", "telp", "no_telp", "hp", "no_hp", "nohp", "wa", "whatsapp", "no_wa", "mobile", "handphone", "no_telepon", "nomor_telepon", "nomor_hp", "nomor_wa", "no_handphone"}, nil},
	{"email", "E-mail", "E-mail", false, []string{"e-mail", "surel", "mail"}, nil},
	{"honorific", "Sapaan", "Honorific", false, []string{"sapaan", "title", "panggilan_hormat"}, nil},
	{"call_name", "Nama panggilan", "Call name", false, []string{"panggilan", "nickname", "nama_panggilan"}, nil},
	{"kind", "Jenis", "Kind", false, []string{"jenis"}, nil},
	{"tags", "Label", "Tags", false, []string{"tag", "label", "kategori_pelanggan"}, nil},
	{"order", "Nomor nota", "Order number", true, []string{"order_id", "orderid", "order_no", "no_nota", "nota", "nomor_nota", "invoice", "no_invoice", "no_order", "faktur", "no_transaksi", "id_transaksi", "kode_transaksi", "kode_nota"}, nil},
	{"date", "Tanggal", "Date", true, []string{"tanggal", "tgl", "order_date", "tanggal_order", "transaction_date", "tgl_masuk", "tanggal_masuk", "tgl_terima", "tanggal_terima", "tgl_nota", "tanggal_nota", "tgl_order", "tgl_transaksi", "tanggal_transaksi"}, nil},
	{"time", "Jam", "Time", true, []string{"jam", "waktu", "pukul"}, nil},
	{"item", "Barang atau jasa", "Item", true, []string{"barang", "jasa", "layanan", "produk", "product", "service", "nama_barang", "description", "jenis_layanan", "nama_layanan", "paket"}, nil},
	{"quantity", "Jumlah barang", "Quantity", true, []string{"qty", "jumlah_barang", "banyak", "number_of_cds", "units", "kuantitas"}, []string{"jumlah", "jml"}},
	{"price", "Harga satuan", "Price each", true, []string{"harga", "harga_satuan", "unit_price"}, nil},
	{"amount", "Total", "Amount of the order", true, []string{"total", "grand_total", "dollar_value", "nilai", "total_bayar", "total_harga", "jumlah_bayar", "total_tagihan", "tagihan"}, []string{"jumlah", "jml", "subtotal"}},
}

// Layout says which field each column holds, "" for a column to pass over.
type Layout []string

// ReadLayout checks column names that somebody gave. Names are trimmed; "",
// "-" and "_" pass a column over.
func ReadLayout(kind Kind, names []string) (Layout, error) {
	layout := Guess(kind, names)
	for i, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		if layout[i] != "" || name == "" || name == "-" || name == "_" {
			continue
		}
		meant := append(sure(kind, name), perhaps(kind, name)...)
		if len(meant) == 0 {
			return nil, fault.Invalid("columns", "%q is not a column of %s; choose from %s, or - to pass one over", name, kind, strings.Join(keys(kind), ", "))
		}
		return nil, fault.Invalid("columns", "%q is named twice", meant[0])
	}
	return layout, layout.Check(kind)
}

// Guess matches headings with fields by their names in both languages. A
// column that matches nothing, or a field that is taken, is passed over. What
// a doubtful heading means is decided last, by those beside it: "Jumlah" is
// the quantity beside a price or a total, and alone it is the amount.
func Guess(kind Kind, header []string) Layout {
	layout := make(Layout, len(header))
	layout.take(header, func(heading string) []string { return sure(kind, heading) })
	likely := perhaps
	if layout.Has("price") {
		likely = perhapsCounted
	}
	layout.take(header, func(heading string) []string { return likely(kind, heading) })
	return layout
}

// take gives each column that holds nothing yet the first field its heading
// may name that no other column holds.
func (l Layout) take(header []string, fields func(heading string) []string) {
	for i, heading := range header {
		for _, field := range fields(heading) {
			if l[i] == "" && !l.Has(field) {
				l[i] = field
			}
		}
	}
}

// Check refuses a layout that says too little to make rows of a kind.
func (l Layout) Check(kind Kind) error {
	if !l.Has("customer") && !l.Has("name") {
		return fault.Invalid("columns", "no column holds the customer or the name; name one with --columns")
	}
	if kind == Orders && !l.Has("date") {
		return fault.Invalid("columns", "no column holds the date; name one with --columns")
	}
	if kind == Orders && !l.Has("amount") && !l.Has("price") {
		return fault.Invalid("columns", "no column holds the amount or the price; name one with --columns")
	}
	return nil
}

// Has reports whether a column holds the field.
func (l Layout) Has(field string) bool { return l.at(field) >= 0 }

func (l Layout) at(field string) int {
	for i, held := range l {
		if held == field {
			return i
		}
	}
	return -1
}

// sure returns the field that a heading names, if it names one.
func sure(kind Kind, heading string) []string {
	return matching(kind, heading, func(f Field) []string { return append([]string{f.Key, f.NameID, f.NameEN}, f.Synonyms...) })
}

// perhaps returns the fields that a doubtful heading may name, the likeliest
// first: the amount before the quantity.
func perhaps(kind Kind, heading string) []string {
	list := perhapsCounted(kind, heading)
	slices.Reverse(list)
	return list
}

// perhapsCounted is perhaps in a table where each thing has a price: the
// quantity comes before the amount.
func perhapsCounted(kind Kind, heading string) []string {
	return matching(kind, heading, func(f Field) []string { return f.Perhaps })
}

func matching(kind Kind, heading string, names func(Field) []string) []string {
	heading = heard(heading)
	var list []string
	for _, field := range Fields(kind) {
		if heading != "" && slices.ContainsFunc(names(field), func(name string) bool { return heard(name) == heading }) {
			list = append(list, field.Key)
		}
	}
	return list
}

// heard folds a heading to letters and digits, words joined by _. What stands
// in brackets, such as a unit, is passed over.
func heard(heading string) string {
	heading, _, _ = strings.Cut(heading, "(")
	return strings.Join(strings.FieldsFunc(strings.ToLower(people.Tidy(heading)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), "_")
}

func keys(kind Kind) []string {
	var list []string
	for _, field := range Fields(kind) {
		list = append(list, field.Key)
	}
	return list
}
