package core_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/knowledge"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
)

func undoSteps() ([]step, []func(*machine)) {
	return []step{
		{"undo", 14, (*machine).undo},
		{"restore a field", 4, (*machine).restoreField},
	}, []func(*machine){(*machine).lookAtHistory}
}

func codeOf(mark string, digits int, number uint64) string {
	return fmt.Sprintf("%s%0*d", mark, digits, number)
}

// undo takes the last change back, or any other one.
func (m *machine) undo() {
	seq := uint64(0)
	if m.often("an old one", 6) {
		seq = uint64(max(0, len(m.entries)+1-m.pick("how old", 25)))
	}
	got, err := both(m, func(e *core.Engine) (core.Undone, error) { return e.History.Undo(m.ctx(), seq) })
	at, wrong := m.undoable(int(seq))
	var done func()
	if wrong == "" {
		wrong, done = m.takeBack(at)
	}
	if m.refused(fmt.Sprintf("undo %d, %s", seq, m.entries[max(at, 1)-1].action), err, wrong) {
		return
	}
	done()
	if by := m.entries[at-1].undone; got.Entry != uint64(at) || got.By != uint64(by) {
		m.Fatalf("step %d: undo took back %d by %d, want %d by %d", m.steps, got.Entry, got.By, at, by)
	}
}

// undoable is the entry that an undo means, or why it is refused.
func (m *machine) undoable(seq int) (int, string) {
	if seq > len(m.entries) {
		return 0, "not_found entry"
	}
	if seq > 0 {
		return seq, m.stays(m.entries[seq-1])
	}
	for at := len(m.entries); at > 0; at-- {
		one := m.entries[at-1]
		if one.bulk > 0 {
			if bulk := m.bulks[one.bulk-1]; !bulk.undone && bulk.slice > 0 {
				return bulk.first, ""
			}
			continue
		}
		if wrong := m.stays(one); one.undoes == 0 && one.undone == 0 && one.action != "coupon.issue" && (wrong == "" || len(one.changes) > 0) {
			return at, wrong
		}
	}
	return 0, "not_found entry"
}

// stays says why an entry cannot be taken back.
func (m *machine) stays(one entry) string {
	if one.bulk > 0 {
		return m.staysMany(one)
	}
	final := []string{"order.refund", "order.void", "payment.reverse", "deposit.back", "loyalty.return", "coupon.issue"}
	return first(
		when(one.undone > 0, "conflict entry"), when(slices.Contains(final, one.action), "forbidden entry"), when(len(one.changes) == 0, "forbidden entry"),
	)
}

// takeBack tries to take an entry back and returns what writes it.
func (m *machine) takeBack(at int) (wrong string, done func()) {
	one, kept := m.entries[at-1], m.copyOf()
	if one.bulk > 0 {
		return "", func() { m.untag(one.bulk) }
	}
	if money := m.movesMoney(one); money != nil {
		return money(at)
	}
	u := m.write("undo")
	u.entry.undoes = at
	if one.action == "customer.merge" {
		if m.now.Now().Sub(one.at) > 90*24*time.Hour {
			return "forbidden entry", nil
		}
		m.part(u, one)
		for _, change := range one.changes {
			if change.name.sort == "customer" && m.wallet(people.Ordinal(change.name.number)) < 0 {
				*m.book = kept
				return "conflict entry", nil
			}
		}
		u.partPoints(one)
		return "", u.commit
	}
	for _, change := range slices.Backward(one.changes) {
		if wrong = m.bringBack(u, change); wrong != "" {
			*m.book = kept
			return wrong, nil
		}
	}
	return "", u.commit
}

// bringBack makes a record what it was before a change.
func (m *machine) bringBack(u *unit, change change) string {
	if !reflect.DeepEqual(m.records[change.name], change.after) {
		return "conflict entry"
	}
	if change.before == nil {
		if m.needed(change.name) {
			return "conflict " + map[string]string{"profile": "customer"}[change.name.sort] + map[bool]string{true: change.name.sort}[change.name.sort != "profile"]
		}
	}
	now, _ := change.after.(sale.Order)
	then, isOrder := change.before.(sale.Order)
	if isOrder && now.Cancelled && !then.Cancelled && then.Points > 0 {
		return "forbidden entry"
	}
	if u.put(change.name.sort, change.name.number, change.before); isOrder {
		u.revived(now, then)
	}
	return m.fits(change.name)
}

// needed says whether other records name one.
func (m *machine) needed(one name) bool {
	who := people.Ordinal(one.number)
	for key, record := range m.records {
		if key == one {
			continue
		}
		if one.sort == "customer" && namesCustomer(key, record, who) {
			return true
		}
		switch other := record.(type) {
		case people.Profile:
			if one.sort == "group" && slices.Contains(other.Groups, people.GroupNumber(one.number)) {
				return true
			}
		case sale.Order:
			if (one.sort == "asset" && uint64(other.Asset) == one.number) || (one.sort == "item" && offers(other.Lines, one.number)) {
				return true
			}
		case promo.Use:
			if one.sort == "promo" && uint64(other.Promo) == one.number && other.State != promo.Released {
				return true
			}
		case aCoupon:
			if one.sort == "promo" && uint64(other.Promo) == one.number {
				return true
			}
		case moved:
			if one.sort == "reward" && uint64(other.reward) == one.number {
				return true
			}
		case sale.Quote:
			if one.sort == "item" && offers(other.Lines, one.number) {
				return true
			}
		case sale.Appointment:
			if one.sort == "item" && uint64(other.Item) == one.number {
				return true
			}
		case sale.Item:
			if one.sort == "item" && slices.ContainsFunc(other.Parts, func(p sale.Part) bool { return uint64(p.Item) == one.number }) {
				return true
			}
		case care.Interaction:
			if one.sort == "ticket" && uint64(other.Ticket) == one.number {
				return true
			}
		case knowledge.Run:
			if one.sort == "checklist" && uint64(other.Checklist) == one.number {
				return true
			}
		case sale.Wait:
			if one.sort == "item" && uint64(other.Item) == one.number {
				return true
			}
		case care.Ticket:
			if (one.sort == "staff" && uint64(other.Owner) == one.number && over(&other) == "") || (one.sort == "department" && uint64(other.To) == one.number) {
				return true
			}
		case staff.Member:
			if one.sort == "department" && uint64(other.Department) == one.number {
				return true
			}
		}
	}
	return false
}

func offers(lines []sale.Line, item uint64) bool {
	return slices.ContainsFunc(lines, func(l sale.Line) bool { return uint64(l.Offer) == item })
}

// namesCustomer says whether a record keeps a customer from being let go.
func namesCustomer(key name, record any, who people.Ordinal) bool {
	switch one := record.(type) {
	case people.Customer:
		return one.Into == who
	case people.Profile:
		return key.number == uint64(who) || one.Referrer == who || one.Guardian == who
	case people.Group:
		return one.Payer == who
	case people.Asset:
		return one.Owner == who
	case staff.Member:
		return one.Customer == who
	case promise.Promise:
		return one.Customer == who
	case care.Interaction:
		return one.Customer == who
	case care.Ticket:
		return one.Customer == who
	case care.Visit:
		return one.Customer == who
	case sale.Order:
		return one.Customer == who
	case sale.Payment:
		return one.Customer == who
	case sale.Wait:
		return one.Customer == who
	case sale.Quote:
		return one.Customer == who
	case sale.Appointment:
		return one.Customer == who
	case outreach.FollowUp:
		return one.Customer == who
	case outreach.Message:
		return one.Customer == who
	case moved:
		return one.who == who
	case promo.Use:
		return one.Customer == who && one.State != promo.Released
	case aCoupon:
		return one.Customer == who
	}
	return false
}

// fits is the fault of a record that was brought back where others do not
// leave it its place any more.
func (m *machine) fits(one name) string {
	switch back := m.records[one].(type) {
	case people.Customer:
		return when(slices.ContainsFunc(all[people.Customer](m.book, "customer", nil), func(c people.Customer) bool {
			return c.Ordinal != back.Ordinal && slices.ContainsFunc(c.Refs, func(r people.Ref) bool { return slices.Contains(back.Refs, r) })
		}), "conflict ref")
	case people.Profile:
		fault := first(m.ties(back), m.brought(back))
		return when(fault == "conflict member", "conflict ref") + when(fault != "conflict member", fault)
	case sale.Appointment:
		return m.collides(back)
	case staff.Member:
		return when(back.Department != 0, m.there("department", "department", uint64(back.Department)))
	case staff.Department:
		return when(back.Lead != 0, m.there("staff", "staff", uint64(back.Lead)))
	case sale.Item:
		for _, part := range back.Parts {
			if missing := m.there("item", "part", uint64(part.Item)); missing != "" {
				return missing
			}
		}
	case promo.Promo:
		return when(back.Word != "" && slices.ContainsFunc(all[promo.Promo](m.book, "promo", nil), func(p promo.Promo) bool {
			return p.Number != back.Number && p.Word == back.Word
		}), "conflict ref")
	}
	return ""
}

// restoreField gives one field of a customer an older value.
func (m *machine) restoreField() {
	number, seq := m.number("customer"), max(1, len(m.entries)+1-m.pick("how old", 25))
	if m.often("an edit", 7) {
		for at, one := range m.entries {
			if len(one.changes) > 0 && one.changes[0].name.sort == "customer" && one.changes[0].before != nil && m.often("this one", 5) {
				number, seq = one.changes[0].name.number, at+1
			}
		}
	}
	field := of(m, "field", "name", "name", "tags", "into", "ordinal", "shoe_size")
	_, err := both(m, func(e *core.Engine) (struct{}, error) {
		return struct{}{}, e.History.RestoreField(m.ctx(), core.Code(people.Ordinal(number)), field, uint64(seq))
	})
	if number == 0 {
		m.refused("restore of nobody", err, "invalid code")
		return
	}
	if seq > len(m.entries) {
		m.refused("restore from no entry", err, "not_found entry")
		return
	}
	var then any
	for _, sort := range []string{"profile", "customer"} {
		for _, change := range m.entries[seq-1].changes {
			if change.name == (name{sort, number}) && change.before != nil {
				then = change.before
			}
		}
	}
	old, isCustomer := then.(people.Customer)
	_, there := known[people.Customer](m.book, "customer", number)
	_, has := known[people.Profile](m.book, "profile", number)
	if m.refused("restore "+field, err, first(
		when(then == nil, "invalid entry"), when(isCustomer && !there, "forbidden field"), when(!isCustomer && !has, "forbidden field"),
		when(!isCustomer || (field != "name" && field != "tags"), "invalid field"),
	)) {
		return
	}
	want, _ := known[people.Customer](m.book, "customer", number)
	if field == "name" {
		want.Name = old.Name
	} else {
		want.Tags = old.Tags
	}
	m.write("field.restore").put("customer", number, want).commit()
}

// lookAtHistory compares which entries changed a record.
func (m *machine) lookAtHistory() {
	marks := map[string]string{"customer": "C-", "promise": "P-", "ticket": "T-", "appointment": "J-", "order": "N-", "payment": "PY-"}
	for _, sort := range slices.Sorted(maps.Keys(marks)) {
		for number := uint64(1); number <= m.last[sort]; number++ {
			var want []uint64
			for at, one := range slices.Backward(m.entries) {
				if slices.ContainsFunc(one.changes, func(c change) bool {
					return c.name == name{sort, number} || (sort == "customer" && c.name == name{"profile", number})
				}) {
					want = append(want, uint64(at+1))
				}
			}
			whole(m, "the history of "+sort, want, func(e *core.Engine) ([]uint64, error) {
				var entries []uint64
				editions, err := e.History.Of(m.ctx(), codeOf(marks[sort], 1, number), 0, 10_000)
				for _, edition := range editions {
					entries = append(entries, edition.Entry)
					if by := m.entries[edition.Entry-1].undone; uint64(by) != edition.UndoneBy {
						return nil, fmt.Errorf("entry %d was undone by %d, want %d", edition.Entry, edition.UndoneBy, by)
					}
				}
				return entries, err
			})
		}
	}
}
