package core

import (
	"cmp"
	"context"
	"slices"

	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// previewOrders is how many of the last orders a loyalty rule is asked about.
const previewOrders = 50

// OrdersPreview is what the shop's last orders brought, and what the rule
// would have given for them with the figures of today.
type OrdersPreview struct {
	Orders    int
	Now, Then loyalty.Points
	Examples  []OrderExample // those that differ, at most examplesOfOrders
}

// OrderExample is one order that would have earned something else.
type OrderExample struct {
	Number             sale.Number
	Customer           people.Ordinal
	Now, Then          loyalty.Points
	ReasonID, ReasonEN string
}

// examplesOfOrders is how many orders stand for all that differ.
const examplesOfOrders = 5

// askOrders asks the rule about the last orders. A rule that fails there has
// failed as it would at the till.
func (v *previewing) askOrders(ctx context.Context) error {
	orders, asked, err := v.lastOrders(ctx)
	if err != nil || len(orders) == 0 {
		return err
	}
	said, err := v.rule.Loyalty(ctx, &asked.batch)
	if err != nil {
		v.fail(ofCustomer(err, len(orders), func(row int) people.Ordinal { return orders[row].Customer }))
		return nil
	}
	v.into.Units, v.into.Kept = v.into.Units+said.Units, cmp.Or(said.Kept, v.into.Kept)
	found := &OrdersPreview{Orders: len(orders)}
	v.into.Orders = found
	for _, refused := range said.Refused {
		buyer := orders[refused.Row].Customer
		if !slices.ContainsFunc(v.into.Refused, func(r Refusal) bool { return r.Ordinal == buyer }) { // one example of each is enough
			v.into.Refused = append(v.into.Refused, Refusal{buyer, refused.Reason})
		}
	}
	for i := range orders {
		now, err := (&Loyalty{v.shop}).Earned(ctx, &orders[i])
		if err != nil {
			return err
		}
		found.add(v, &orders[i], now, said.Rows[i])
	}
	return nil
}

func (p *OrdersPreview) add(v *previewing, order *sale.Order, now loyalty.Points, row abi.LoyaltyRow) {
	then := loyalty.Points(row.Points)
	p.Now, p.Then = p.Now+now, p.Then+then
	if now == then || len(p.Examples) == examplesOfOrders {
		return
	}
	example := OrderExample{Number: order.Number, Customer: order.Customer, Now: now, Then: then}
	example.ReasonID, example.ReasonEN = v.reason(v.rule.Manifest(), row.Text, row.Args)
	p.Examples = append(p.Examples, example)
}

// lastOrders are the orders recorded last, newest first, and the question
// about them.
func (v *previewing) lastOrders(ctx context.Context) ([]sale.Order, *question, error) {
	var orders []sale.Order
	asked := newQuestion(v.shop)
	asked.lines = v.rule.Manifest().ReadsLines() // as this rule reads, not the shop's
	picked := store.Range{Prefix: record.In(record.Orders), Reverse: true, KeyOnly: true, Limit: previewOrders}
	err := v.store.View(ctx, func(reader store.Reader) error {
		for kv, err := range reader.Range(picked) {
			if err != nil {
				return err
			}
			var order sale.Order
			if err := v.codec.Get(reader, orderKey(sale.Number(record.Tail64(kv.Key))), &order); err != nil {
				return err
			}
			if err := asked.addStanding(reader, &order); err != nil {
				return err
			}
			orders = append(orders, order)
		}
		return nil
	})
	asked.complete(v.rule.config)
	return orders, asked, readable(err)
}
