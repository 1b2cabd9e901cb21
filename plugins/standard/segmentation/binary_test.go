package main_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	raja "github.com/raja-crm/raja/plugins/sdk/go"
	rule "github.com/raja-crm/raja/plugins/standard/segmentation"
)

// population makes believable customers, always the same.
func population(n int) []abi.Facts {
	chance := rand.New(rand.NewPCG(1, 2))
	rows := make([]abi.Facts, n)
	for i := range rows {
		visits, ago := chance.Uint32N(12), chance.Int32N(400)
		rows[i] = abi.Facts{
			Present: abi.FactsAll, Ordinal: uint32(i + 1), Kind: abi.KindExternal,
			Visits: visits, VisitsTotal: visits + chance.Uint32N(2), Net: chance.Int64N(3000),
			LastVisitDay: today - ago, LastOrderDay: today - ago, FirstOrderDay: today - ago - chance.Int32N(60),
		}
	}
	return rows
}

func TestTheBinaryDecidesAsTheFunctionDoes(t *testing.T) {
	loaded := plugintest.Load(t, ".")
	rows := population(abi.MaxRows)
	for name, shop := range map[string]*raja.Shop{"quintiles": bigShop(), "fixed": smallShop()} {
		t.Run(name, func(t *testing.T) {
			got, err := loaded.Segment(context.Background(), &abi.Batch{
				Header: header(shop), Facts: [][]byte{plugintest.Page(rows[:64]...), plugintest.Page(rows[64:]...)},
			})
			if err != nil {
				t.Fatal(err)
			}
			for i := range rows {
				want := rule.Decide((*raja.Facts)(unsafe.Pointer(&plugintest.Page(rows[i])[0])), shop)
				if diff := cmp.Diff(abi.SegmentRow{Segment: want.Segment, Mode: want.Mode, Text: want.Text, Score: want.Score, Args: want.Args}, got.Rows[i]); diff != "" {
					t.Fatalf("row %d: %s", i, diff)
				}
			}
		})
	}
}

func TestReasonsReadAsSentences(t *testing.T) {
	manifest, err := plugin.ParseManifest(plugintest.Source(t, ".").Manifest)
	if err != nil {
		t.Fatal(err)
	}
	rupiah := money.Currency{Code: "IDR"}
	decided := rule.Decide(buyer(14, 1, 1_250_000), bigShop())
	for lang, want := range map[string]string{
		"id": "Raja toko ini: datang 14 kali, terakhir kemarin, belanja Rp1.250.000. Nilai terakhir-sering-belanja 555 dari 555.",
		"en": "Royalty in this shop: came 14 times, last yesterday, spent Rp1,250,000. Score for recent, often, money: 555 of 555.",
	} {
		if got := manifest.Reason(decided.Text, decided.Args, plugin.Voice{Lang: lang, Currency: rupiah}); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestCodesAndPositionsAgree(t *testing.T) {
	manifest, err := plugin.ParseManifest(plugintest.Source(t, ".").Manifest)
	if err != nil {
		t.Fatal(err)
	}
	for pos, code := range map[uint32]string{
		rule.Prospects: "PROSPECTS", rule.New: "NEW", rule.Promising: "PROMISING", rule.Active: "ACTIVE",
		rule.Loyal: "LOYAL", rule.Champions: "CHAMPIONS", rule.NeedsAttention: "NEEDS_ATTENTION",
		rule.AlmostLost: "ALMOST_LOST", rule.AtRisk: "AT_RISK", rule.PreviouslyLoyal: "PREVIOUSLY_LOYAL", rule.Dormant: "DORMANT",
	} {
		if got := manifest.SegmentAt(pos).Code; got != code {
			t.Errorf("position %d is %s, want %s", pos, got, code)
		}
	}
	if manifest.ModeAt(rule.Fixed).Code != "FIXED" || manifest.ModeAt(rule.Quintiles).Code != "QUINTILES" {
		t.Error("modes are out of order")
	}
}
