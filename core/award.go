package core

import (
	"context"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Award is what the loyalty rule gave for an order.
type Award struct {
	Points  loyalty.Points
	Expires clock.Day // the first day on which the points are gone; 0 never
	Tier    uint32    // position in the rule's tiers, 0 none
	Rule    string    // id of the rule that gave it
	Text    uint32    // its reason, a position in the rule's texts
	Args    [4]int64
	Fault   error       // why the rule gave nothing, nil when it answered
	asked   sale.Number // the order that the rule was asked about
}

func award(manifest *plugin.Manifest, row abi.LoyaltyRow) Award {
	return Award{
		Points: loyalty.Points(row.Points), Expires: clock.Day(row.ExpiresDay), Tier: row.Tier,
		Rule: manifest.ID, Text: row.Text, Args: row.Args,
	}
}

// earning is the amount of an order that earns points: all of it once it is
// paid, nothing of a debt.
func earning(order *sale.Order) money.Amount {
	if order.Unearned || order.Paid < order.Payable() {
		return 0
	}
	return order.Net()
}

// question is what the loyalty rule is asked: orders, and one facts row for
// each of their customers.
type question struct {
	*shop
	batch abi.Batch
	at    map[string]int // a customer's key → her row
	facts []abi.Facts
	pasts []*past
	owed  [][]sale.Order             // by each, which do not count
	had   [][]loyalty.Entry          // what each one's orders have earned, where that counts for tiers
	by    loyalty.Tiers              // how tiers are kept
	about []sale.Order               // each row of the answer
	opens []bool                     // the same order is the first that is kept of its day
	lines bool                       // the rule reads the lines of orders
	named map[sale.ItemNumber]string // categories that were read
}

// next returns the number that the next order will get, should none come first.
func (q *question) next(reader store.Reader) (sale.Number, error) {
	var known counters
	err := q.codec.Get(reader, countersKey(), &known)
	return known.Orders + 1, unlessAbsent(err)
}

func newQuestion(s *shop) *question {
	manifest := s.rules.manifest("loyalty")
	return &question{
		shop: s, at: map[string]int{}, lines: manifest != nil && manifest.ReadsLines(), named: map[sale.ItemNumber]string{},
		batch: abi.Batch{Header: s.header(int32(s.Today()), s.business.Window)},
	}
}

// addKnown adds an order of a customer who is there.
func (q *question) addKnown(reader store.Reader, buyer people.Ordinal, order *sale.Order) error {
	buyer, err := q.currently(reader, buyer)
	if err != nil {
		return err
	}
	key := Code(buyer)
	if _, asked := q.at[key]; !asked {
		q.at[key] = len(q.facts)
		if err := q.addBuyer(reader, buyer); err != nil {
			return err
		}
	}
	return q.addOrder(reader, buyer, q.at[key], order)
}

// addBuyer adds a row for a customer who is there.
func (q *question) addBuyer(reader store.Reader, buyer people.Ordinal) error {
	row, _, err := readFacts(reader, buyer)
	if err != nil {
		return err
	}
	known, err := readPast(reader, buyer)
	if err != nil {
		return err
	}
	owed, err := q.unpaidOf(reader, buyer, known)
	if err != nil {
		return err
	}
	program, err := q.program(reader)
	if err != nil {
		return err
	}
	q.by = program.Keeps()
	had, err := q.earnings(reader, buyer, q.by)
	q.facts, q.pasts, q.owed, q.had = append(q.facts, row), append(q.pasts, known), append(q.owed, owed), append(q.had, had)
	return err
}

// unpaidOf are the orders of a customer's past of which she owes something.
func (q *question) unpaidOf(reader store.Reader, buyer people.Ordinal, known *past) ([]sale.Order, error) {
	if len(known.visits) == 0 {
		return nil, nil
	}
	return q.unpaid(reader, buyer)
}

// without takes an order that is about to be replaced out of its customer's
// past, if she is asked about: it must not count beside its successor.
func (q *question) without(known *sale.Order) {
	row, asked := q.at[Code(known.Customer)]
	if !asked {
		return
	}
	if visits, was := q.pasts[row].visits.Remove(clock.DayOf(known.At, q.zone), known.Net()); was {
		q.pasts[row].visits = visits
	}
}

// addStanding adds an order that its customer's past counts already.
func (q *question) addStanding(reader store.Reader, order *sale.Order) error {
	buyer, err := q.currently(reader, order.Customer)
	if err != nil {
		return err
	}
	if err := q.addBuyer(reader, buyer); err != nil {
		return err
	}
	day, at := clock.DayOf(order.At, q.zone), len(q.facts)-1
	alone := q.pasts[at].visits.On(day).Orders < 2
	return q.put(reader, buyer, at, day, alone, order)
}

// addNewcomer adds an order of somebody who is about to be added.
func (q *question) addNewcomer(reader store.Reader, key string, row abi.Facts, order *sale.Order) error {
	if _, asked := q.at["+"+key]; !asked {
		program, err := q.program(reader)
		if err != nil {
			return err
		}
		q.by = program.Keeps()
		q.at["+"+key] = len(q.facts)
		q.facts, q.pasts, q.owed, q.had = append(q.facts, row), append(q.pasts, &past{}), append(q.owed, nil), append(q.had, nil)
	}
	return q.addOrder(reader, 0, q.at["+"+key], order)
}

func (q *question) addOrder(reader store.Reader, buyer people.Ordinal, row int, order *sale.Order) error {
	day := clock.DayOf(order.At, q.zone)
	alone := q.pasts[row].visits.On(day).Orders == 0
	q.pasts[row].visits = q.pasts[row].visits.Add(day, order.Net())
	return q.put(reader, buyer, row, day, alone, order)
}

// put puts an order into the question, with its lines for a rule that reads
// them; alone says that no other of its day is kept.
func (q *question) put(reader store.Reader, buyer people.Ordinal, row int, day clock.Day, alone bool, order *sale.Order) error {
	asked := abi.OrderContext{
		OrderSeq: uint64(order.Number), Net: int64(earning(order)), OrderDay: int32(day), FactsRow: uint32(row),
	}
	opens, err := alone, error(nil)
	if !alone {
		opens, err = q.isFirst(reader, buyer, day, order)
	}
	if err == nil && q.lines {
		err = q.addLines(reader, &asked, order)
	}
	q.batch.Orders, q.about, q.opens = append(q.batch.Orders, asked), append(q.about, *order), append(q.opens, opens)
	return err
}

// complete fills in what follows from all orders together, and hands over the
// facts and the owner's settings.
func (q *question) complete(config []abi.Config) {
	page, today := make([]byte, len(q.facts)*abi.FactsSize), q.Today()
	from := q.by.From(today)
	for i := range q.facts {
		q.pasts[i].without(q.owed[i], q.shop)
		q.owed[i] = nil
		q.pasts[i].fill(&q.facts[i], today, q.business.Window)
		qualify(&q.facts[i], q.pasts[i].visits, q.earnedIn(q.had[i], from, today, q.about), q.by, today, from)
		q.facts[i].Put(page[i*abi.FactsSize:])
	}
	q.batch.Facts, q.batch.Config = [][]byte{page}, config
	q.countVisits()
}

// ask returns one award an order.
func (q *question) ask(ctx context.Context) ([]Award, error) {
	rule, err := q.shop.rules.answering(ctx, "loyalty")
	if err != nil {
		return nil, err
	}
	q.complete(rule.config)
	answer, err := rule.Loyalty(ctx, &q.batch)
	if err != nil {
		return nil, ofRow(err, len(q.about), q.who)
	}
	awards := make([]Award, len(answer.Rows))
	for i, row := range answer.Rows {
		awards[i] = award(rule.Manifest(), row)
		awards[i].asked = q.about[i].Number
	}
	for _, refused := range answer.Refused {
		awards[refused.Row].Fault = fault.Unavailable("plugin", "rule %s, hook loyalty, %s: the answer is refused: %s",
			rule.Manifest().ID, q.who(refused.Row), refused.Reason).Because(refused)
	}
	if q.by.By == loyalty.Earned {
		err = q.tiersByPoints(ctx, awards)
	}
	return awards, err
}

// who names the order in a row of the question, and whose it is.
func (q *question) who(row int) string {
	order := &q.about[row]
	if order.Customer == 0 {
		return "order " + Nota(order.Number)
	}
	return "order " + Nota(order.Number) + " of customer " + Code(order.Customer)
}
