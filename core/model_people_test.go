package core_test

import (
	"slices"
	"strings"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/phone"
	"github.com/raja-crm/raja/core/sale"
)

func peopleSteps() ([]step, []func(*machine)) {
	return []step{
		{"add a customer", 8, (*machine).addCustomer},
		{"edit a customer", 5, (*machine).editCustomer},
		{"merge", 4, (*machine).mergeCustomers},
		{"add a thing", 3, (*machine).addAsset},
		{"edit a thing", 2, (*machine).editAsset},
	}, []func(*machine){(*machine).lookAtPeople, (*machine).lookAtFigures, (*machine).lookAtAssets}
}

// phonesIn are the numbers in a text. How one is read is proved in core/phone.
func phonesIn(raw string) (found []people.Phone) {
	for _, one := range phone.Parse(raw, "ID") {
		found = append(found, people.Phone{Raw: one.Raw, E164: one.E164, Kind: string(one.Kind), Valid: one.Valid})
	}
	return found
}

var modelPhones = []string{"0812-3456-7890", "0813 1111 2222", "021-5550123", "call me"}

func (m *machine) addCustomer() {
	given := core.NewCustomer{
		Name: of(m, "name", "Sri Wahyuni", "Budi", "Boedi", "Ani", "Haji Agus", " "), Kind: of(m, "kind", "", people.External, people.External, people.Internal, "alien"),
		Email: of(m, "email", "", "", "", "sri@melati.id", "sri"),
	}
	if m.often("phone", 5) {
		given.Phones = []string{each(m, "phone", modelPhones...)}
	}
	if m.often("ref", 2) {
		given.Refs = []people.Ref{{Source: "buku", Ref: each(m, "ref", "7", "8", "9")}}
	}
	got, err := both(m, func(e *core.Engine) (people.Customer, error) {
		added, twins, err := e.People.Add(m.ctx(), given)
		for _, twin := range twins {
			if m.root(twin.Customer.Ordinal) != twin.Customer.Ordinal {
				m.Fatalf("step %d: an alias is shown as a twin", m.steps)
			}
		}
		return added, err
	})
	taken := slices.ContainsFunc(all[people.Customer](m.book, "customer", nil), func(c people.Customer) bool {
		return slices.ContainsFunc(c.Refs, func(r people.Ref) bool { return slices.Contains(given.Refs, r) })
	})
	if m.refused("add a customer", err, first(
		when(given.Name == " ", "invalid name"), when(given.Kind == "alien", "invalid kind"), when(given.Email == "sri", "invalid email"), when(taken, "conflict ref"),
	)) {
		return
	}
	u := m.write("customer.add")
	want := people.Customer{
		ID: got.ID, Ordinal: people.Ordinal(u.next("customer")), Name: given.Name, Kind: given.Kind, Email: given.Email, Refs: given.Refs,
		CreatedAt: m.now.Now(), UpdatedAt: m.now.Now(),
	}
	if want.Kind == "" {
		want.Kind = people.External
	}
	for _, raw := range given.Phones {
		want.Phones = append(want.Phones, phonesIn(raw)...)
	}
	m.same("the added customer", got, want)
	u.put("customer", uint64(want.Ordinal), want).commit()
}

func (m *machine) editCustomer() {
	number := m.number("customer")
	newName, tag := of(m, "name", "", "Sri", "Budi Santoso", " "), each(m, "tag", "", "", "vip")
	flags, raw := people.Flags(m.pick("flags", 4)), each(m, "phone", "", "", "0813 1111 2222")
	change := func(c *people.Customer) error {
		if newName != "" {
			c.Name = newName
		}
		if tag != "" && !slices.Contains(c.Tags, tag) {
			c.Tags = append(slices.Clone(c.Tags), tag)
		}
		if raw != "" {
			c.Phones = append(slices.Clone(c.Phones), people.Phone{Raw: raw})
		}
		c.Flags, c.Into, c.Batch = flags, 77, 77
		return nil
	}
	got, err := both(m, func(e *core.Engine) (people.Customer, error) {
		return e.People.Edit(m.ctx(), people.Ordinal(number), change)
	})
	before, _ := known[people.Customer](m.book, "customer", number)
	if m.refused("edit a customer", err, first(
		m.there("customer", "customer", number), when(before.Into != 0, "conflict customer"), when(newName == " ", "invalid name"),
	)) {
		return
	}
	after := before
	if newName != "" {
		after.Name = newName
	}
	if tag != "" && !slices.Contains(after.Tags, tag) {
		after.Tags = append(slices.Clone(after.Tags), tag)
	}
	if raw != "" {
		after.Phones = append(slices.Clone(after.Phones), phonesIn(raw)...)
	}
	after.Flags = flags
	u := m.write("customer.edit")
	if after.Name != before.Name || len(after.Tags) != len(before.Tags) || len(after.Phones) != len(before.Phones) || after.Flags != before.Flags {
		after.UpdatedAt = m.now.Now()
		u.put("customer", number, after)
	}
	m.same("the edited customer", got, after)
	u.commit()
}

// mergeCustomers makes one customer an alias of another. What is joined, and
// what each says of consent, stands in model_merge_test.go.
func (m *machine) mergeCustomers() {
	keep, lose := people.Ordinal(m.number("customer")), people.Ordinal(m.number("customer"))
	choice, dry := of(m, "choice", people.Choice(nil), people.Choice{"name"}, people.Choice{"shoes"}), m.often("dry", 2)
	got, err := both(m, func(e *core.Engine) (core.Merged, error) { return e.People.Merge(m.ctx(), keep, lose, choice, dry) })
	kept, _ := known[people.Customer](m.book, "customer", uint64(keep))
	lost, _ := known[people.Customer](m.book, "customer", uint64(lose))
	if m.refused("merge", err, first(
		when(len(choice) > 0 && choice[0] == "shoes", "invalid choose"), when(keep == lose, "conflict lose"),
		m.there("customer", "customer", uint64(keep)), m.there("customer", "customer", uint64(lose)),
		when(kept.Into != 0 || lost.Into != 0, "conflict lose"), when(kept.Kind != lost.Kind, "conflict kind"),
	)) {
		return
	}
	orders := len(all(m.book, "order", func(o sale.Order) bool { return m.under(lose, o.Customer) }))
	if got.Orders != orders {
		m.Fatalf("step %d: the merge moves %d orders, want %d", m.steps, got.Orders, orders)
	}
	if has := m.purse(lose).balance(m.today()); got.Points != has {
		m.Fatalf("step %d: the merge moves %d points, want %d", m.steps, got.Points, has)
	}
	joined := joinCustomers(kept, lost, choice, m.now.Now())
	m.same("the customer who is kept", got.Customer, joined)
	if dry {
		return
	}
	u := m.write("customer.merge")
	lost.Into, lost.UpdatedAt = keep, m.now.Now()
	u.put("customer", uint64(lose), lost).put("customer", uint64(keep), joined)
	m.joinProfiles(u, keep, lose)
	u.commit()
}

// bare is a serial number without what it is grouped by.
func bare(serial string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(serial))
}

// ownsSerial reports whether an owner still has a thing with a serial number.
func (m *machine) ownsSerial(owner people.Ordinal, serial string) bool {
	return serial != "" && len(all(m.book, "asset", func(a people.Asset) bool {
		return a.Serial == serial && !a.Gone && m.root(a.Owner) == m.root(owner)
	})) > 0
}

func (m *machine) addAsset() {
	given := people.Asset{
		Owner: people.Ordinal(m.number("customer")), Kind: of(m, "kind", people.Device, people.Garment, "cloud"), Name: of(m, "name", "HP", "Jas", ""),
		Serial: each(m, "serial", "", "sn-1", "sn 1", "490154203237518", "490154203237519"),
	}
	got, err := both(m, func(e *core.Engine) (people.Asset, error) { return e.Assets.Add(m.ctx(), given) })
	if m.refused("add a thing", err, first(
		when(given.Owner == 0, "invalid owner"), when(given.Kind == "cloud", "invalid kind"), when(given.Name == "", "invalid name"),
		when(given.Kind == people.Device && given.Serial == "490154203237519", "invalid serial"), m.there("customer", "customer", uint64(given.Owner)),
		when(m.ownsSerial(given.Owner, bare(given.Serial)), "conflict serial"),
	)) {
		return
	}
	u := m.write("asset.add")
	given.Number, given.CreatedAt = people.AssetNumber(u.next("asset")), m.now.Now()
	given.Serial = bare(given.Serial)
	m.same("the added thing", got, given)
	u.put("asset", uint64(given.Number), given).commit()
}

func (m *machine) editAsset() {
	number, gone, owner := m.number("asset"), m.often("gone", 5), m.number("customer")
	got, err := both(m, func(e *core.Engine) (people.Asset, error) {
		return e.Assets.Edit(m.ctx(), people.AssetNumber(number), func(a *people.Asset) error {
			a.Gone, a.Owner = gone, people.Ordinal(owner)
			return nil
		})
	})
	if m.refused("edit a thing", err, first(m.there("asset", "asset", number), when(owner == 0, "invalid owner"), m.there("customer", "customer", owner))) {
		return
	}
	want, _ := known[people.Asset](m.book, "asset", number)
	want.Gone, want.Owner = gone, people.Ordinal(owner)
	m.same("the edited thing", got, want)
	m.write("asset.edit").put("asset", number, want).commit()
}

func (m *machine) lookAtAssets() {
	for _, who := range all[people.Customer](m.book, "customer", nil) {
		whole(m, "what "+core.Code(who.Ordinal)+" owns", all(m.book, "asset", func(a people.Asset) bool { return m.under(who.Ordinal, a.Owner) }),
			func(e *core.Engine) ([]people.Asset, error) { return e.Assets.Of(m.ctx(), who.Ordinal) })
	}
	whole(m, "things with a serial number", all(m.book, "asset", func(a people.Asset) bool { return a.Serial == "SN1" }),
		func(e *core.Engine) ([]people.Asset, error) { return e.Assets.With(m.ctx(), " sn 1") })
}

func (m *machine) lookAtPeople() {
	want := m.roots()
	whole(m, "everybody", want, func(e *core.Engine) ([]people.Customer, error) {
		listed, total, err := e.People.List(m.ctx(), core.Pick{}, 0, 1000)
		if total != len(want) {
			m.Fatalf("step %d: there are %d customers, want %d", m.steps, total, len(want))
		}
		var found []people.Customer
		for _, one := range listed {
			found = append(found, one.Customer)
		}
		return found, err
	})
	for _, one := range all[people.Customer](m.book, "customer", nil) {
		got, err := both(m, func(e *core.Engine) (people.Customer, error) { return e.People.Get(m.ctx(), one.Ordinal) })
		m.refused("get a customer", err, "")
		m.same("a customer", got, one)
		m.lookUp(core.Code(one.Ordinal), []people.Ordinal{one.Ordinal})
		m.lookUp(one.ID.String(), []people.Ordinal{one.Ordinal})
		m.searched(one)
	}
	for _, raw := range modelPhones[:3] {
		e164 := phonesIn(raw)[0].E164
		m.lookUp(raw, ordinals(all(m.book, "customer", func(c people.Customer) bool {
			return slices.ContainsFunc(c.Phones, func(p people.Phone) bool { return p.E164 == e164 })
		})))
	}
	for _, ref := range []string{"7", "8", "9"} {
		m.lookUp("ref:"+ref, ordinals(all(m.book, "customer", func(c people.Customer) bool { return len(c.Refs) > 0 && c.Refs[0].Ref == ref })))
	}
}

func ordinals(list []people.Customer) (found []people.Ordinal) {
	for _, one := range list {
		found = append(found, one.Ordinal)
	}
	return found
}

// lookUp finds somebody by what names several, as whom they count.
func (m *machine) lookUp(ref string, named []people.Ordinal) {
	var roots []people.Ordinal
	for _, one := range named {
		if root := m.root(one); !slices.Contains(roots, root) {
			roots = append(roots, root)
		}
	}
	got, err := both(m, func(e *core.Engine) (people.Customer, error) { return e.People.Find(m.ctx(), ref) })
	if !m.refused("find "+ref, err, first(when(len(roots) == 0, "not_found customer"), when(len(roots) > 1, "conflict customer"))) && got.Ordinal != roots[0] {
		m.Fatalf("step %d: %s finds %d, want %d", m.steps, ref, got.Ordinal, roots[0])
	}
}

// searched fails unless somebody is found by her name, as whom she counts.
func (m *machine) searched(one people.Customer) {
	for _, engine := range m.engines {
		hits, err := engine.People.Search(m.ctx(), one.Name, 500)
		if err != nil {
			m.Fatal(err)
		}
		found := false
		for _, hit := range hits {
			if m.root(people.Ordinal(hit.ID)) != people.Ordinal(hit.ID) || m.there("customer", "customer", uint64(hit.ID)) != "" {
				m.Fatalf("step %d: search shows %d, who is nobody of her own", m.steps, hit.ID)
			}
			found = found || people.Ordinal(hit.ID) == m.root(one.Ordinal)
		}
		if !found {
			m.Fatalf("step %d: %q is not found by her name", m.steps, one.Name)
		}
	}
}

// lookAtFigures counts anew what is known of a customer's orders.
func (m *machine) lookAtFigures() {
	for _, who := range m.roots() {
		orders, net, days := uint32(0), int64(0), map[string]bool{}
		for _, one := range all(m.book, "order", func(o sale.Order) bool { return m.root(o.Customer) == who.Ordinal }) {
			day := one.At.In(jakarta).Format(time.DateOnly)
			if visit(one) && day <= m.now.at.In(jakarta).Format(time.DateOnly) {
				orders, net, days[day] = orders+1, net+int64(netOf(one)), true
			}
		}
		got, err := both(m, func(e *core.Engine) (core.Listed, error) { return e.People.Card(m.ctx(), who.Ordinal) })
		m.refused("a card", err, "")
		m.same("orders of "+core.Code(who.Ordinal), got.Facts.OrdersTotal, orders)
		m.same("net of "+core.Code(who.Ordinal), got.Facts.NetTotal, net)
		m.same("days of "+core.Code(who.Ordinal), got.Facts.VisitsTotal, uint32(len(days)))
		m.same("her flags", people.Flags(got.Facts.Flags)&3, who.Flags)
	}
}

var jakarta = time.FixedZone("WIB", 7*3600)
