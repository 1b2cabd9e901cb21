// Package intake reads what columns of a foreign table mean: which field a
// heading names, and what a cell says of a customer or an order. It leaves
// files to core/exchange and storing to the engine's Imports.
package intake

import (
	"strings"

	"github.com/raja-crm/raja/core/fault"
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
	{"customer", "Nomor pelanggan", "Customer reference", false, []string{"customer_id", "customerid", "cust_id", "id_pelanggan", "kode_pelanggan", "no_pelanggan", "pelanggan", "ref", "reference", "member", "no_member"}},
	{"name", "Nama", "Name", false, []string{"nama", "full_name", "nama_lengkap", "customer_name", "nama_pelanggan"}},
	{"phone", "Telepon", "Phone", false, []string{"phones", "telepon", "telp", "no_telp", "hp", "no_hp", "nohp", "wa", "whatsapp", "no_wa", "mobile", "handphone"}},
	{"email", "E-mail", "E-mail", false, []string{"e-mail", "surel", "mail"}},
	{"honorific", "Sapaan", "Honorific", false, []string{"sapaan", "title", "panggilan_hormat"}},
	{"call_name", "Nama panggilan", "Call name", false, []string{"panggilan", "nickname", "nama_panggilan"}},
	{"kind", "Jenis", "Kind", false, []string{"jenis"}},
	{"tags", "Label", "Tags", false, []string{"tag", "label", "kategori_pelanggan"}},
	{"order", "Nomor nota", "Order number", true, []string{"order_id", "orderid", "order_no", "no_nota", "nota", "nomor_nota", "invoice", "no_invoice", "no_order", "faktur"}},
	{"date", "Tanggal", "Date", true, []string{"tanggal", "tgl", "order_date", "tanggal_order", "transaction_date"}},
	{"time", "Jam", "Time", true, []string{"jam", "waktu", "pukul"}},
	{"item", "Barang atau jasa", "Item", true, []string{"barang", "jasa", "layanan", "produk", "product", "service", "nama_barang", "description"}},
	{"quantity", "Jumlah barang", "Quantity", true, []string{"qty", "jumlah_barang", "banyak", "number_of_cds", "units", "kuantitas"}},
	{"price", "Harga satuan", "Price each", true, []string{"harga", "harga_satuan", "unit_price"}},
	{"amount", "Total", "Amount of the order", true, []string{"total", "jumlah", "grand_total", "dollar_value", "nilai", "total_bayar", "subtotal"}},
}

// Layout says which field each column holds, "" for a column to pass over.
type Layout []string

// ReadLayout checks column names that somebody gave. Names are trimmed; "",
// "-" and "_" pass a column over.
func ReadLayout(kind Kind, names []string) (Layout, error) {
	layout, used := make(Layout, len(names)), map[string]bool{}
	for i, name := range names {
		name = strings.ToLower(strings.TrimSpace(name))
		if name == "" || name == "-" || name == "_" {
			continue
		}
		field := find(kind, name)
		if field == "" {
			return nil, fault.Invalid("columns", "%q is not a column of %s; choose from %s, or - to pass one over", name, kind, strings.Join(keys(kind), ", "))
		}
		if used[field] {
			return nil, fault.Invalid("columns", "%q is named twice", field)
		}
		layout[i], used[field] = field, true
	}
	return layout, layout.Check(kind)
}

// Guess matches headings with fields by their names in both languages. A
// column that matches nothing, or a field that is taken, is passed over.
func Guess(kind Kind, header []string) Layout {
	layout, used := make(Layout, len(header)), map[string]bool{}
	for i, heading := range header {
		if field := find(kind, heading); field != "" && !used[field] {
			layout[i], used[field] = field, true
		}
	}
	return layout
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

func find(kind Kind, heading string) string {
	heading = heard(heading)
	for _, field := range Fields(kind) {
		if heading == field.Key || heading == heard(field.NameID) || heading == heard(field.NameEN) {
			return field.Key
		}
		for _, synonym := range field.Synonyms {
			if heading == heard(synonym) {
				return field.Key
			}
		}
	}
	return ""
}

// heard folds a heading to letters and digits, words joined by _.
func heard(heading string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(heading), func(r rune) bool {
		return r == ' ' || r == '_' || r == '-' || r == '.' || r == '\u00a0' || r == '\ufeff'
	}), "_")
}

func keys(kind Kind) []string {
	var list []string
	for _, field := range Fields(kind) {
		list = append(list, field.Key)
	}
	return list
}
