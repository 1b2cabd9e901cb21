package core_test

import (
	"slices"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
)

// aBulk is a change of many customers in the model.
type aBulk struct {
	tag    string
	block  bool
	first  int // the entry that began it
	slice  int // the one that changed somebody, 0 for none
	undone bool
}

func manySteps() ([]step, []func(*machine)) {
	return []step{{"change many", 4, (*machine).changeMany}}, nil
}

// changeMany gives some customers, or all but some, a tag or a mark.
func (m *machine) changeMany() {
	one, other := m.number("customer"), m.number("customer")
	selection := core.Selection{Refs: []string{codeOf("C-", 5, one), codeOf("C-", 5, other)}}
	everyone := m.often("everyone", 5)
	if everyone {
		selection = core.Selection{All: true, Except: []string{codeOf("C-", 5, other)}}
	}
	bulk := aBulk{tag: each(m, "tag", "vip", "kos"), block: m.often("block", 3)}
	change := people.Change{AddTags: []string{bulk.tag}}
	if bulk.block {
		change = people.Change{Set: people.Blocked}
	}
	got, err := both(m, func(e *core.Engine) (core.Bulk, error) {
		done, err := e.Bulks.Run(m.ctx(), selection, change, core.BulkOptions{})
		return core.Bulk{Number: done.Number, Selected: done.Selected, Changed: done.Changed, Already: done.Already}, err
	})
	lacks := func(number uint64) bool { return m.records[name{"customer", number}] == nil }
	if m.refused("change many", err, first(
		when(!everyone && (lacks(one) || lacks(other)), "not_found customers"), when(everyone && lacks(other), "not_found except"),
	)) {
		return
	}
	chosen := map[uint64]bool{uint64(m.root(people.Ordinal(one))): true, uint64(m.root(people.Ordinal(other))): true}
	if everyone {
		left := uint64(m.root(people.Ordinal(other)))
		chosen = map[uint64]bool{}
		for _, each := range all(m.book, "customer", func(c people.Customer) bool { return c.Into == 0 && uint64(c.Ordinal) != left }) {
			chosen[uint64(each.Ordinal)] = true
		}
	}
	want := core.Bulk{Selected: len(chosen)}
	if len(chosen) > 0 {
		want.Number = m.next("bulk")
		want.Changed = m.tagThem(bulk, chosen)
		want.Already = len(chosen) - want.Changed
	}
	m.same("the change of many", got, want)
}

// tagThem changes them and returns how many are other than before.
func (m *machine) tagThem(bulk aBulk, chosen map[uint64]bool) int {
	m.bulks = append(m.bulks, bulk)
	at := len(m.bulks)
	begin := func(action string) *unit {
		u := m.write(action)
		u.entry.bulk = at
		return u
	}
	begin("bulk.change").commit()
	m.bulks[at-1].first = len(m.entries)
	u := begin("bulk.slice")
	for _, one := range all(m.book, "customer", func(c people.Customer) bool { return chosen[uint64(c.Ordinal)] }) {
		after := one
		if bulk.block {
			after.Flags |= people.Blocked
		} else if !slices.Contains(one.Tags, bulk.tag) {
			after.Tags = append(slices.Clone(one.Tags), bulk.tag)
		}
		if after.Flags != one.Flags || len(after.Tags) != len(one.Tags) {
			after.UpdatedAt = m.now.Now()
			u.put("customer", uint64(one.Ordinal), after)
		}
	}
	changed := len(u.entry.changes)
	if changed > 0 {
		u.commit()
		m.bulks[at-1].slice = len(m.entries)
	}
	begin("bulk.done").commit()
	return changed
}

// staysMany says why an entry of a change of many is not undone by its number.
func (m *machine) staysMany(one entry) string {
	bulk := m.bulks[one.bulk-1]
	return first(when(bulk.undone, "conflict entry"), when(one.action != "bulk.change" || bulk.slice == 0, "forbidden entry"))
}

// untag takes a change of many back: two entries, the second of which changes
// nothing.
func (m *machine) untag(at int) {
	m.bulks = slices.Clone(m.bulks)
	bulk := &m.bulks[at-1]
	u := m.write("bulk.undo")
	u.entry.bulk, u.entry.undoes = at, bulk.first
	for _, change := range slices.Backward(m.entries[bulk.slice-1].changes) {
		before, after := change.before.(people.Customer), change.after.(people.Customer)
		now, found := known[people.Customer](m.book, "customer", change.name.number)
		if !found || now.Into != before.Into {
			continue
		}
		back := now
		if bulk.block {
			back.Flags &^= people.Blocked
		} else if back.Tags = slices.DeleteFunc(slices.Clone(now.Tags), func(tag string) bool { return tag == bulk.tag }); len(back.Tags) == 0 {
			back.Tags = nil
		}
		if back.Flags == now.Flags && len(back.Tags) == len(now.Tags) {
			continue
		}
		if now.UpdatedAt.Equal(after.UpdatedAt) {
			back.UpdatedAt = before.UpdatedAt
		} else if !now.UpdatedAt.Equal(before.UpdatedAt) {
			back.UpdatedAt = m.now.Now()
		}
		u.put("customer", change.name.number, back)
	}
	u.commit()
	u = m.write("bulk.undo")
	u.entry.bulk, u.entry.undoes = at, bulk.first
	u.commit()
	bulk.undone = true
}
