package core

import (
	"cmp"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// What the loyalty rule sees of an order beside its sum: what is left of its
// lines once a part was given back, and which visit it is. Neither depends on
// when the rule is asked, so that asking again takes back exactly what is due.

// addLines adds the lines of an order to the question.
func (q *question) addLines(reader store.Reader, asked *abi.OrderContext, order *sale.Order) error {
	asked.LinesFrom, asked.LinesCount = uint32(len(q.batch.Lines)), uint32(len(order.Lines))
	for i := range order.Lines {
		line := &order.Lines[i]
		category, err := q.category(reader, line.Offer)
		if err != nil {
			return err
		}
		given := abi.Line{
			Item: line.Item, Category: category, Quantity: line.Thousandths() - line.BackMilli,
			Net: int64(line.Net - line.Back), Unit: string(cmp.Or(line.Unit, sale.Piece)),
		}
		if line.Unit == sale.Kilogram {
			given.Grams = given.Quantity
		}
		q.batch.Lines = append(q.batch.Lines, given)
	}
	return nil
}

// category is that of an item in the catalogue now; "" where the line was not
// picked from it, or the item is there no more.
func (q *question) category(reader store.Reader, offer sale.ItemNumber) (string, error) {
	if offer == 0 {
		return "", nil
	}
	if known, read := q.named[offer]; read {
		return known, nil
	}
	item, err := q.items.read(q.shop, reader, uint64(offer))
	if err := unlessAbsent(err); err != nil {
		return "", err
	}
	q.named[offer] = item.Category
	return item.Category, nil
}

// isFirst reports whether none of the customer's orders of that day that is
// kept and counts was recorded before this one.
func (q *question) isFirst(reader store.Reader, buyer people.Ordinal, day clock.Day, order *sale.Order) (bool, error) {
	if buyer == 0 {
		return true, nil
	}
	all, err := q.selves(reader, buyer)
	if err != nil {
		return false, err
	}
	newest, before := day.End(q.zone).Add(-time.Millisecond), day.At(0, 0, q.zone).Add(-time.Millisecond)
	for _, one := range all {
		of := store.Range{Prefix: ordersOf(one), From: ordersOf(one).TimeDescending(newest), To: ordersOf(one).TimeDescending(before), KeyOnly: true}
		for kv, err := range reader.Range(of) {
			if err != nil {
				return false, err
			}
			number := record.Tail64(kv.Key)
			if sale.Number(number) >= order.Number {
				continue
			}
			known, err := q.orders.read(q.shop, reader, number)
			if err != nil || known.Counts() {
				return false, err
			}
		}
	}
	return true, nil
}

// aDay is a day of a customer in the question.
type aDay struct {
	row uint32
	day int32
}

// countVisits says of each order which visit it opens: of several of one day
// in the question it is the one that is recorded first.
func (q *question) countVisits() {
	first := map[aDay]sale.Number{}
	for i := range q.batch.Orders {
		at := aDay{q.batch.Orders[i].FactsRow, q.batch.Orders[i].OrderDay}
		if known, seen := first[at]; !seen || q.about[i].Number < known {
			first[at] = q.about[i].Number
		}
	}
	for i := range q.batch.Orders {
		one := &q.batch.Orders[i]
		if q.opens[i] && q.about[i].Counts() && first[aDay{one.FactsRow, one.OrderDay}] == q.about[i].Number {
			one.Visit = uint32(len(q.pasts[one.FactsRow].visits.Window(clock.Day(one.OrderDay), 0)))
		}
	}
}
