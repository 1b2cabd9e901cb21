package core_test

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/sale"
)

func pointSteps() ([]step, []func(*machine)) {
	return []step{
		{"decide about points", 2, (*machine).setProgram},
		{"offer a reward", 1, (*machine).addReward},
		{"spend points", 6, (*machine).spendPoints},
		{"correct points", 6, (*machine).adjustPoints},
		{"give points back", 3, (*machine).returnPoints},
		{"a new day", 4, (*machine).newDay},
		{"ask about orders that wait", 1, (*machine).retryOrders},
	}, []func(*machine){(*machine).lookAtLedgers}
}

func (m *machine) setProgram() {
	given := loyalty.Program{
		Worth: money.Amount(of(m, "worth", 100, 100, 7, 0, -1)), Together: m.often("together", 5), Forgive: m.often("forgive", 2),
		Waits: of(m, "waits", loyalty.WaitPaid, loyalty.WaitPaid, loyalty.WaitTaken, loyalty.WaitDays, "moon"), Again: each(m, "again", 0, 0, 20),
	}
	if given.Waits == loyalty.WaitDays {
		given.WaitDays = of(m, "wait days", 2, 9, 45, 0)
	}
	_, err := both(m, func(e *core.Engine) (struct{}, error) { return struct{}{}, e.Loyalty.SetProgram(m.ctx(), given) })
	if m.refused("decide about points", err, first(
		when(given.Worth < 0, "invalid worth"), when(given.Waits == "moon", "invalid waits"), when(given.Waits == loyalty.WaitDays && given.WaitDays == 0, "invalid wait_days"),
	)) {
		return
	}
	m.write("loyalty.set").put("program", 1, given).commit()
}

func (m *machine) addReward() {
	given := loyalty.Reward{Name: of(m, "name", "Gantungan", "Parfum", ""), Points: loyalty.Points(of(m, "points", 3, 12, 0)), Ended: m.often("ended", 2)}
	got, err := both(m, func(e *core.Engine) (loyalty.Reward, error) { return e.Loyalty.AddReward(m.ctx(), given) })
	if m.refused("offer a reward", err, first(when(given.Name == "", "invalid name"), when(given.Points == 0, "invalid points"))) {
		return
	}
	u := m.write("reward.add")
	given.Number = loyalty.RewardNumber(u.next("reward"))
	m.same("the reward", got, given)
	u.put("reward", uint64(given.Number), given).commit()
}

// sameMove looks for a movement with the caller's key, whatever became since of
// what it was about: for another one, and for one that was taken back, the key's
// use is a conflict.
func (b *book) sameMove(one moved, expires int) (again *moved, wrong string) {
	same := b.movements(func(other moved) bool { return one.key != "" && other.key == one.key })
	if len(same) == 0 {
		return nil, ""
	}
	then, ended := same[0], 0
	if then.kind == loyalty.Adjust && then.does.sum() > 0 {
		for at := range then.does {
			ended = at.to
		}
	}
	alike := then.reward != 0 || then.does.sum() == one.does.sum()
	if then.kind != one.kind || b.root(then.who) != b.root(one.who) || then.reward != one.reward || ended != expires || !alike {
		return nil, "conflict key"
	}
	undone := fmt.Sprintf("undo/E-%06d", then.number)
	if back := b.movements(func(other moved) bool { return other.key == returnKey(then.number) || other.key == undone }); len(back) > 0 {
		return nil, "conflict key"
	}
	return &then, ""
}

// made compares a movement with what the engine says that it wrote.
func (m *machine) made(got loyalty.Entry, want moved) {
	m.Helper()
	m.same("a movement of points", plain(got), want.said())
}

// said is a movement as both can tell of it.
type said struct {
	number uint64
	kind   loyalty.EntryKind
	points int64
	order  sale.Number
	lapsed int64
	does   heap
}

func (one moved) said() said {
	return said{one.number, one.kind, one.does.sum(), one.order, one.lapsed, one.does}
}

func plain(e loyalty.Entry) said {
	does := heap{}
	for _, part := range e.Lots(jakarta) {
		does[lot{int(part.Earned), int(part.Expires)}] += int64(part.Points)
	}
	return said{uint64(e.Number), e.Kind, int64(e.Points), e.Order, int64(e.Lapsed), does}
}

func (m *machine) spendPoints() {
	given := core.Spending{
		Customer: people.Ordinal(m.number("customer")), Points: loyalty.Points(of(m, "points", 1, 5, 20, 0)), By: m.anybody(), Key: each(m, "key", "", "", "", "s", "t", "u"),
	}
	has := m.purse(given.Customer).balance(m.today())
	if m.often("all", 3) {
		given.Points = loyalty.Points(has)
	}
	twofold := false
	if m.often("a reward", 3) {
		given.Reward, twofold = loyalty.RewardNumber(m.number("reward")), m.often("points too", 5) && given.Points != 0
		twofold = twofold && given.Reward != 0
		if !twofold && given.Reward != 0 {
			given.Points = 0
		}
	}
	got, err := both(m, func(e *core.Engine) (loyalty.Entry, error) { return e.Loyalty.Redeem(m.ctx(), given) })
	wrong := m.works("by", given.By)
	if given.Reward != 0 {
		reward := some[loyalty.Reward](m, "reward", uint64(given.Reward))
		wrong = first(wrong, m.there("reward", "reward", uint64(given.Reward)), when(reward.Ended, "conflict reward"))
		given.Points = reward.Points
	}
	wrong = first(wrong, when(given.Points <= 0, "invalid points"), m.there("customer", "customer", uint64(given.Customer)))
	one := moved{kind: loyalty.Redeem, who: given.Customer, reward: given.Reward, does: heap{lot{}: -int64(given.Points)}}
	if given.Key != "" {
		one.key = "key/" + given.Key
	}
	if twofold {
		m.refused("loyalty.redeem", err, "invalid points")
		return
	}
	m.move("loyalty.redeem", one, 0, err, got, wrong, has < int64(given.Points))
}

func (m *machine) today() int { return dayNumber(m.now.Now()) }

// move foretells that points are spent, taken or given: short says that she has
// not as many.
func (m *machine) move(action string, one moved, expires int, err error, got loyalty.Entry, wrong string, short bool) {
	again, before := m.sameMove(one, expires)
	if again != nil {
		m.refused(action, err, "")
		m.made(got, *again)
		return
	}
	if m.refused(action, err, first(before, wrong, when(short, "conflict points"))) {
		return
	}
	u := m.write(action)
	if points := one.does.sum(); points < 0 {
		one.does, _ = u.purse(one.who).take(-points, u.today())
	}
	one = u.enter(one)
	m.made(got, one)
	u.commit()
}

func (m *machine) adjustPoints() {
	given := core.Adjustment{
		Customer: people.Ordinal(m.number("customer")), Points: loyalty.Points(of(m, "points", 4, 30, -3, -11, 0)), Reason: of(m, "reason", "maaf", "maaf", ""),
		By: m.anybody(), Key: each(m, "key", "", "", "", "", "s", "t"),
	}
	if m.often("expires", 4) {
		given.Expires = clock.Day(m.today() + of(m, "in days", 1, 10, 31, 0))
	}
	got, err := both(m, func(e *core.Engine) (loyalty.Entry, error) { return e.Loyalty.Adjust(m.ctx(), given) })
	points, gone := int64(given.Points), int(given.Expires)
	one := moved{kind: loyalty.Adjust, who: given.Customer, does: heap{{m.today(), gone}: points}}
	if given.Key != "" {
		one.key = "key/" + given.Key
	}
	m.move("loyalty.adjust", one, gone, err, got, first(
		m.works("by", given.By), when(points == 0, "invalid points"), when(given.Reason == "", "invalid reason"), when(points < 0 && gone != 0, "invalid points"),
		when(gone != 0 && gone <= m.today(), "invalid expires"), m.there("customer", "customer", uint64(given.Customer)),
		when(points > 0 && some[people.Customer](m, "customer", uint64(given.Customer)).Kind == people.Internal, "conflict customer"),
	), points < 0 && m.purse(given.Customer).balance(m.today()) < -points)
}

func (m *machine) returnPoints() {
	number, who := m.number("entry"), m.anybody()
	got, err := both(m, func(e *core.Engine) (loyalty.Entry, error) {
		return e.Loyalty.GiveBack(m.ctx(), loyalty.EntryNumber(number), "tidak jadi", who)
	})
	if m.refused("give points back", err, first(m.works("by", who), m.returnable(number))) {
		return
	}
	u := m.write("loyalty.return")
	m.made(got, u.giveBack(some[moved](m, "entry", number), some[moved](m, "entry", number).does, returnKey(number)))
	u.commit()
}

func returnKey(number uint64) string { return fmt.Sprintf("return/E-%06d", number) }

func (m *machine) returnable(number uint64) string {
	spent := some[moved](m, "entry", number)
	before := m.movements(func(one moved) bool { return one.key == returnKey(number) })
	return first(m.there("entry", "entry", number), when(spent.kind != loyalty.Redeem || spent.order != 0 || len(before) > 0, "conflict entry"))
}

// giveBack returns spent points to the lots that they came from; those whose day
// has come last anew where the owner says so.
func (u *unit) giveBack(spent moved, taken heap, key string) moved {
	one := moved{kind: loyalty.RedeemReversal, who: spent.who, order: spent.order, returned: heap{}.plus(taken, -1), does: heap{}, key: key}
	for at, points := range one.returned {
		if again := u.programme().Again; again > 0 && at.to != 0 && at.to <= u.today() {
			one.kind, at = loyalty.Reinstate, lot{u.today(), u.today() + again}
		}
		one.does = one.does.plus(heap{at: points}, 1)
	}
	return u.enter(one)
}

// spend pays a part of an order with points.
func (u *unit) spend(o sale.Order) {
	if o.Points > 0 {
		taken, _ := u.purse(o.Customer).take(o.Points, u.today())
		u.enter(moved{kind: loyalty.Redeem, who: o.Customer, order: o.Number, does: taken})
	}
}

// pointsBack returns the points that paid a part of an order as it is given
// back: those that last longest first.
func (u *unit) pointsBack(o sale.Order) {
	if o.Points == 0 {
		return
	}
	due := int64(0)
	if netOf(o) == 0 && (o.Void != nil || o.Cancelled || o.Refunded > 0) {
		due = o.Points
	} else if o.Total > 0 {
		due = o.Points * int64(o.Refunded) / int64(o.Total)
	}
	var spent moved
	left := heap{}
	for _, one := range u.ofOrder(o.Number) {
		if one.kind == loyalty.Redeem {
			spent, left = one, one.does
		}
		left = left.plus(one.returned, 1)
	}
	due -= left.sum() - spent.does.sum()
	part := heap{}
	for _, at := range slices.Backward(left.bySoonest()) {
		if some := min(due, -left[at]); some > 0 {
			part[at], due = -some, due-some
		}
	}
	if len(part) > 0 {
		u.giveBack(spent, part, "")
	}
}

func (m *machine) newDay() {
	got, err := both(m, func(e *core.Engine) (core.DayDone, error) { return e.Loyalty.NewDay(m.ctx()) })
	m.refused("a new day", err, "")
	u, want, all := m.write("loyalty.expire"), core.DayDone{}, m.purses()
	for _, who := range slices.Sorted(maps.Keys(all)) {
		gone := heap{}
		for at, points := range all[who] {
			if points > 0 && at.gone(m.today()) {
				gone[at] = -points
			}
		}
		if len(gone) > 0 {
			want.Expired, want.Points = want.Expired+1, want.Points-loyalty.Points(gone.sum())
			u.enter(moved{kind: loyalty.Expire, who: who, does: gone})
		}
	}
	if m.same("the new day", got, want); want.Expired > 0 {
		u.commit()
	}
}

func (m *machine) retryOrders() {
	got, err := both(m, func(e *core.Engine) (core.Retried, error) { return e.Loyalty.Retry(m.ctx()) })
	m.refused("ask about orders that wait", err, "")
	m.same("the orders that waited", got, core.Retried{Answered: len(all[sale.Number](m.book, "waiting", nil))})
	m.write("").askWaiting()
}

// lookAtPoints compares what everybody has, and what the shop owes in points.
func (m *machine) lookAtPoints() {
	all, day, want, months := m.purses(), m.today(), core.Liability{}, map[string]loyalty.Points{}
	got, err := both(m, func(e *core.Engine) (map[people.Ordinal]int64, error) {
		listed, _, err := e.People.List(m.ctx(), core.Pick{}, 0, 1000)
		has := map[people.Ordinal]int64{}
		for _, one := range listed {
			if one.Facts.Points != 0 {
				has[one.Customer.Ordinal] = one.Facts.Points
			}
		}
		return has, err
	})
	m.refused("what everybody has", err, "")
	has := map[people.Ordinal]int64{}
	for who, lots := range all {
		if balance := lots.balance(day); balance != 0 {
			has[who] = balance
		}
		some := false
		for at, points := range lots {
			switch {
			case points < 0:
				want.Owed -= loyalty.Points(points)
			case at.from > day:
				want.Pending += loyalty.Points(points)
			case at.usable(day):
				month := ""
				if at.to != 0 {
					month = time.Unix(int64(at.to)*86_400, 0).UTC().Format("2006-01")
				}
				want.Points, months[month], some = want.Points+loyalty.Points(points), months[month]+loyalty.Points(points), true
			}
		}
		if some {
			want.Customers++
		}
	}
	m.same("what everybody has", got, has)
	owed, err := both(m, func(e *core.Engine) (core.Liability, error) { return e.Loyalty.Liability(m.ctx()) })
	m.refused("what the shop owes in points", err, "")
	want.Worth = m.programme().Worth * money.Amount(want.Points)
	for _, month := range slices.Sorted(maps.Keys(months)) {
		if month != "" {
			want.Expiring = append(want.Expiring, core.Expiry{Month: month, Points: months[month]})
		}
	}
	if months[""] > 0 {
		want.Expiring = append(want.Expiring, core.Expiry{Points: months[""]})
	}
	m.same("what the shop owes in points", owed, want)
}

// lookAtLedgers compares every movement of everybody's points, and lets the
// engines prove their own books.
func (m *machine) lookAtLedgers() {
	order := func(list []said) []said {
		slices.SortStableFunc(list, func(a, b said) int { return cmp.Or(cmp.Compare(a.number, b.number), cmp.Compare(a.order, b.order)) })
		return list
	}
	for _, who := range m.roots() {
		got, err := both(m, func(e *core.Engine) (core.Statement, error) {
			return e.Loyalty.Statement(m.ctx(), who.Ordinal, m.now.Now(), 0)
		})
		m.refused("a statement", err, "")
		var told, want []said
		for _, one := range got.Entries {
			told = append(told, plain(one))
		}
		for _, one := range m.movements(func(one moved) bool { return m.root(one.who) == who.Ordinal && !one.at.After(m.now.Now()) }) {
			want = append(want, one.said())
		}
		m.same("the ledger of "+core.Code(who.Ordinal), order(told), order(want))
	}
	proof, err := both(m, func(e *core.Engine) (core.Proof, error) { return e.Loyalty.Prove(m.ctx()) })
	m.refused("prove the points", err, "")
	total := int64(0)
	for _, lots := range m.purses() {
		total += lots.sum()
	}
	if len(proof.Wrong) > 0 || int64(proof.Points) != total {
		m.Fatalf("step %d: the proof of points is %+v, want %d points", m.steps, proof, total)
	}
}
