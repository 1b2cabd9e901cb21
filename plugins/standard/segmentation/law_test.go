package main_test

import (
	"testing"

	"pgregory.net/rapid"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	rule "github.com/raja-crm/raja/plugins/standard/segmentation"
)

func anyFacts() *rapid.Generator[raja.Facts] {
	return rapid.Custom(func(t *rapid.T) raja.Facts {
		return raja.Facts{
			Ordinal:       rapid.Uint32().Draw(t, "ordinal"),
			Visits:        rapid.Uint32Range(0, 20).Draw(t, "visits"),
			VisitsTotal:   rapid.Uint32Range(0, 20).Draw(t, "visits total"),
			Net:           rapid.Int64().Draw(t, "net"),
			LastVisitDay:  rapid.Int32().Draw(t, "last visit"),
			LastOrderDay:  rapid.Int32().Draw(t, "last order"),
			FirstOrderDay: rapid.Int32().Draw(t, "first order"),
		}
	})
}

func anyShop() *rapid.Generator[*raja.Shop] {
	return rapid.Custom(func(t *rapid.T) *raja.Shop {
		shop := bigShop()
		four := func(label string) (q [4]int64) {
			for i := range q {
				q[i] = rapid.Int64().Draw(t, label)
			}
			return q
		}
		shop.AsOfDay = rapid.Int32().Draw(t, "as of")
		shop.Population = raja.Population{
			Given:           rapid.Bool().Draw(t, "given"),
			RepeatCustomers: rapid.Uint32Range(0, 100).Draw(t, "repeat"),
			MedianOrder:     rapid.Int64().Draw(t, "median"),
			R:               four("r"), F: four("f"), M: four("m"),
		}
		return shop
	})
}

func TestEveryInputGetsExactlyOneSegment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		facts := anyFacts().Draw(t, "facts")
		got := rule.Decide(&facts, anyShop().Draw(t, "shop"))
		if got.Segment < rule.Prospects || got.Segment > rule.Dormant {
			t.Errorf("segment %d", got.Segment)
		}
		if got.Text < 1 || got.Text > rule.Away || got.Mode > rule.Fixed {
			t.Errorf("text %d, mode %d", got.Text, got.Mode)
		}
	})
}

func TestEqualFiguresGetEqualSegments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shop, one := anyShop().Draw(t, "shop"), anyFacts().Draw(t, "facts")
		other := one
		other.Ordinal = rapid.Uint32().Draw(t, "other ordinal")
		if a, b := rule.Decide(&one, shop), rule.Decide(&other, shop); a != b {
			t.Errorf("%+v and %+v", a, b)
		}
	})
}

func TestABetterFigureNeverCostsAPoint(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shop := anyShop().Draw(t, "shop")
		days := func(l string) int32 { return rapid.Int32Range(0, 1000).Draw(t, l) }
		worse, better := buyer(1, days("days"), 0), &raja.Facts{}
		worse.Visits = rapid.Uint32Range(1, 30).Draw(t, "visits")
		worse.Net = rapid.Int64Range(-1e12, 1e12).Draw(t, "net")
		shop.AsOfDay = today
		*better = *worse
		better.LastVisitDay += days("fresher")
		better.Visits += rapid.Uint32Range(0, 30).Draw(t, "more visits")
		better.Net += rapid.Int64Range(0, 1e12).Draw(t, "more money")
		a, b := rule.Decide(worse, shop).Args[3], rule.Decide(better, shop).Args[3]
		if b/100 < a/100 || b/10%10 < a/10%10 || b%10 < a%10 {
			t.Errorf("score fell from %d to %d", a, b)
		}
	})
}
