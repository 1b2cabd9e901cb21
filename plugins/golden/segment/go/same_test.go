package main

import (
	"testing"

	"github.com/raja-crm/raja/plugins/goldentest"
	raja "github.com/raja-crm/raja/plugins/sdk/go"
)

func TestEveryLanguageDecidesAsThisFunctionDoes(t *testing.T) {
	goldentest.Same(t, "segment", func(q *goldentest.Question) [][]byte {
		return goldentest.Rows(q.Customers(), func(i int) raja.SegmentRow {
			return Decide(q.Customer(uint32(i)), q.Shop)
		})
	})
}
