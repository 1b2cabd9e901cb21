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
