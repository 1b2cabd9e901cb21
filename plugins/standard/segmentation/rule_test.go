package main_test

import (
	"testing"

	raja "github.com/raja-crm/raja/plugins/sdk/go"
	rule "github.com/raja-crm/raja/plugins/standard/segmentation"
)

func TestTheMapHasNoHoles(t *testing.T) {
	want := map[int64][5]uint32{
		5: {rule.Promising, rule.Promising, rule.Active, rule.Loyal, rule.Champions},
		4: {rule.Promising, rule.Promising, rule.Active, rule.Loyal, rule.Champions},
		3: {rule.AlmostLost, rule.NeedsAttention, rule.NeedsAttention, rule.Loyal, rule.Loyal},
		2: {rule.Dormant, rule.AlmostLost, rule.AtRisk, rule.AtRisk, rule.PreviouslyLoyal},
		1: {rule.Dormant, rule.Dormant, rule.AtRisk, rule.AtRisk, rule.PreviouslyLoyal},
	}
	for r, row := range want {
		for fm := range row {
			if got := rule.Map(r, int64(fm+1)); got != row[fm] {
				t.Errorf("Map(%d, %d) = %d, want %d", r, fm+1, got, row[fm])
			}
		}
	}
}

func TestFMIsRoundedHalfUp(t *testing.T) {
	for _, c := range []struct{ f, m, want int64 }{{1, 1, 1}, {1, 2, 2}, {2, 3, 3}, {4, 5, 5}, {5, 1, 3}, {1, 4, 3}} {
		if got := (rule.Score{R: 1, F: c.f, M: c.m}).FM(); got != c.want {
			t.Errorf("FM of F %d and M %d = %d, want %d", c.f, c.m, got, c.want)
		}
	}
}

func TestDecide(t *testing.T) {
	firstTimer := func(daysAgo int32) *raja.Facts {
		c := buyer(1, daysAgo, 90)
		c.FirstOrderDay = today - daysAgo
		return c
	}
	away := &raja.Facts{VisitsTotal: 9, LastOrderDay: today - 400, FirstOrderDay: today - 900}
	cases := []struct {
		name     string
		customer *raja.Facts
		shop     *raja.Shop
		want     uint32
		mode     uint32
		score    int64
	}{
		{"somebody who never bought is a prospect", &raja.Facts{}, bigShop(), rule.Prospects, 0, 0},
		{"a first visit today is new", firstTimer(0), bigShop(), rule.New, rule.Quintiles, 511},
		{"a second visit is no longer new", buyer(2, 3, 90), bigShop(), rule.Promising, rule.Quintiles, 521},
		{"often, lately and much is a champion", buyer(9, 10, 2001), bigShop(), rule.Champions, rule.Quintiles, 555},
		{"a figure on the threshold stays below it", buyer(8, 10, 2000), bigShop(), rule.Loyal, rule.Quintiles, 544},
		{"one day over the threshold costs a point of recency", buyer(8, 11, 2000), bigShop(), rule.Loyal, rule.Quintiles, 444},
		{"a champion who stayed away was loyal", buyer(9, 81, 2001), bigShop(), rule.PreviouslyLoyal, rule.Quintiles, 155},
		{"nobody in the whole window sleeps", away, bigShop(), rule.Dormant, rule.Quintiles, 111},
		{"a small shop uses fixed limits", buyer(9, 14, 2001), smallShop(), rule.Champions, rule.Fixed, 555},
		{"fifteen days are four points in a small shop", buyer(9, 15, 2001), smallShop(), rule.Champions, rule.Fixed, 455},
		{"a first visit 30 days ago is new where that is recent", firstTimer(30), wideShop(), rule.New, rule.Quintiles, 511},
		{"a first visit 31 days ago is not", firstTimer(31), wideShop(), rule.Promising, rule.Quintiles, 511},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := rule.Decide(c.customer, c.shop)
			if got.Segment != c.want || got.Mode != c.mode || got.Args[3] != c.score {
				t.Errorf("segment %d, mode %d, score %d; want %d, %d, %d",
					got.Segment, got.Mode, got.Args[3], c.want, c.mode, c.score)
			}
		})
	}
}

// wideShop calls anything up to 90 days recent.
func wideShop() *raja.Shop {
	shop := bigShop()
	shop.Population.R = [4]int64{90, 180, 270, 360}
	return shop
}
