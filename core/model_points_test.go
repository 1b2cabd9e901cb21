package core_test

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/plugins/standard"
)

// What follows from an order in points, in the model.

// The model's shop gives a point for so much, which lasts a month, and no tier
// above the first.
const modelSpend = 1000

// modelRules are the shipped loyalty rule with the model's own settings as its
// defaults: no life has to set them first.
func modelRules(t checker) []plugin.Source {
	t.Helper()
	shipped := standard.Rules()
	at := slices.IndexFunc(shipped, func(s plugin.Source) bool { return strings.Contains(string(s.Manifest), `"points"`) })
	source := shipped[at]
	var schema map[string]any
	if err := json.Unmarshal(source.Schema, &schema); err != nil {
		t.Fatal(err)
	}
	for field, value := range map[string]int{"spend_per_point": modelSpend, "expires_months": 1, "silver_from": 1e15, "gold_from": 2e15} {
		of := schema["properties"].(map[string]any)[field].(map[string]any)
		of["default"] = value
		if raja, has := of["x-raja"].(map[string]any); has {
			delete(raja, "defaults")
		}
	}
	changed, err := json.Marshal(schema)
	if err != nil {
		t.Fatal(err)
	}
	source.Schema = changed
	return []plugin.Source{source}
}

// programme is what the owner decided about points.
func (b *book) programme() loyalty.Program {
	decided, _ := known[loyalty.Program](b, "program", 1)
	return decided
}

// earning is what of an order earns: all of it once it is paid.
func earns(o sale.Order) int64 {
	if o.Unearned || o.Paid < payable(o) {
		return 0
	}
	return int64(netOf(o))
}

// quietly writes a record of which the journal does not tell.
func (u *unit) quietly(sort string, number uint64, record any) {
	u.records[name{sort, number}] = record
	if record == nil {
		delete(u.records, name{sort, number})
	}
}

func (u *unit) today() int { return dayNumber(u.entry.at) }

// enter writes a movement of points, and pays what is owed by what it brought.
// The journal tells of those that do not follow from something else.
func (u *unit) enter(one moved) moved {
	one.number = u.next("entry")
	if one.at.IsZero() {
		one.at = u.entry.at
	}
	if one.order != 0 || one.kind == loyalty.Expire || one.does.sum() == 0 {
		u.quietly("entry", one.number, one)
	} else {
		u.put("entry", one.number, one)
	}
	u.payDebts(one.who)
	return one
}

// payDebts pays lots below nothing out of what can be spent.
func (u *unit) payDebts(who people.Ordinal) {
	has, moves := u.purse(who), heap{}
	for _, at := range has.byDay() {
		if has[at] >= 0 || at.from > u.today() {
			continue
		}
		taken, over := has.plus(moves, 1).take(-has[at], u.today())
		moves = moves.plus(taken, 1).plus(heap{at: -has[at] - over}, 1)
	}
	if len(moves) > 0 {
		u.enter(moved{kind: loyalty.Adjust, who: who, does: moves})
	}
}

func (u *unit) ofOrder(number sale.Number) []moved {
	return u.movements(func(one moved) bool { return one.order == number })
}

// earnedBefore says whether an order has earned anything yet; it may also have
// been paid with points.
func (u *unit) earnedBefore(number sale.Number) bool {
	return slices.ContainsFunc(u.ofOrder(number), func(one moved) bool { return one.earned != nil || one.kind == loyalty.Release })
}

// hasEarned is what an order has earned so far, by lots.
func (u *unit) hasEarned(number sale.Number) heap {
	had := heap{}
	for _, one := range u.ofOrder(number) {
		if had = had.plus(one.earned, 1); one.kind == loyalty.Release {
			had = had.plus(one.does, 1)
		}
	}
	return had
}

// worthPoints is what the rule says that an order earns.
func (u *unit) worthPoints(o sale.Order) int64 {
	if buyer, _ := known[people.Customer](u.book, "customer", uint64(u.root(o.Customer))); buyer.Kind == people.Internal {
		return 0
	}
	return earns(o) / modelSpend
}

// accrue makes what an order has earned what the rule says now.
func (u *unit) accrue(o sale.Order) {
	delete(u.records, name{"waiting", uint64(o.Number)})
	had := u.hasEarned(o.Number)
	change := heap{}.plus(had, -1)
	if points := u.worthPoints(o); points > 0 {
		begins := u.beginsOn(o)
		if len(had) > 0 {
			begins = had.byDay()[0].from
		}
		change = change.plus(heap{u.lasting(o, begins): points}, 1)
	}
	for _, at := range change.byDay() {
		points := heap{at: change[at]}
		switch {
		case change[at] < 0:
			u.reclaim(o, at, -change[at])
		case !u.earnedBefore(o.Number):
			u.quietly("earned", uint64(o.Number), moved{kind: loyalty.Accrue, who: o.Customer, order: o.Number, at: o.At, does: points, earned: points})
			u.payDebts(o.Customer)
		default:
			u.enter(moved{kind: loyalty.Accrue, who: o.Customer, order: o.Number, does: points, earned: points})
		}
	}
}

// lasting is the lot of what an order earns that counts from a day: it lasts a
// month, and as much longer as it waited.
func (u *unit) lasting(o sale.Order, begins int) lot {
	sold := dayNumber(o.At)
	if begins == later {
		return lot{begins, monthsLater(sold, 1)}
	}
	return lot{begins, monthsLater(sold, 1) + max(0, begins-sold)}
}

// beginsOn is the day from which what an order earns counts.
func (u *unit) beginsOn(o sale.Order) int {
	switch by := u.programme(); {
	case by.Waits == loyalty.WaitDays:
		return dayNumber(o.At) + by.WaitDays
	case by.Waits == loyalty.WaitTaken && o.Status != "" && o.TakenAt.IsZero():
		return later
	}
	return dayNumber(o.At)
}

// reclaim takes back what an order earned in a lot: from it first, then what
// can be spent, and the rest is owed. What expired of it costs nothing again.
func (u *unit) reclaim(o sale.Order, at lot, points int64) {
	has := u.purse(o.Customer)
	here := min(points, max(0, has[at]))
	lapsed := min(points-here, u.expired(o.Customer, at))
	taken, owed := has.plus(heap{at: here}, -1).take(points-here-lapsed, u.today())
	u.enter(moved{kind: loyalty.AccrueReversal, who: o.Customer, order: o.Number, lapsed: lapsed, does: taken.plus(heap{at: here + owed}, -1), earned: heap{at: -points}})
	if owes := u.purse(o.Customer).below(); u.programme().Forgive && len(owes) > 0 {
		u.enter(moved{kind: loyalty.Adjust, who: o.Customer, order: o.Number, does: heap{}.plus(owes, -1)})
	}
}

func (h heap) below() heap {
	owed := heap{}
	for at, points := range h {
		if points < 0 {
			owed[at] = points
		}
	}
	return owed
}

// expired is how many points of a lot have expired and were not taken back yet.
func (u *unit) expired(who people.Ordinal, at lot) (gone int64) {
	if at.to == 0 || at.to > u.today() {
		return 0
	}
	for _, one := range u.movements(func(one moved) bool { return u.root(one.who) == u.root(who) && !one.at.After(u.entry.at) }) {
		if one.kind == loyalty.Expire {
			gone -= one.does[at]
		} else if one.earned[at] < 0 {
			gone -= one.lapsed
		}
	}
	return gone
}

// settled does what follows from a changed order.
func (u *unit) settled(before, after sale.Order) {
	u.pointsBack(after)
	u.bounce(&before, after)
	switch was, is := earns(before), earns(after); {
	case was == is:
	case is == 0:
		u.takeAll(after)
		delete(u.records, name{"waiting", uint64(after.Number)})
	default:
		u.asks = append(u.asks, after.Number)
	}
}

// takeAll takes back all that an order has earned.
func (u *unit) takeAll(o sale.Order) {
	had := u.hasEarned(o.Number)
	for _, at := range had.byDay() {
		u.reclaim(o, at, had[at])
	}
}

// ask lets the rule say what an order earns now.
func (b *book) ask(by entry, numbers []sale.Number) {
	u := &unit{book: b, entry: entry{action: "loyalty.retry", at: by.at}}
	for _, number := range numbers {
		order, _ := known[sale.Order](b, "order", uint64(number))
		u.accrue(order)
	}
	u.commit()
}

// askWaiting asks about the orders that wait for it, each customer's one after
// the other.
func (u *unit) askWaiting() {
	var some []sale.Number
	var buyers []people.Ordinal
	for _, number := range all[sale.Number](u.book, "waiting", nil) {
		order, _ := known[sale.Order](u.book, "order", uint64(number))
		if slices.Contains(buyers, order.Customer) || len(some) == 32 {
			u.ask(u.entry, some)
			some, buyers = nil, nil
		}
		some, buyers = append(some, number), append(buyers, order.Customer)
	}
	if len(some) > 0 {
		u.ask(u.entry, some)
	}
}

// begin lets points be spent that waited until an order was taken.
func (u *unit) begin(o sale.Order) {
	if o.TakenAt.IsZero() {
		return
	}
	moves := heap{}
	for at, points := range u.hasEarned(o.Number) {
		if at.from == later {
			moves = moves.plus(heap{at: -points}, 1).plus(heap{u.lasting(o, u.today()): points}, 1)
		}
	}
	if len(moves) > 0 {
		u.enter(moved{kind: loyalty.Release, who: o.Customer, order: o.Number, does: moves})
	}
}

// revived does what follows when an undo brings an order back.
func (u *unit) revived(now, then sale.Order) {
	if earns(then) == 0 {
		u.takeAll(now)
		return
	}
	u.quietly("waiting", uint64(then.Number), then.Number)
}
