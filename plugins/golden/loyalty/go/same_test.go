package main

import (
	"testing"

	"github.com/raja-crm/raja/plugins/goldentest"
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/loyalty"
)

func TestEveryLanguageDecidesAsThisFunctionDoes(t *testing.T) {
	goldentest.Same(t, "loyalty", func(q *goldentest.Question) [][]byte {
		orders := q.Orders()
		if len(orders) == 0 {
			return goldentest.Rows(q.Customers(), func(i int) raja.LoyaltyRow {
				return Decide(loyalty.Event{Customer: q.Customer(uint32(i))}, q.Shop)
			})
		}
		return goldentest.Rows(len(orders), func(i int) raja.LoyaltyRow {
			order := &orders[i]
			return Decide(loyalty.Event{Customer: q.Customer(order.FactsRow), Order: order, Lines: q.Lines(order)}, q.Shop)
		})
	})
}
