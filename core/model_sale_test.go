package core_test

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/sale"
)

func saleSteps() ([]step, []func(*machine)) {
	return []step{
		{"take an order", 12, (*machine).takeOrder},
		{"move an order", 8, (*machine).moveOrder},
		{"remind", 3, (*machine).remind},
		{"set the workshop", 1, (*machine).changeWorkshop},
	}, []func(*machine){(*machine).lookAtOrders, (*machine).lookAtUnclaimed}
}

// modelFlow are the states of work of the model's shop.
func modelFlow() sale.Flow {
	return sale.Flow{
		{Code: "received", NameID: "Diterima", NameEN: "Received", Stage: sale.Underway, Next: []string{"working", "ready", "cancelled"}},
		{Code: "working", NameID: "Dikerjakan", NameEN: "In work", Stage: sale.Underway, Next: []string{"ready"}},
		{Code: "ready", NameID: "Siap", NameEN: "Ready", Stage: sale.ReadyNow, Next: []string{"done", "working"}},
		{Code: "done", NameID: "Selesai", NameEN: "Done", Stage: sale.Finished},
		{Code: "cancelled", NameID: "Batal", NameEN: "Cancelled", Stage: sale.Cancelled},
	}
}

// changeWorkshop decides anew how cash is rounded.
func (m *machine) changeWorkshop() {
	m.setWorkshop(core.Workshop{Flow: modelFlow(), RoundTo: of[money.Amount](m, "round to", 100, 100, 500, 0)})
}

func (m *machine) setWorkshop(given core.Workshop) {
	_, err := both(m, func(e *core.Engine) (struct{}, error) {
		return struct{}{}, e.Sales.SetWorkshop(m.ctx(), core.Workshop{Flow: slices.Clone(given.Flow), RoundTo: given.RoundTo})
	})
	m.refused("set the workshop", err, "")
	m.write("workshop.set").put("workshop", 1, given).commit()
}

// workshop is how orders are worked on: as was set, or as a laundry does.
func (m *machine) workshop() core.Workshop {
	if set, has := known[core.Workshop](m.book, "workshop", 1); has {
		return set
	}
	return core.Workshop{Flow: sale.FlowOf("laundry")}
}

func visit(o sale.Order) bool {
	return o.Void == nil && !o.Cancelled && (o.Refunded == 0 || netOf(o) > 0)
}

func netOf(o sale.Order) money.Amount {
	if o.Void != nil || o.Cancelled {
		return 0
	}
	return o.Total - o.Refunded
}

// left is what an order comes to less what was given back of it.
func left(o sale.Order) money.Amount {
	return o.Total - o.Refunded + o.Delivery - o.DeliveryBack + o.Rounding
}

func payable(o sale.Order) money.Amount {
	switch {
	case o.Void != nil:
		return 0
	case o.Cancelled:
		return o.Paid
	}
	return left(o)
}

// inCash is what makes an amount a multiple of a step, the nearer one.
func inCash(amount, step money.Amount) money.Amount {
	if step == 0 {
		return 0
	}
	if rest := amount % step; 2*rest < step {
		return -rest
	}
	return step - amount%step
}

func owed(o sale.Order) money.Amount { return max(0, payable(o)-o.Paid) }

// payNow fills in what is paid at once: cash that is all of it, before or after
// rounding, is rounded, and other cash that no coins make is refused.
func (m *machine) payNow(want *sale.Order, given core.NewOrder) string {
	if want.Paid = payable(*want); given.Paid != nil {
		want.Paid = *given.Paid
	}
	if given.Method != "" {
		return ""
	}
	all, step := payable(*want), m.workshop().RoundTo
	rounded := all + inCash(all, step)
	if given.Paid == nil || (want.Paid > 0 && (want.Paid == all || want.Paid == rounded)) {
		want.Paid, want.Rounding, want.RoundTo = rounded, rounded-all, step
		return ""
	}
	return when(step > 0 && want.Paid%max(step, 1) != 0, "invalid pay")
}

func (m *machine) takeOrder() {
	lines, gross := m.lines()
	given := core.NewOrder{
		Customer: people.Ordinal(m.number("customer")), Discount: money.Amount(of(m, "discount", 0, 0, 1000, 90_000)), Delivery: money.Amount(of(m, "delivery", 0, 0, 5000, -1)),
		Method: of(m, "method", "", "", sale.Method("transfer"), sale.Wallet, "barter"), By: m.anybody(), Work: m.often("work", 6), Why: "pasti bisa",
		At: of(m, "at", time.Time{}, time.Time{}, m.now.Now().Add(-50*time.Hour), m.now.Now().AddDate(0, 0, -70)), Key: each(m, "key", "", "", "", "", "", "a", "b", "c", "d", "e"),
	}
	if m.often("asset", 3) {
		given.Asset = people.AssetNumber(m.number("asset"))
	}
	if m.often("promised", 2) {
		given.Due = m.ahead("due")
	}
	if m.often("part", 5) {
		part := money.Amount(of(m, "paid", 0, 0, 3000, 20_000))
		given.Paid = &part
	}
	if m.often("code", 4) {
		given.Codes = []string{m.sayCode()}
	}
	if m.often("points", 3) {
		given.Points = int64(of(m, "points", 3, 10, -1))
	}
	want := sale.Order{
		Customer: given.Customer, At: given.At, Lines: shared(lines, max(0, gross-given.Discount)), Discount: given.Discount, Delivery: given.Delivery,
		Total: gross - given.Discount, By: given.By, Asset: given.Asset,
	}
	if want.At.IsZero() {
		want.At = m.now.Now()
	}
	if given.Key != "" {
		want.Key = []byte("k" + given.Key)
	}
	if m.takenAgain(given, lines) {
		return
	}
	codes := m.codes(&want, gross, given.Codes)
	codes = first(codes, when(want.Discount > gross, "invalid discount"), when(given.Delivery < 0, "invalid delivery"), m.worthOff(&want, given.Points))
	odd := m.payNow(&want, given)
	got, err := m.add(given, lines)
	wrong := first(
		wrongLines(lines), codes, odd, when(want.Paid > payable(want), "invalid pay"),
	)
	wrong = first(
		wrong, m.there("customer", "customer", uint64(given.Customer)), m.works("by", given.By), when(given.Asset != 0, m.there("asset", "asset", uint64(given.Asset))),
		when(want.Paid > 0 && given.Method == sale.Wallet && want.Paid > m.wallet(given.Customer), "invalid amount"), when(want.Paid > 0 && given.Method == "barter", "invalid method"),
		when(!given.Due.IsZero() && given.Due.Before(m.now.at), "invalid due"), when(given.Points > 0 && m.purse(given.Customer).balance(m.today()) < given.Points, "conflict points"),
	)
	if m.refused("take an order", err, wrong) {
		return
	}
	u := m.write("order.add")
	want.ID, want.Number = got.Order.ID, sale.Number(u.next("order"))
	if given.Work {
		want.Status, want.Moves = "received", []sale.Move{{Status: "received", At: m.now.Now(), By: given.By}}
	}
	if want.Asked = got.Order.Asked; (want.Asked != 0) != (given.Key != "") {
		m.Fatalf("step %d: the digest of an order with key %q is %d", m.steps, given.Key, want.Asked)
	}
	m.same("the order", got.Order, want)
	if given.Key != "" {
		m.asked[given.Key] = theAsked(given, lines)
	}
	u.put("order", uint64(want.Number), want)
	for _, used := range want.Codes {
		u.useCode(want, used)
	}
	if want.Paid > 0 {
		u.pay(sale.Payment{Kind: sale.Paid, Customer: want.Customer, Order: want.Number, Amount: want.Paid, Method: given.Method, By: given.By})
	}
	if !given.Due.IsZero() {
		text := ""
		for i, line := range lines {
			text += when(i > 0, ", ") + line.Item
		}
		newPromise(u, core.NewPromise{Customer: want.Customer, Kind: promise.Ready, Text: text, About: core.Nota(want.Number), Due: given.Due, By: given.By, Why: given.Why})
	}
	u.spend(want)
	u.bounce(nil, want)
	u.accrue(want)
	u.commit()
	u.askWaiting()
}

// worthOff takes off an order what points are worth that pay a part of it.
func (m *machine) worthOff(order *sale.Order, points int64) string {
	by := m.programme()
	off := by.Worth * money.Amount(points)
	switch {
	case points == 0:
		return ""
	case by.Worth == 0:
		return "conflict points"
	case points < 0 || off > order.Total:
		return "invalid points"
	}
	order.Points, order.Off, order.Unearned = points, off, !by.Together
	order.Discount, order.Total = order.Discount+off, order.Total-off
	order.Lines = sharedLess(order.Lines, order.Total)
	return ""
}

func (m *machine) moveOrder() {
	number, to, who := m.number("order"), of(m, "to", "received", "working", "ready", "ready", "done", "done", "cancelled", "washing", "lost"), m.anybody()
	got, err := both(m, func(e *core.Engine) (sale.Order, error) { return e.Sales.Move(m.ctx(), sale.Number(number), to, who) })
	want, _ := known[sale.Order](m.book, "order", number)
	flow := m.workshop().Flow
	state, now := flow.Find(to), flow.Find(want.Status)
	if m.refused("move an order", err, first(
		m.works("by", who), m.there("order", "order", number), when(state == nil, "invalid status"), when(want.Void != nil, "conflict order"),
		when(now != nil && !slices.Contains(now.Next, to), "conflict status"),
		when(want.Cancelled && state != nil && state.Stage != sale.Cancelled && (len(want.Codes) > 0 || want.Points > 0), "conflict order"),
	)) {
		return
	}
	wasReady, before := !want.ReadyAt.IsZero(), want
	want.Cancelled = state.Stage == sale.Cancelled
	want.Status, want.Moves = to, append(slices.Clone(want.Moves), sale.Move{Status: to, At: m.now.Now(), By: who})
	if state.Stage == sale.ReadyNow && want.ReadyAt.IsZero() {
		want.ReadyAt = m.now.Now()
	}
	if state.Stage == sale.Finished && want.TakenAt.IsZero() {
		want.TakenAt = m.now.Now()
	}
	m.same("the moved order", got, want)
	u := m.write("order.move").put("order", number, want)
	u.settled(before, want)
	u.begin(want)
	switch {
	case !wasReady && (state.Stage == sale.ReadyNow || state.Stage == sale.Finished):
		u.endReady(want.Number, promise.Kept, "siap")
	case want.Cancelled:
		u.endReady(want.Number, promise.Withdrawn, "batal")
		if want.ReadyAt.IsZero() && want.TakenAt.IsZero() {
			u.release(want.Number)
		}
	}
	u.commit()
}

// endReady ends the open promises that an order would be ready.
func (u *unit) endReady(number sale.Number, status promise.Status, outcome string) {
	for _, one := range all(u.book, "promise", func(p promise.Promise) bool {
		return p.About == core.Nota(number) && p.Status == promise.Open && p.Kind == promise.Ready
	}) {
		u.put("promise", uint64(one.Number), ended(one, status, outcome, u.entry.at))
	}
}

// localDays counts days on the shop's calendar.
func localDays(from, to time.Time) int {
	day := func(at time.Time) int64 { return (at.Unix() + 7*3600) / 86_400 }
	return int(day(to) - day(from))
}

func waits(o sale.Order) bool { return o.Void == nil && !o.ReadyAt.IsZero() && o.TakenAt.IsZero() }

// stepDue is the step of the ladder that is due and was not gone, 0 for none.
func (m *machine) stepDue(o sale.Order) (due int) {
	for _, days := range []int{1, 3, 7, 14} {
		if localDays(o.ReadyAt, m.now.at) >= days {
			due = days
		}
	}
	if slices.ContainsFunc(o.Reminded, func(days int) bool { return days >= due }) {
		return 0
	}
	return due
}

func (m *machine) remind() {
	number := m.number("order")
	got, err := both(m, func(e *core.Engine) (core.Reminder, error) { return e.Sales.Remind(m.ctx(), sale.Number(number)) })
	want, _ := known[sale.Order](m.book, "order", number)
	if m.refused("remind", err, first(m.there("order", "order", number), when(!waits(want) || m.stepDue(want) == 0, "conflict order"))) {
		return
	}
	want.Reminded = append(slices.Clone(want.Reminded), m.stepDue(want))
	m.same("the reminder", got.Order, want)
	m.write("order.remind").put("order", number, want).commit()
}

func (m *machine) lookAtOrders() {
	at := func(o sale.Order) time.Time { return o.At }
	for _, state := range m.workshop().Flow {
		in := all(m.book, "order", func(o sale.Order) bool { return o.Status == state.Code && o.Void == nil })
		pages(m, "orders that are "+state.Code, by(in, oldest(at)), func(e *core.Engine, after string, limit int) ([]sale.Order, string, error) {
			return e.Sales.In(m.ctx(), state.Code, after, limit)
		})
	}
	for _, who := range all[people.Customer](m.book, "customer", nil) {
		of := all(m.book, "order", func(o sale.Order) bool { return m.under(who.Ordinal, o.Customer) })
		pages(m, "orders of hers", by(of, newest(at)), func(e *core.Engine, after string, limit int) ([]sale.Order, string, error) {
			return e.Sales.Of(m.ctx(), who.Ordinal, after, limit)
		})
	}
	for _, asset := range all[people.Asset](m.book, "asset", nil) {
		whole(m, "orders about a thing", all(m.book, "order", func(o sale.Order) bool { return o.Asset == asset.Number }), func(e *core.Engine) ([]sale.Order, error) {
			return e.Sales.OfAsset(m.ctx(), asset.Number)
		})
	}
}

func (m *machine) lookAtUnclaimed() {
	got, err := both(m, func(e *core.Engine) (core.Unclaimed, error) { return e.Sales.Unclaimed(m.ctx()) })
	m.refused("what is not fetched", err, "")
	counts, due := make([]int, 6), []sale.Number(nil)
	for _, one := range by(all(m.book, "order", waits), oldest(func(o sale.Order) time.Time { return o.ReadyAt })) {
		days := localDays(one.ReadyAt, m.now.at)
		for shelf, from := range slices.Backward([]int{0, 1, 3, 7, 14, 31}) {
			if days >= from {
				counts[shelf]++
				break
			}
		}
		if m.stepDue(one) > 0 {
			due = append(due, one.Number)
		}
	}
	for i, shelf := range got.Shelves {
		m.same("a shelf", shelf.Orders, counts[i])
	}
	var named []sale.Number
	for _, one := range got.Due {
		named = append(named, one.Order.Number)
	}
	m.same("who is to be reminded", named, due)
}
