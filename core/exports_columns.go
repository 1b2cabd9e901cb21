package core

import (
	"slices"
	"strings"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/phone"
)

// exportColumn is one thing that a list of customers can show. identity marks
// those that an import takes back: what a list for machines holds unless told
// otherwise.
type exportColumn struct {
	key, titleID, titleEN string
	identity, chosen      bool
	cell                  func(*Listed, phone.Masking) exchange.Cell
}

// ExportColumn describes a column for a chooser.
type ExportColumn struct {
	Key, NameID, NameEN string
	Chosen              bool // in a list for people unless told otherwise
}

// Columns lists what a list of customers can show.
func (e *Exports) Columns() []ExportColumn {
	return lo.Map(exportColumns(), func(c exportColumn, _ int) ExportColumn {
		return ExportColumn{c.key, c.titleID, c.titleEN, c.chosen}
	})
}

func exportColumns() []exportColumn {
	return []exportColumn{
		{"code", "Kode", "Code", false, true, func(l *Listed, _ phone.Masking) exchange.Cell {
			return text(Code(l.Customer.Ordinal))
		}},
		{"customer", "Nomor pelanggan", "Customer reference", true, false, func(l *Listed, _ phone.Masking) exchange.Cell {
			return text(firstRef(&l.Customer))
		}},
		{"name", "Nama", "Name", true, true, func(l *Listed, _ phone.Masking) exchange.Cell { return text(l.Customer.Name) }},
		{"call_name", "Nama panggilan", "Call name", true, false, func(l *Listed, _ phone.Masking) exchange.Cell {
			return text(l.Customer.CallName)
		}},
		{"honorific", "Sapaan", "Honorific", true, true, func(l *Listed, _ phone.Masking) exchange.Cell {
			return text(string(l.Customer.Honorific))
		}},
		{"kind", "Jenis", "Kind", true, false, func(l *Listed, _ phone.Masking) exchange.Cell { return text(string(l.Customer.Kind)) }},
		{"phone", "Telepon", "Phone", true, true, phoneCell},
		{"email", "E-mail", "E-mail", true, true, func(l *Listed, mode phone.Masking) exchange.Cell {
			return text(maskEmail(l.Customer.Email, mode))
		}},
		{"tags", "Label", "Tags", true, false, func(l *Listed, _ phone.Masking) exchange.Cell {
			return text(strings.Join(l.Customer.Tags, " / "))
		}},
		{"segment", "Segmen", "Segment", false, true, func(l *Listed, _ phone.Masking) exchange.Cell { return text(l.Segment) }},
		{"tier", "Tingkat", "Tier", false, true, func(l *Listed, _ phone.Masking) exchange.Cell { return text(l.Tier) }},
		{"points", "Poin", "Points", false, true, func(l *Listed, _ phone.Masking) exchange.Cell { return number(l.Facts.Points) }},
		{"orders", "Nota", "Orders", false, true, func(l *Listed, _ phone.Masking) exchange.Cell {
			return number(int64(l.Facts.OrdersTotal))
		}},
		{"visits", "Kunjungan", "Visits", false, false, func(l *Listed, _ phone.Masking) exchange.Cell {
			return number(int64(l.Facts.VisitsTotal))
		}},
		{"net", "Belanja", "Spent", false, true, func(l *Listed, _ phone.Masking) exchange.Cell {
			return exchange.Cell{Kind: exchange.Money, Number: l.Facts.NetTotal}
		}},
		{"first_order_on", "Pesanan pertama", "First order", false, false, func(l *Listed, _ phone.Masking) exchange.Cell {
			return date(l.Facts.FirstOrderDay, l.Facts.OrdersTotal)
		}},
		{"last_order_on", "Pesanan terakhir", "Last order", false, true, func(l *Listed, _ phone.Masking) exchange.Cell {
			return date(l.Facts.LastOrderDay, l.Facts.OrdersTotal)
		}},
	}
}

// exportLayout returns the columns by key; none given takes those that suit
// the format.
func exportLayout(keys []string, format exchange.Format) ([]exportColumn, error) {
	all := exportColumns()
	if len(keys) == 0 {
		machine := format == exchange.CSVMachine || format == exchange.JSONL
		return lo.Filter(all, func(c exportColumn, _ int) bool {
			return (machine && c.identity) || (!machine && c.chosen)
		}), nil
	}
	var picked []exportColumn
	for _, key := range keys {
		key = strings.TrimSpace(key)
		at := slices.IndexFunc(all, func(c exportColumn) bool { return c.key == key })
		if at < 0 {
			known := lo.Map(all, func(c exportColumn, _ int) string { return c.key })
			return nil, fault.Invalid("columns", "%q is not a column; choose from %s", key, strings.Join(known, ", "))
		}
		picked = append(picked, all[at])
	}
	return picked, nil
}

func headings(columns []exportColumn, lang string) []exchange.Column {
	return lo.Map(columns, func(c exportColumn, _ int) exchange.Column {
		if lang == "id" {
			return exchange.Column{Key: c.key, Title: c.titleID}
		}
		return exchange.Column{Key: c.key, Title: c.titleEN}
	})
}

func text(value string) exchange.Cell { return exchange.Cell{Text: value} }

func number(value int64) exchange.Cell { return exchange.Cell{Kind: exchange.Number, Number: value} }

func date(day int32, orders uint32) exchange.Cell {
	return exchange.Cell{Kind: exchange.Date, Number: int64(day), None: orders == 0}
}

func firstRef(customer *people.Customer) string {
	if len(customer.Refs) == 0 {
		return ""
	}
	return customer.Refs[0].Ref
}

// phoneCell shows every number: as it was written where it could not be read.
func phoneCell(l *Listed, mode phone.Masking) exchange.Cell {
	var machine, home []string
	for _, number := range l.Customer.Phones {
		shown, dialled := number.Raw, number.Raw
		if number.E164 != "" && number.Valid {
			shown, dialled = number.E164, phone.Display(number.E164)
		}
		machine = append(machine, phone.Mask(shown, mode))
		home = append(home, phone.Mask(dialled, mode))
	}
	return exchange.Cell{Kind: exchange.Phone, Text: strings.Join(machine, " / "), Home: strings.Join(home, " / ")}
}

// maskEmail keeps the first letter and the domain: s***@mail.com.
func maskEmail(address string, mode phone.Masking) string {
	name, domain, ok := strings.Cut(address, "@")
	if mode == phone.MaskNone || !ok || name == "" {
		return address
	}
	first := []rune(name)[0]
	return string(first) + "***@" + domain
}
