package core_test

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

func catalogueSteps() ([]step, []func(*machine)) {
	return []step{
		{"add an item", 3, (*machine).addItem},
		{"edit an item", 2, (*machine).editItem},
		{"set a price", 5, (*machine).setPrice},
		{"wait for an item", 3, (*machine).await},
		{"end a wait", 3, (*machine).endWait},
	}, []func(*machine){(*machine).lookAtItems, (*machine).lookAtWaits}
}

func (m *machine) addItem() {
	given := sale.Item{
		Type: of(m, "type", sale.Service, sale.Good, sale.Package, "dream"), Name: of(m, "name", "Cuci", "Setrika", "Karpet", ""), Unit: of(m, "unit", "", sale.Kilogram, "mile"),
		Least: int64(each(m, "least", 0, 3000)), Step: int64(each(m, "rounding", 0, 100)),
	}
	if given.Type == sale.Package {
		given.Parts = []sale.Part{{Item: sale.ItemNumber(m.number("item")), Quantity: 2}}
	}
	price := sale.Price{Amount: money.Amount(of(m, "price", 8000, 12_500, -1))}
	got, err := both(m, func(e *core.Engine) (sale.Item, error) { return e.Catalogue.Add(m.ctx(), given, price) })
	wrong := first(
		when(given.Name == "", "invalid name"), when(given.Type == "dream", "invalid type"), when(given.Unit == "mile", "invalid unit"),
		when(given.Type == sale.Package && given.Parts != nil && given.Parts[0].Item == 0, "invalid part"),
	)
	if given.Type == sale.Package {
		wrong = first(wrong, m.there("item", "part", uint64(given.Parts[0].Item)))
	}
	if m.refused("add an item", err, first(wrong, when(price.Amount < 0, "invalid price"))) {
		return
	}
	u := m.write("item.add")
	given.Number, given.Unit = sale.ItemNumber(u.next("item")), cmp.Or(given.Unit, sale.Piece)
	m.same("the added item", got, given)
	u.put("item", uint64(given.Number), given)
	u.price(sale.Price{Item: given.Number, Amount: price.Amount, From: m.now.Now()})
	u.commit()
}

func (u *unit) price(one sale.Price) {
	one.Number = sale.PriceNumber(u.next("price"))
	u.put("price", uint64(one.Number), one)
}

func (m *machine) editItem() {
	number, name, gone, part := m.number("item"), of(m, "name", "Cuci", "cuci ", ""), m.often("gone", 3), sale.ItemNumber(m.number("item"))
	got, err := both(m, func(e *core.Engine) (sale.Item, error) {
		return e.Catalogue.Edit(m.ctx(), sale.ItemNumber(number), func(i *sale.Item) error {
			if i.Name, i.Gone = name, gone; i.Type == sale.Package {
				i.Parts = []sale.Part{{Item: part, Quantity: 1}}
			}
			return nil
		})
	})
	want := some[sale.Item](m, "item", number)
	wrong := first(m.there("item", "item", number), when(name == "", "invalid name"))
	if want.Type == sale.Package {
		wrong = first(wrong, when(uint64(part) == number, "invalid part"), m.there("item", "part", uint64(part)))
		want.Parts = []sale.Part{{Item: part, Quantity: 1}}
	}
	if m.refused("edit an item", err, wrong) {
		return
	}
	want.Name, want.Gone = strings.TrimSpace(name), gone
	m.same("the edited item", got, want)
	m.write("item.edit").put("item", number, want).commit()
}

func (m *machine) setPrice() {
	given := sale.Price{
		Item: sale.ItemNumber(m.number("item")), List: each(m, "list", "", "", "express"), Amount: money.Amount(of(m, "price", 7000, 9000, 12_500, -1)),
		From: each(m, "from", time.Time{}, m.now.Now().Add(24*time.Hour), m.now.Now().Add(-time.Hour)),
	}
	_, err := both(m, func(e *core.Engine) (struct{}, error) { return struct{}{}, e.Catalogue.SetPrice(m.ctx(), given) })
	if m.refused("set a price", err, first(m.there("item", "item", uint64(given.Item)), when(given.Amount < 0, "invalid price"))) {
		return
	}
	if given.From.IsZero() {
		given.From = m.now.Now()
	}
	u := m.write("price.set")
	u.price(given)
	u.commit()
}

// costs is the price that holds: of those that began, the last to begin, and
// of those that began together the one that was set last.
func (m *machine) costs(item sale.ItemNumber, list string, at time.Time) (sale.Price, string) {
	began := by(all(m.book, "price", func(p sale.Price) bool { return p.Item == item && p.List == list && !p.From.After(at) }), oldest(func(p sale.Price) time.Time { return p.From }))
	switch {
	case len(began) > 0:
		return began[len(began)-1], ""
	case list != "":
		return m.costs(item, "", at)
	}
	return sale.Price{}, "not_found price"
}

func (m *machine) lookAtItems() {
	named := by(all[sale.Item](m.book, "item", nil), func(a, b sale.Item) int { return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	pages(m, "items", named, func(e *core.Engine, after string, limit int) ([]sale.Item, string, error) {
		return e.Catalogue.List(m.ctx(), after, limit)
	})
	for _, item := range named {
		for _, list := range []string{"", "express"} {
			for _, at := range []time.Time{m.now.Now(), m.now.Now().Add(25 * time.Hour), m.now.Now().Add(-2 * time.Hour)} {
				got, err := both(m, func(e *core.Engine) (sale.Price, error) { return e.Catalogue.Price(m.ctx(), item.Number, list, at) })
				if want, wrong := m.costs(item.Number, list, at); !m.refused("a price", err, wrong) {
					m.same("a price", got, want)
				}
			}
		}
		m.lookAtLine(item)
	}
}

func (m *machine) lookAtLine(item sale.Item) {
	for _, measured := range []int64{0, 1000, 2340, 3000} {
		got, err := both(m, func(e *core.Engine) (sale.Line, error) {
			return e.Catalogue.Line(m.ctx(), item.Number, measured, "express")
		})
		price, none := m.costs(item.Number, "express", m.now.Now())
		express := all(m.book, "price", func(p sale.Price) bool { return p.List == "express" })
		if m.refused("a line", err, first(when(measured == 0, "invalid quantity"), when(item.Gone, "conflict item"), none, when(len(express) == 0, "not_found list"))) {
			continue
		}
		charged := max(measured, item.Least)
		for item.Step > 0 && charged%item.Step != 0 {
			charged++
		}
		want := sale.Line{Item: item.Name, Price: price.Amount, Unit: item.Unit, Offer: item.Number, Quantity: charged / 1000}
		if charged%1000 != 0 || charged != measured {
			want.Milli, want.Measured, want.Quantity = charged, measured, (charged+999)/1000
		}
		m.same("a line", got, want)
	}
}

func (m *machine) await() {
	given := sale.Wait{Item: sale.ItemNumber(m.number("item")), Customer: people.Ordinal(m.number("customer")), Note: "merah"}
	got, err := both(m, func(e *core.Engine) (sale.Wait, error) { return e.Catalogue.Await(m.ctx(), given) })
	if m.refused("wait", err, first(
		when(given.Customer == 0, "invalid customer"), when(given.Item == 0, "invalid item"), m.there("customer", "customer", uint64(given.Customer)), m.there("item", "item", uint64(given.Item)),
		when(len(all(m.book, "wait", func(w sale.Wait) bool {
			return !w.Over && w.Item == given.Item && m.under(m.root(given.Customer), w.Customer)
		})) > 0, "conflict customer"),
	)) {
		return
	}
	u := m.write("wait.add")
	given.Number, given.At = sale.WaitNumber(u.next("wait")), m.now.Now()
	m.same("the wait", got, given)
	u.put("wait", uint64(given.Number), given).commit()
}

func (m *machine) endWait() {
	number, told := m.number("wait"), m.often("told", 5)
	got, err := both(m, func(e *core.Engine) (sale.Wait, error) {
		if told {
			return e.Catalogue.Told(m.ctx(), sale.WaitNumber(number))
		}
		return e.Catalogue.Done(m.ctx(), sale.WaitNumber(number))
	})
	want := some[sale.Wait](m, "wait", number)
	if m.refused("end a wait", err, first(m.there("wait", "wait", number), when(want.Over, "conflict wait"))) {
		return
	}
	if told {
		want.Told = m.now.Now()
	} else {
		want.Over = true
	}
	m.same("the wait", got, want)
	m.write("wait.end").put("wait", number, want).commit()
}

func (m *machine) lookAtWaits() {
	for _, item := range all[sale.Item](m.book, "item", nil) {
		open := by(all(m.book, "wait", func(w sale.Wait) bool { return w.Item == item.Number && !w.Over }), oldest(func(w sale.Wait) time.Time { return w.At }))
		whole(m, "who waits", slices.Clone(open), func(e *core.Engine) ([]sale.Wait, error) { return e.Catalogue.Waiting(m.ctx(), item.Number) })
	}
}
