package main_test

import (
	"context"
	"testing"
	"time"

	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	rule "github.com/raja-crm/raja/plugins/standard/afterhours"
)

// One compiled rule serves every test of the binary.
func TestTheBinary(t *testing.T) {
	loaded := plugintest.Load(t, ".")
	t.Run("serves a loyal customer", func(t *testing.T) { servesTheLoyal(t, loaded) })
	t.Run("tells a stranger at night", func(t *testing.T) { tellsAStranger(t, loaded) })
}

func servesTheLoyal(t *testing.T, loaded *plugin.Rule) {
	got, err := loaded.AfterHours(context.Background(), &abi.Batch{
		Facts:  [][]byte{plugintest.Page(abi.Facts{Ordinal: 1, Visits180: 14, Flags: abi.FlagSegmentLoyal})},
		Visits: []abi.AfterHoursContext{{MinutesSinceClose: 12, NextOpenMs: nextOpen, Capacity: 2, FactsRow: 0}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Rows) != 3 || got.Rows[0].Option != rule.AcceptNow || got.Rows[1].Option != rule.AcceptDropOff {
		t.Fatalf("got %+v, want accept now, accept drop-off, courier", got)
	}
	manifest := loaded.Manifest()
	if code := manifest.OptionAt(got.Rows[0].Option).Code; code != "ACCEPT_NOW" {
		t.Errorf("first option is %s, want ACCEPT_NOW", code)
	}
	jakarta := time.FixedZone("WIB", 7*3600)
	for lang, want := range map[string][2]string{
		"id": {
			"Setia: 14 kunjungan dalam 6 bulan; tutup 12 menit lalu; buka lagi Minggu, 15 Maret 2026 pukul 10.00; sisa tempat 2.",
			"Silakan titip dulu, biar Anda tidak kembali dengan tangan penuh. Kami proses begitu buka lagi: Minggu, 15 Maret 2026 pukul 10.00.",
		},
		"en": {
			"Loyal: came 14 times in 6 months; closed 12 min ago; opens again Sunday, 15 March 2026 at 10:00; places left: 2.",
			"Please leave it with us, so that you need not carry it home. We start as soon as we open again: Sunday, 15 March 2026 at 10:00.",
		},
	} {
		voice := plugin.Voice{Lang: lang, Currency: money.Currency{Code: "IDR"}, Zone: jakarta}
		if reason := manifest.Reason(got.Rows[0].Text, got.Rows[0].Args, voice); reason != want[0] {
			t.Errorf("reason %q, want %q", reason, want[0])
		}
		if wording := manifest.OptionText(got.Rows[1].Option, got.Rows[1].Args, voice); wording != want[1] {
			t.Errorf("wording %q, want %q", wording, want[1])
		}
	}
}

func tellsAStranger(t *testing.T, loaded *plugin.Rule) {
	got, err := loaded.AfterHours(context.Background(), &abi.Batch{
		Visits: []abi.AfterHoursContext{{MinutesSinceClose: 300, NextOpenMs: nextOpen, Capacity: -1, FactsRow: -1}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Rows) != 4 || got.Rows[0].Option != rule.NightWording {
		t.Errorf("got %+v, want the night wording first", got)
	}
}
