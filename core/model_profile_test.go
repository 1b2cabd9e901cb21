package core_test

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
)

func profileSteps() ([]step, []func(*machine)) {
	return []step{
		{"edit a profile", 9, (*machine).editProfile},
		{"add a group", 2, (*machine).addGroup},
		{"edit a group", 1, (*machine).editGroup},
	}, []func(*machine){(*machine).lookAtProfiles, (*machine).lookAtGroups}
}

// editProfile changes one thing that is known of somebody.
func (m *machine) editProfile() {
	number := m.number("customer")
	other, group := people.Ordinal(m.number("customer")), people.GroupNumber(m.number("group"))
	said := people.Consent{
		Purpose: of(m, "purpose", people.Marketing, people.Marketing, people.Marketing, people.Service, "spying"), Channel: of(m, "channel", "", people.Channel("whatsapp")),
		Given: m.often("given", 8), At: m.now.Now(),
	}
	member, day := each(m, "member", "m 1", "M-2", ""), people.Date{Kind: people.Birthday, Month: 1 + m.pick("month", 3), Day: of(m, "day", 1, 14, 28, 29, 30)}
	what := each(m, "what", 0, 1, 2, 3, 3, 4, 5)
	change := func(p *people.Profile) error {
		switch what {
		case 0:
			p.Referrer = other
		case 1:
			p.Guardian = other
		case 2:
			p.Groups = append(slices.Clone(p.Groups), group)
		case 3:
			p.Consents = append(slices.Clone(p.Consents), said)
		case 4:
			p.Member = member
		case 5:
			p.Dates = []people.Date{day}
		}
		p.Ordinal, p.Edition = 77, 77
		return nil
	}
	got, err := both(m, func(e *core.Engine) (people.Profile, error) {
		return e.Profiles.Edit(m.ctx(), people.Ordinal(number), change)
	})
	want, _ := known[people.Profile](m.book, "profile", number)
	edition, referrer := want.Edition, want.Referrer
	_ = change(&want)
	want.Ordinal, want.Edition, want.UpdatedAt = people.Ordinal(number), edition+1, m.now.Now()
	want.Member = map[string]string{"m 1": "M1", "M-2": "M2"}[want.Member] + map[string]string{"M1": "M1", "M2": "M2"}[want.Member]
	slices.Sort(want.Groups)
	want.Groups = slices.Compact(want.Groups)
	customer, _ := known[people.Customer](m.book, "customer", number)
	if m.refused("edit a profile", err, first(
		m.there("customer", "customer", number), when(customer.Into != 0, "conflict customer"),
		when(want.Referrer == want.Ordinal, "invalid referrer"), when(want.Guardian == want.Ordinal, "invalid guardian"),
		when(what == 5 && day.Month == 2 && day.Day == 30, "invalid date"), when(what == 3 && said.Purpose == "spying", "invalid consent"),
		m.ties(want), when(what == 0 && referrer != other, first(m.brought(want), m.herself(customer, other))),
	)) {
		return
	}
	m.same("the edited profile", got, want)
	m.write("profile.edit").put("profile", number, want).commit()
}

// ties is the fault of a profile that names what is not there.
func (m *machine) ties(p people.Profile) string {
	for _, group := range p.Groups {
		if fault := m.there("group", "group", uint64(group)); fault != "" {
			return fault
		}
	}
	if p.Guardian != 0 && m.there("customer", "", uint64(p.Guardian)) != "" {
		return "not_found guardian"
	}
	for _, other := range all(m.book, "profile", func(o people.Profile) bool { return o.Member == p.Member && o.Ordinal != p.Ordinal }) {
		if other.Member != "" {
			return "conflict member"
		}
	}
	return ""
}

// brought is the fault of somebody who was brought by herself, over others and
// as whom they count.
func (b *book) brought(p people.Profile) string {
	met := map[people.Ordinal]bool{}
	for at := p.Referrer; at != 0; {
		if at = b.root(at); at == p.Ordinal || met[at] {
			return "invalid referrer"
		}
		if met[at] = true; b.there("customer", "", uint64(at)) != "" {
			return "not_found referrer"
		}
		next, _ := known[people.Profile](b, "profile", uint64(at))
		at = next.Referrer
	}
	return ""
}

// herself is the fault of a referrer who is reached as the customer is.
func (b *book) herself(who people.Customer, referrer people.Ordinal) string {
	if referrer == 0 {
		return ""
	}
	other, _ := known[people.Customer](b, "customer", uint64(b.root(referrer)))
	numbers := map[string]bool{"": false}
	for _, one := range other.Phones {
		numbers[one.E164] = one.E164 != ""
	}
	same := slices.ContainsFunc(who.Phones, func(one people.Phone) bool { return numbers[one.E164] })
	return when(same || (who.Email != "" && strings.EqualFold(who.Email, other.Email)), "invalid referrer")
}

func (m *machine) addGroup() {
	given := people.Group{Kind: of(m, "kind", people.Household, people.Organization, "gang"), Name: of(m, "name", "Keluarga", "Kantor", ""), Payer: people.Ordinal(m.number("customer"))}
	var members []people.Ordinal
	for range m.pick("members", 3) {
		members = append(members, people.Ordinal(m.number("customer")))
	}
	got, err := both(m, func(e *core.Engine) (people.Group, error) { return e.Groups.Add(m.ctx(), given, members...) })
	wrong := first(when(given.Kind == "gang", "invalid kind"), when(given.Name == "", "invalid name"), m.payer(given.Payer))
	for _, member := range members {
		one, _ := known[people.Customer](m.book, "customer", uint64(member))
		wrong = first(wrong, m.there("customer", "customer", uint64(member)), when(one.Into != 0, "conflict customer"))
		profile, _ := known[people.Profile](m.book, "profile", uint64(member))
		profile.Ordinal = member
		wrong = first(wrong, m.ties(profile))
	}
	if m.refused("add a group", err, wrong) {
		return
	}
	u := m.write("group.add")
	given.Number, given.CreatedAt = people.GroupNumber(u.next("group")), m.now.Now()
	m.same("the added group", got, given)
	u.put("group", uint64(given.Number), given)
	for _, member := range members {
		profile, _ := known[people.Profile](m.book, "profile", uint64(member))
		profile.Ordinal, profile.Edition, profile.UpdatedAt = member, profile.Edition+1, m.now.Now()
		if !slices.Contains(profile.Groups, given.Number) {
			profile.Groups = append(slices.Clone(profile.Groups), given.Number)
		}
		u.put("profile", uint64(member), profile)
	}
	u.commit()
}

func (m *machine) payer(who people.Ordinal) string {
	if who == 0 {
		return ""
	}
	return m.there("customer", "payer", uint64(who))
}

func (m *machine) editGroup() {
	number, payer := m.number("group"), people.Ordinal(m.number("customer"))
	got, err := both(m, func(e *core.Engine) (people.Group, error) {
		return e.Groups.Edit(m.ctx(), people.GroupNumber(number), func(g *people.Group) error { g.Payer = payer; return nil })
	})
	if m.refused("edit a group", err, first(m.there("group", "group", number), m.payer(payer))) {
		return
	}
	want, _ := known[people.Group](m.book, "group", number)
	want.Payer = payer
	m.same("the edited group", got, want)
	m.write("group.edit").put("group", number, want).commit()
}

func (m *machine) lookAtProfiles() {
	for _, who := range all[people.Customer](m.book, "customer", nil) {
		want, _ := known[people.Profile](m.book, "profile", uint64(who.Ordinal))
		want.Ordinal = who.Ordinal
		got, err := both(m, func(e *core.Engine) (people.Profile, error) { return e.Profiles.Get(m.ctx(), who.Ordinal) })
		m.refused("get a profile", err, "")
		m.same("a profile", got, want)
		brought := m.whose(func(p people.Profile) bool { return p.Referrer == who.Ordinal })
		whole(m, "whom she brought", brought, func(e *core.Engine) ([]people.Customer, error) { return e.Profiles.Referred(m.ctx(), who.Ordinal) })
	}
	m.lookAtDays()
}

// whose are the customers of profiles, as whom they count, each once.
func (m *machine) whose(fits func(people.Profile) bool) (found []people.Customer) {
	for _, profile := range all(m.book, "profile", fits) {
		root, _ := known[people.Customer](m.book, "customer", uint64(m.root(profile.Ordinal)))
		if !slices.ContainsFunc(found, func(c people.Customer) bool { return c.Ordinal == root.Ordinal }) {
			found = append(found, root)
		}
	}
	return found
}

func (m *machine) lookAtDays() {
	type day struct {
		who people.Ordinal
		on  string
	}
	var want []day
	for ahead := range 30 {
		on := m.now.at.In(jakarta).AddDate(0, 0, ahead)
		for _, profile := range all(m.book, "profile", func(p people.Profile) bool { return m.root(p.Ordinal) == p.Ordinal }) {
			for _, date := range profile.Dates {
				leap := date.Month == 2 && date.Day == 29 && on.Month() == 2 && on.Day() == 28 && on.AddDate(0, 0, 1).Month() == 3
				if leap || (int(on.Month()) == date.Month && on.Day() == date.Day) {
					want = append(want, day{profile.Ordinal, on.Format(time.DateOnly)})
				}
			}
		}
	}
	whole(m, "days of customers", by(want, func(a, b day) int { return cmp.Compare(a.on, b.on) }), func(e *core.Engine) ([]day, error) {
		var found []day
		occasions, err := e.Profiles.Occasions(m.ctx(), m.now.at, 30)
		for _, one := range occasions {
			found = append(found, day{one.Customer.Ordinal, one.On.Format(time.DateOnly)})
		}
		// those of one day come in any order: 28 and 29 February are two lists
		slices.SortStableFunc(found, func(a, b day) int { return cmp.Or(cmp.Compare(a.on, b.on), cmp.Compare(a.who, b.who)) })
		return found, err
	})
}

func (m *machine) lookAtGroups() {
	for _, kind := range []people.GroupKind{people.Household, people.Organization} {
		pages(m, "groups", all(m.book, "group", func(g people.Group) bool { return g.Kind == kind }), func(e *core.Engine, after string, limit int) ([]people.Group, string, error) {
			return e.Groups.List(m.ctx(), kind, after, limit)
		})
	}
	for _, group := range all[people.Group](m.book, "group", nil) {
		whole(m, "members", m.whose(func(p people.Profile) bool { return slices.Contains(p.Groups, group.Number) }), func(e *core.Engine) ([]people.Customer, error) {
			return e.Groups.Members(m.ctx(), group.Number)
		})
	}
}
