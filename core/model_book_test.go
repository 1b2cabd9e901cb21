package core_test

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

// book is the model: every record in one map, and a journal of what was there
// before each change. A record is never changed where it lies.
type book struct {
	records map[name]any
	last    map[string]uint64 // the last number given out, by sort
	entries []entry           // the first is entry 1
	watched time.Time         // how far promises were looked at
	bulks   []aBulk           // changes of many customers
}

// name is what a record is called: its sort and its number.
type name struct {
	sort   string
	number uint64
}

// entry is one line of the journal.
type entry struct {
	action  string
	at      time.Time
	changes []change
	undoes  int
	undone  int
	bulk    int // the change of many that it is part of, from 1
}

// change is one record before and after, nil for none.
type change struct {
	name          name
	before, after any
}

func newBook() *book { return &book{records: map[name]any{}, last: map[string]uint64{}} }

// known returns a record, and whether there is one.
func known[T any](b *book, sort string, number uint64) (T, bool) {
	one, found := b.records[name{sort, number}].(T)
	return one, found
}

// all returns the records of a sort by number that fit.
func all[T any](b *book, sort string, fits func(T) bool) []T {
	var numbers []uint64
	for key := range b.records {
		if key.sort == sort {
			numbers = append(numbers, key.number)
		}
	}
	slices.Sort(numbers)
	var found []T
	for _, number := range numbers {
		if one := b.records[name{sort, number}].(T); fits == nil || fits(one) {
			found = append(found, one)
		}
	}
	return found
}

// by sorts records, those that come out even by number: they come so.
func by[T any](found []T, compare func(a, b T) int) []T {
	slices.SortStableFunc(found, compare)
	return found
}

// newest and oldest compare by a moment, as lists do: to the millisecond.
func newest[T any](at func(T) time.Time) func(a, b T) int {
	return func(a, b T) int { return cmp.Compare(at(b).UnixMilli(), at(a).UnixMilli()) }
}

func oldest[T any](at func(T) time.Time) func(a, b T) int {
	return func(a, b T) int { return cmp.Compare(at(a).UnixMilli(), at(b).UnixMilli()) }
}

// unit is a unit of work of the model.
type unit struct {
	*book
	entry entry
	asks  []sale.Number // orders about which the rule is asked then
}

func (m *machine) write(action string) *unit {
	return &unit{book: m.book, entry: entry{action: action, at: m.now.Now()}}
}

// next gives out the next number of a sort.
func (b *book) next(sort string) uint64 {
	b.last[sort]++
	return b.last[sort]
}

// put writes a record, nil for none; one that stays as it was is not written.
func (u *unit) put(sort string, number uint64, record any) *unit {
	key := name{sort, number}
	before := u.records[key]
	if reflect.DeepEqual(before, record) {
		return u
	}
	u.entry.changes = append(u.entry.changes, change{key, before, record})
	if record == nil {
		delete(u.records, key)
	} else {
		u.records[key] = record
	}
	return u
}

func (u *unit) commit() {
	u.entries = append(u.entries, u.entry)
	if u.entry.undoes > 0 {
		u.entries[u.entry.undoes-1].undone = len(u.entries)
	}
	for _, number := range u.asks {
		u.ask(u.entry, []sale.Number{number})
	}
}

// copyOf is the model before a step that may be refused half way.
func (b *book) copyOf() book {
	kept := *b
	kept.records, kept.last, kept.entries = maps.Clone(b.records), maps.Clone(b.last), slices.Clone(b.entries)
	return kept
}

// root is as whom a customer counts.
func (b *book) root(who people.Ordinal) people.Ordinal {
	for {
		one, found := known[people.Customer](b, "customer", uint64(who))
		if !found || one.Into == 0 {
			return who
		}
		who = one.Into
	}
}

// under says whether what lies under other counts when one asks for who:
// whether who is met on the way from other to as whom she counts.
func (b *book) under(who, other people.Ordinal) bool {
	for other != who {
		one, found := known[people.Customer](b, "customer", uint64(other))
		if !found || one.Into == 0 {
			return false
		}
		other = one.Into
	}
	return true
}

// there returns the fault of naming a record that is not there, "" for none.
func (b *book) there(sort, field string, number uint64) string {
	if b.records[name{sort, number}] == nil {
		return "not_found " + field
	}
	return ""
}

// about returns the fault of naming an order or a ticket by its code that is not
// there, "" for none.
func (b *book) about(code string) string {
	mark, digits, named := strings.Cut(code, "-")
	if !named {
		return ""
	}
	number, _ := strconv.ParseUint(digits, 10, 64)
	return b.there(map[string]string{"N": "order", "T": "ticket"}[mark], "about", number)
}

// first is the first fault of several.
func first(faults ...string) string {
	for _, one := range faults {
		if one != "" {
			return one
		}
	}
	return ""
}

// when is a fault where something holds.
func when(holds bool, fault string) string {
	if holds {
		return fault
	}
	return ""
}

// roots are the customers who are nobody's alias.
func (b *book) roots() []people.Customer {
	return all(b, "customer", func(c people.Customer) bool { return c.Into == 0 })
}
