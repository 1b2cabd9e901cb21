package core_test

import (
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/plugin/pack"
)

// breaks is the module of a loyalty rule that traps whatever it is asked.
const breaks = "0061736d0100000001150460000060017f017f6000017e60047f7f7f7f017f03050400010203050501012080020608017f01418080080b074705066d656d6f727902000b72616a615f6162695f763100000a72616a615f616c6c6f6300010d72616a615f646573637269626500020f72616a615f6c6f79616c74795f763100030a260402000b11002300230020006a41076a41787124000b090042aa80808080020b05000041000b0b30010041100b2a7b22616269223a312c22686f6f6b73223a7b226c6f79616c7479223a317d2c22736368656d61223a307d"

// brokenRule is a package of it that proposes something.
func brokenRule(t *testing.T, what string) *pack.Package {
	t.Helper()
	dir := t.TempDir()
	wasm, err := hex.DecodeString(breaks)
	if err != nil {
		t.Fatal(err)
	}
	manifest := `{"id": "other", "name": {"id": "Lain", "en": "Other"}, "version": "1.0.0", "abi": 1, "hooks": {"loyalty": 1},
 "writes": [{"what": "` + what + `", "why": {"id": "a", "en": "b"}}], "tiers": [{"code": "BRONZE", "name": {"id": "Perunggu", "en": "Bronze"}}]}`
	for name, body := range map[string][]byte{"manifest.json": []byte(manifest), "plugin.wasm": wasm} {
		if err := os.WriteFile(filepath.Join(dir, name), body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	opened, err := pack.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

// A rule that was tried costs nobody what she holds until her review, whether it
// fails or gives points only.
func TestATierWaitsWhileTheRuleThatAnswersDecidesNone(t *testing.T) {
	for _, c := range []struct{ name, what, says string }{
		{"it fails", "tier", "other answers about loyalty from now on, but could not say who has which tier"},
		{"it gives points only", "points", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newPurse(t, "2026-03-14", loyalty.Program{})
			b.buy(3_500_000, 0)
			had := b.is("GOLD")
			b.goTo("2027-03-20") // by what she bought since she earns none; until 13 May it is hers
			b.is("GOLD")

			_, err := b.Plugins.Install(b.ctx(), brokenRule(t, c.what), core.InstallOptions{Trust: true})
			if said := ""; err != nil {
				if said = err.Error(); c.says == "" || !strings.Contains(said, c.says) {
					t.Fatalf("it said %q, want %q", said, c.says)
				}
			} else if c.says != "" {
				t.Fatal("nothing was said")
			}
			b.is("")
			b.buy(50_000, 0) // its points wait
			b.goTo("2027-04-01")
			b.must(b.Loyalty.NewDay(b.ctx()))
			b.must(nil, b.Plugins.Remove(b.ctx(), "other"))

			if got := b.is("GOLD"); got.Since != had.Since || got.Review != had.Review || got.Until.String() != "2027-05-13" {
				t.Errorf("back as %+v, had %+v", got, had)
			}
			b.goTo("2027-05-14")
			b.is("SILVER")
		})
	}
}

// While it waited its review went by: it is looked at as if it had not.
func TestATierThatWaitedBeyondItsReviewIsReviewed(t *testing.T) {
	b := newPurse(t, "2026-03-14", loyalty.Program{})
	b.buy(3_500_000, 0)
	b.must(b.Plugins.Install(b.ctx(), brokenRule(t, "points"), core.InstallOptions{Trust: true}))
	b.goTo("2027-06-01")
	b.must(b.Loyalty.NewDay(b.ctx()))
	b.is("")
	b.must(nil, b.Plugins.Remove(b.ctx(), "other"))
	b.is("SILVER")
}
