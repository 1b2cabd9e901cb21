package main

import (
	"testing"

	"github.com/raja-crm/raja/plugins/goldentest"
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/followup"
)

func TestEveryLanguageDecidesAsThisFunctionDoes(t *testing.T) {
	goldentest.Same(t, "follow_up", func(q *goldentest.Question) [][]byte {
		events := q.Events()
		if len(events) == 0 {
			return goldentest.Rows(q.Customers(), func(i int) raja.FollowUpRow {
				return Decide(followup.Event{Customer: q.Customer(uint32(i))}, q.Shop)
			})
		}
		return goldentest.Rows(len(events), func(i int) raja.FollowUpRow {
			happened := &events[i]
			return Decide(followup.Event{Customer: q.Customer(happened.FactsRow), Happened: happened}, q.Shop)
		})
	})
}
