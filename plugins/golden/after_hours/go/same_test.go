package main

import (
	"testing"

	"github.com/raja-crm/raja/plugins/goldentest"
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	"github.com/raja-crm/raja/plugins/sdk/go/afterhours"
)

func TestEveryLanguageDecidesAsThisFunctionDoes(t *testing.T) {
	goldentest.Same(t, "after_hours", func(q *goldentest.Question) [][]byte {
		visit := afterhours.Visit{AfterHoursContext: &q.Visits()[0]}
		if visit.FactsRow >= 0 {
			visit.Customer = q.Customer(uint32(visit.FactsRow))
		}
		options := Decide(visit, q.Shop)
		return goldentest.Rows(len(options), func(i int) raja.AfterHoursRow { return options[i] })
	})
}
