package plugin_test

import (
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
)

func TestANewerManifestKeepsWhatIsStored(t *testing.T) {
	const older = `{"id": "rule", "name": {"id": "a", "en": "b"}, "version": "1.0.0", "abi": 1, "hooks": {"segment": 1},
 "segments": [{"code": "KING", "rank": 2, "name": {"id": "Raja", "en": "King"}}, {"code": "GUEST", "rank": 1, "name": {"id": "Tamu", "en": "Guest"}}],
 "modes": [{"code": "FIXED", "name": {"id": "a", "en": "b"}}], "tiers": [{"code": "GOLD", "name": {"id": "a", "en": "b"}}],
 "options": [{"code": "WAIT", "name": {"id": "a", "en": "b"}, "text": {"id": "a", "en": "b"}}],
 "writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}],
 "texts": [{"id": "{0:times} dalam {1} hari", "en": "{0:times} in {1} days"}, {"id": "Lama", "en": "Long ago"}]}`
	for _, c := range []struct{ name, old, new, want string }{
		{"nothing changed", "1.0.0", "1.1.0", ""},
		{"a segment is appended", `"en": "Guest"}}]`, `"en": "Guest"}}, {"code": "NEW", "rank": 0, "name": {"id": "a", "en": "b"}}]`, ""},
		{"a segment has another name and rank", `"rank": 2, "name": {"id": "Raja", "en": "King"}`, `"rank": 5, "name": {"id": "Ratu", "en": "Queen"}`, ""},
		{"one is put in front", `[{"code": "KING"`, `[{"code": "NEW", "rank": 3, "name": {"id": "a", "en": "b"}}, {"code": "KING"`, "segments: KING was 1st in 1.0.0 and is 2nd now"},
		{"one is renamed", `"GUEST"`, `"VISITOR"`, "segments: GUEST was 2nd in 1.0.0 and is gone now"},
		{"a mode is renamed", `"FIXED"`, `"OTHER"`, "modes: FIXED"},
		{"a tier is renamed", `"GOLD"`, `"SILVER"`, "tiers: GOLD"},
		{"an option is renamed", `"WAIT"`, `"GO"`, "options: WAIT"},
		{"a wording is corrected", "in {1} days", "within {1} days", ""},
		{"figures change places in the sentence", "{0:times} in {1} days", "in {1} days {0:times}", ""},
		{"a figure is shown as something else", "{1} days", "{1:money} days", `the 1st ("{0:times} in {1:money} days") shows other figures than in 1.0.0`},
		{"a figure is left out", " dalam {1} hari", "", "shows other figures"},
		{"a text is put in front", `"texts": [`, `"texts": [{"id": "x", "en": "y"}, `, `"{0:times} in {1} days" was 1st in 1.0.0 and is 2nd now`},
		{"a text is taken away", `, {"id": "Lama", "en": "Long ago"}`, "", `the 2nd of 1.0.0 ("Long ago") is gone now`},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(older, c.old, c.new, 1)
			before, err := plugin.ParseManifest([]byte(older))
			if err != nil || text == older {
				t.Fatal(err, text == older)
			}
			after, err := plugin.ParseManifest([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			err = plugin.Grown(before, after)
			if err == nil != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}
