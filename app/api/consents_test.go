package api_test

import (
	"fmt"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// stands says in a word how each purpose stands.
func stands(consents map[string]any) []string {
	var all []string
	for _, one := range consents["allowed"].([]any) {
		a := one.(map[string]any)
		all = append(all, fmt.Sprintf("%s %s %v said:%v %s", a["purpose"], a["channel"], a["yes"], a["said"], a["on"]))
	}
	return all
}

func TestConsentIsNotedBesideWhatWasSaidBefore(t *testing.T) {
	f := counter(t)
	const path = "/api/customers/C-00001/consents"
	f.must("POST", path, map[string]any{"purpose": "marketing", "given": true, "text": "2026-01", "proof": "nota N-1", "on": "2026-03-01", "by": "S-001"})
	noted := f.must("POST", path, map[string]any{"purpose": "marketing", "channel": "whatsapp", "given": false})
	want := []string{
		"service  true said:false ", "marketing  true said:true 2026-03-01", "marketing whatsapp false said:true 2026-03-14",
		"testimonial  false said:false ", "photo  false said:false ", "profiling  true said:false ",
	}
	if diff := cmp.Diff(want, stands(noted)); diff != "" {
		t.Errorf("how it stands (-want +got):\n%s", diff)
	}
	read := f.must("GET", path, nil)
	if diff := cmp.Diff(noted, read); diff != "" {
		t.Errorf("what is read is not what was noted:\n%s", diff)
	}
	said := items(read, "said")
	first, _ := said[1].(map[string]any)
	if len(said) != 2 || first["by"] != "Ani" || first["text"] != "2026-01" || first["proof"] != "nota N-1" || first["at"] != "2026-03-01T12:00:00+07:00" {
		t.Errorf("what was said: %v", said)
	}
	if status, _ := f.ask("POST", "/api/messages", map[string]any{"customer": "C-00001", "purpose": "promo"}); status < 400 {
		t.Errorf("a promo on WhatsApp was prepared for who refused it: %d", status)
	}
	for _, wrong := range []map[string]any{
		{"purpose": "marketing", "given": true, "on": "2026-03-15"},
		{"purpose": "marketing", "given": true, "on": "14 Maret"},
		{"purpose": "marketing", "given": true, "by": "Nobody"},
	} {
		if status, _ := f.ask("POST", path, wrong); status < 400 || status >= 500 {
			t.Errorf("%v answered %d", wrong, status)
		}
	}
}

func TestAScannedMemberNumberFindsWhoseItIs(t *testing.T) {
	f := counter(t)
	profile := f.must("GET", "/api/customers/C-00002/profile", nil)
	profile["member"] = "kc-0001"
	f.must("PUT", "/api/customers/C-00002/profile", profile)
	for _, text := range []string{"KC0001", "kc-0001", " KC 0001 "} {
		hits := items(f.must("GET", "/api/search?q="+url.QueryEscape(text), nil), "hits")
		first, _ := hits[0].(map[string]any)
		if first["code"] != "C-00002" {
			t.Errorf("%q finds %v", text, hits)
		}
		if card := f.must("GET", "/api/customers/"+url.PathEscape(text), nil); card["code"] != "C-00002" {
			t.Errorf("%q is the card of %v", text, card["code"])
		}
	}
	if hits := items(f.must("GET", "/api/search?q=KC0002", nil), "hits"); len(hits) != 0 {
		t.Errorf("a number of nobody finds %v", hits)
	}
}

func TestTagsAreListedByHowManyHaveThem(t *testing.T) {
	f := counter(t)
	for code, tags := range map[string][]string{"C-00001": {"antar", "kiloan"}, "C-00002": {"antar"}} {
		f.must("PATCH", "/api/customers/"+code, map[string]any{"tags": tags})
	}
	want := []any{map[string]any{"tag": "antar", "customers": 2.0}, map[string]any{"tag": "kiloan", "customers": 1.0}}
	if diff := cmp.Diff(want, items(f.must("GET", "/api/tags", nil), "items")); diff != "" {
		t.Errorf("the shop's tags (-want +got):\n%s", diff)
	}
	f.must("POST", "/api/customers/C-00001/merge", map[string]any{"lose": "C-00002"})
	if got := items(f.must("GET", "/api/tags?limit=1", nil), "items"); len(got) != 1 || got[0].(map[string]any)["customers"] != 1.0 {
		t.Errorf("who counts as another has her tag for both: %v", got)
	}
}
