package outreach_test

import (
	"testing"
	"time"

	"github.com/raja-crm/raja/core/outreach"
)

// product.md 4.15: from eight in the evening to eight in the morning.
func TestNobodyIsDisturbedFromEightToEight(t *testing.T) {
	zone := time.FixedZone("WIB", 7*3600)
	for text, want := range map[string]string{
		"14 07:59": "14 08:00", "14 08:00": "", "14 19:59": "", "14 20:00": "15 08:00", "14 23:59": "15 08:00", "15 00:00": "15 08:00", "28 20:30": "01 08:00",
	} {
		at, err := time.ParseInLocation("2006-01 02 15:04", "2026-02 "+text, zone)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if until, quiet := outreach.StandardQuiet().Until(at); quiet {
			got = until.Format("02 15:04")
		}
		if got != want {
			t.Errorf("at %s: %q, want %q", text, got, want)
		}
	}
}
