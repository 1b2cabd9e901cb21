package core_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin"
)

// saysOnly fails where a rule is told to have said what another one did, or not
// to have said what it did itself.
func saysOnly(t *testing.T, engine *core.Engine, rule string, want ...string) {
	t.Helper()
	ctx := context.Background()
	var told []string
	for _, stay := range must[[]core.Stayed](t)(engine.Segments.History(ctx, rule, 1)) {
		if stay.Rule != rule {
			t.Errorf("the history of %s tells of %s by %s", rule, stay.Segment, stay.Rule)
		}
		told = append(told, stay.Segment)
	}
	if slices.Reverse(told); !slices.Equal(told, want) {
		t.Errorf("the history of %s is %v, want %v", rule, told, want)
	}
	var entered []string
	for _, move := range must[core.Movement](t)(engine.Segments.Moved(ctx, rule, 0, 100)).Passed {
		if move.To != "" {
			entered = append(entered, move.To)
		}
	}
	if slices.Reverse(entered); !slices.Equal(entered, want) {
		t.Errorf("by %s she entered %v, want %v", rule, entered, want)
	}
}

func TestWhoAsksForARuleIsToldOfItAlone(t *testing.T) {
	now, ctx := march(5), context.Background()
	engine := watching(t, now, plugin.Source{Manifest: []byte(kings), Schema: []byte(kingsSettings)})
	must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{Plugin: "kings"}))
	saysOnly(t, engine, "kings", "KING")
	saysOnly(t, engine, "lately", "HERE")
	preview := must[core.RulePreview](t)(engine.Plugins.Preview(ctx, plugin.Source{Manifest: []byte(kings), Schema: []byte(kingsSettings)}, "segment", nil, nil))
	if preview.Against != "kings" || preview.Changed != 0 || preview.Before["KING"] != 1 {
		t.Errorf("beside the main rule, a preview of kings as they are compares with %s: %+v", preview.Against, preview)
	}

	// It becomes the main one, and says something else there.
	now.at = now.at.Add(24 * time.Hour)
	for _, err := range []error{engine.Plugins.Disable(ctx, "lately"), engine.Plugins.Configure(ctx, "kings", []byte(`{"much": 60000}`))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{}))
	saysOnly(t, engine, "kings", "KING", "GUEST")
	saysOnly(t, engine, "lately", "HERE")

	// The other one comes back; nothing of either is lost.
	now.at = now.at.Add(24 * time.Hour)
	if err := engine.Plugins.Enable(ctx, "lately"); err != nil {
		t.Fatal(err)
	}
	must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{}))
	saysOnly(t, engine, "kings", "KING", "GUEST")
	must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{Plugin: "kings"}))
	saysOnly(t, engine, "kings", "KING", "GUEST")
	sound(t, engine)
}
