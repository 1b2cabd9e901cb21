package core_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

// A trusted publisher may update a rule, and not widen what it sees by itself.
func TestAnUpdateThatAsksForMoreIsAskedAbout(t *testing.T) {
	ctx := context.Background()
	engine := twoBuyers(t, filepath.Join(t.TempDir(), "shop"))
	defer engine.Close()
	key := publisher(t)
	const prospect, loyals = `"en": "Prospect"}}`, `, {"code": "LOYAL", "rank": 6, "name": {"id": "Setia", "en": "Loyal"}}`
	const reads, more = `"reads": [`, `"population": ["rfm"], "reads": [{"field": "points", "why": {"id": "a", "en": "b"}},`
	for _, step := range []struct {
		name  string
		swaps []string
		trust bool
		want  string
	}{
		{"the first version", nil, true, ""},
		{"one that sees more", []string{`"1.0.0"`, `"1.1.0"`, reads, more}, false, "kings 1.1.0 asks for more than 1.0.0 did: it reads points, reads the population's rfm; read why, then install it with --trust"},
		{"one that sees the same", []string{`"1.0.0"`, `"1.2.0"`}, false, ""},
		{"more, agreed to", []string{`"1.0.0"`, `"1.3.0"`, reads, more}, true, ""},
		{"the same again", []string{`"1.0.0"`, `"1.4.0"`, reads, more}, false, ""},
		{"less", []string{`"1.0.0"`, `"1.5.0"`}, false, ""},
		{"the same number with other content", []string{`"1.0.0"`, `"1.5.0"`, `"Royalty in`, `"A king in`}, false, "kings 1.5.0 is installed with other content; give what is new a higher version, or install it with --trust"},
		{"the same number, agreed to", []string{`"1.0.0"`, `"1.5.0"`, `"Royalty in`, `"A king in`}, true, ""},
		{"one that makes customers loyal", []string{`"1.0.0"`, `"1.6.0"`, prospect, prospect + loyals}, false, "kings 1.6.0 asks for more than 1.5.0 did: it makes customers loyal by segment LOYAL; read why"},
	} {
		_, err := engine.Plugins.Install(ctx, signed(t, golden(t, "segment", step.swaps...), key), core.InstallOptions{Trust: step.trust})
		if (err == nil) != (step.want == "") || err != nil && (fault.KindOf(err) != fault.KindForbidden || !strings.Contains(err.Error(), step.want)) {
			t.Errorf("%s: %v, want %q", step.name, err, step.want)
		}
	}
}

func TestAnUpdateLeavesARuleOffThatIsOff(t *testing.T) {
	ctx := context.Background()
	engine := twoBuyers(t, filepath.Join(t.TempDir(), "shop"))
	defer engine.Close()
	must[core.Known](t)(engine.Plugins.Install(ctx, golden(t, "segment"), core.InstallOptions{Trust: true}))
	if err := engine.Plugins.Disable(ctx, "kings"); err != nil {
		t.Fatal(err)
	}
	must[core.Known](t)(engine.Plugins.Install(ctx, golden(t, "segment", `"1.0.0"`, `"1.1.0"`), core.InstallOptions{Trust: true}))
	known := must[core.Known](t)(engine.Plugins.Get(ctx, "kings"))
	if known.Version != "1.1.0" || known.Enabled {
		t.Errorf("after the update it is %+v, want 1.1.0 and still off", known.Plugin)
	}
}
