package plugin_test

import (
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/plugin"
)

func TestFiguresReadAsPeopleWriteThem(t *testing.T) {
	const monday = 1_774_231_200_000 // 2026-03-23 02:00 UTC, 09:00 in Jakarta
	for _, c := range []struct {
		name, placeholder string
		arg               int64
		id, en            string
	}{
		{"a number", "{0}", 1_234_567, "1.234.567", "1,234,567"},
		{"a small negative number", "{0}", -123, "-123", "-123"},
		{"a large negative number", "{0}", -1_234, "-1.234", "-1,234"},
		{"money", "{0:money}", 12_500, "Rp12.500", "Rp12,500"},
		{"a day", "{0:date}", 20_526, "14 Maret 2026", "14 March 2026"},
		{"no day", "{0:date}", 0, "belum ditentukan", "not set yet"},
		{"minutes", "{0:minutes}", 12, "12 menit", "12 min"},
		{"whole hours", "{0:minutes}", 120, "2 jam", "2 h"},
		{"hours and minutes", "{0:minutes}", 125, "2 jam 5 menit", "2 h 5 min"},
		{"days and hours", "{0:minutes}", 1500, "1 hari 1 jam", "1 d 1 h"},
		{"a time", "{0:time}", monday, "09.00", "09:00"},
		{"a moment", "{0:datetime}", monday, "Senin, 23 Maret 2026 pukul 09.00", "Monday, 23 March 2026 at 09:00"},
		{"today", "{0:ago}", 0, "hari ini", "today"},
		{"yesterday", "{0:ago}", 1, "kemarin", "yesterday"},
		{"long ago", "{0:ago}", 1_200, "1.200 hari lalu", "1,200 days ago"},
		{"once", "{0:times}", 1, "1 kali", "once"},
		{"twice", "{0:times}", 2, "2 kali", "twice"},
		{"often", "{0:times}", 14, "14 kali", "14 times"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(goodManifest, "{0} kunjungan", c.placeholder, 1)
			text = strings.Replace(text, "{0} visits", c.placeholder, 1)
			m, err := plugin.ParseManifest([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			voice := plugin.Voice{Currency: money.Currency{Code: "IDR"}, Zone: time.FixedZone("WIB", 7*3600)}
			for lang, want := range map[string]string{"id": c.id, "en": c.en} {
				voice.Lang = lang
				if got := m.Reason(1, [4]int64{c.arg}, voice); got != want {
					t.Errorf("%s: %q, want %q", lang, got, want)
				}
			}
		})
	}
}

func TestPositionZeroSaysNothing(t *testing.T) {
	m, err := plugin.ParseManifest([]byte(goodManifest))
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Reason(0, [4]int64{}, plugin.Voice{}) + m.OptionText(9, [4]int64{}, plugin.Voice{}); got != "" {
		t.Errorf("said %q", got)
	}
}
