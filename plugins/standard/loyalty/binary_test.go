package main_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	rule "github.com/raja-crm/raja/plugins/standard/loyalty"
)

func page() []byte {
	return plugintest.Page(
		abi.Facts{Ordinal: 1, Kind: abi.KindExternal, VisitsTotal: 3, Qualifying: 950_000},
		abi.Facts{Ordinal: 2, Kind: abi.KindExternal, VisitsTotal: 9, Qualifying: 3_000_000},
		abi.Facts{Ordinal: 3, Kind: abi.KindInternal, VisitsTotal: 9, Qualifying: 3_000_000},
		abi.Facts{Ordinal: 4, Kind: abi.KindExternal},
	)
}

// One compiled rule serves every test of the binary.
func TestTheBinary(t *testing.T) {
	loaded := plugintest.Load(t, ".")
	t.Run("answers orders", func(t *testing.T) { answersOrders(t, loaded) })
	t.Run("recalculates tiers", func(t *testing.T) { recalculatesTiers(t, loaded) })
	t.Run("follows the owner's settings", func(t *testing.T) { followsSettings(t, loaded) })
	t.Run("earns by lines and visits", func(t *testing.T) { earnsByLinesAndVisits(t, loaded) })
}

func answersOrders(t *testing.T, loaded *plugin.Rule) {
	day := raja.DayOf(2026, 3, 14)
	got, err := loaded.Loyalty(context.Background(), &abi.Batch{
		Header: abi.Header{Currency: abi.PackCurrency("IDR"), AsOfDay: day},
		Facts:  [][]byte{page()},
		Orders: []abi.OrderContext{
			{FactsRow: 1, Net: 57_000, OrderDay: day},
			{FactsRow: 0, Net: 125_000, OrderDay: day},
			{FactsRow: 2, Net: 57_000, OrderDay: day},
			{FactsRow: 0, Net: 9_999, OrderDay: day},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	year := raja.DayOf(2027, 3, 14)
	want := []abi.LoyaltyRow{
		{Points: 5, ExpiresDay: year, Tier: rule.Gold, Text: 3, Args: [4]int64{5, 57_000, 0, 3_000_000}},
		{Points: 12, ExpiresDay: year, Tier: rule.Member, Text: 1, Args: [4]int64{12, 125_000, 50_000, 950_000}},
		{Text: 10},
		{Tier: rule.Member, Text: 7, Args: [4]int64{1, 9_999, 50_000, 10_000}},
	}
	if diff := cmp.Diff(want, got.Rows); diff != "" {
		t.Error(diff)
	}
	voice := plugin.Voice{Lang: "id", Currency: money.Currency{Code: "IDR"}}
	const reason = "12 poin untuk belanja Rp125.000. Belanja Rp50.000 lagi untuk naik ke Perak."
	if got := loaded.Manifest().Reason(got.Rows[1].Text, got.Rows[1].Args, voice); got != reason {
		t.Errorf("reason %q, want %q", got, reason)
	}
}

func recalculatesTiers(t *testing.T, loaded *plugin.Rule) {
	got, err := loaded.Loyalty(context.Background(), &abi.Batch{
		Header: abi.Header{Currency: abi.PackCurrency("IDR")}, Facts: [][]byte{page()},
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []uint32{rule.Member, rule.Gold, rule.None, rule.None} {
		if got.Rows[i].Tier != want || got.Rows[i].Points != 0 {
			t.Errorf("row %d: %+v, want tier %d", i, got.Rows[i], want)
		}
	}
}

func followsSettings(t *testing.T, loaded *plugin.Rule) {
	got, err := loaded.Loyalty(context.Background(), &abi.Batch{
		Header: abi.Header{Currency: abi.PackCurrency("USD")}, Facts: [][]byte{page()},
		Orders: []abi.OrderContext{{Net: 1_250}},
		Config: []abi.Config{{Key: "points_per_step", Value: 2}, {Key: "of another rule", Value: 9}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got.Rows[0].Points != 24 {
		t.Errorf("12.50 dollars at 1 dollar a step of 2 points: %d points, want 24", got.Rows[0].Points)
	}
}

func earnsByLinesAndVisits(t *testing.T, loaded *plugin.Rule) {
	got, err := loaded.Loyalty(context.Background(), &abi.Batch{
		Header: abi.Header{Currency: abi.PackCurrency("IDR")}, Facts: [][]byte{page()},
		Lines: []abi.Line{
			{Item: "Cuci", Category: "Kiloan", Quantity: 3_400, Grams: 3_400, Net: 24_000, Unit: "kg"},
			{Item: "Jas", Category: "Satuan", Quantity: 2_000, Net: 50_000, Unit: "pcs"},
		},
		Orders: []abi.OrderContext{{Net: 24_000, Visit: 8, LinesCount: 1}, {Net: 50_000, Visit: 9, LinesFrom: 1, LinesCount: 1}, {Net: 9_000, Visit: 10}},
		Config: []abi.Config{
			{Key: "spend_per_point", Value: 0},
			{Key: "points_per_kg", Value: 2},
			{Key: "points_per_piece", Value: 4},
			{Key: "piece_of", Type: abi.SettingText, Text: "SATUAN"},
			{Key: "stamp_every", Value: 10},
			{Key: "stamp_points", Value: 50},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	voice := plugin.Voice{Lang: "id", Currency: money.Currency{Code: "IDR"}}
	for i, want := range []struct {
		points int64
		reason string
	}{
		{6, "6 poin untuk 3 kg. 2 kunjungan lagi untuk kartu stempel penuh, 50 poin."},
		{8, "8 poin untuk 2 satuan barang yang mendapat poin. 1 kunjungan lagi untuk kartu stempel penuh, 50 poin."},
		{50, "Kartu stempel penuh pada kunjungan ke-10: 50 poin. 10 kunjungan lagi untuk 50 poin berikutnya."},
	} {
		row := got.Rows[i]
		if reason := loaded.Manifest().Reason(row.Text, row.Args, voice); row.Points != want.points || reason != want.reason {
			t.Errorf("%d points, %q; want %d, %q", row.Points, reason, want.points, want.reason)
		}
	}
}
