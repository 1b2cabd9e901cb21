package core_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/loyalty"
)

// Each preset lets a visit of 3.4 kg and two pieces earn in its way alone, and
// leaves what the owner set beside it.
func TestAPresetEarnsInItsWayAlone(t *testing.T) {
	e := newEarnings(t, t.TempDir(), ways{"expires_months": int64(6), "points_per_kg": int64(9)})
	defer e.Close()
	for _, c := range []struct {
		chosen loyalty.Chosen
		want   loyalty.Points
	}{
		{loyalty.Chosen{Preset: "spend"}, 3}, // Rp37,800
		{loyalty.Chosen{Preset: "spend", Points: 4}, 12},
		{loyalty.Chosen{Preset: "visit", Points: 5}, 5},
		{loyalty.Chosen{Preset: "kg", Points: 2}, 6},
		{loyalty.Chosen{Preset: "piece", Points: 7, Of: "satuan"}, 14},
		{loyalty.Chosen{Preset: "stamps", Points: 20, Every: 3, Of: "Cuci"}, 20},
		{loyalty.Chosen{Preset: "stamps", Points: 11, Every: 7}, 11}, // the seventh visit
		{loyalty.Chosen{Preset: "kg"}, 3},
	} {
		e.now.at = e.now.at.AddDate(0, 0, 1)
		if err := e.Plugins.EarnBy(e.ctx(), c.chosen); err != nil {
			t.Fatal(err)
		}
		if got := e.earned(e.buy(e.people[0], 3_400, 2_000)); got != c.want {
			t.Errorf("%+v earns %d points, want %d", c.chosen, got, c.want)
		}
	}
	known, err := e.Plugins.Get(e.ctx(), "points")
	if err != nil {
		t.Fatal(err)
	}
	var own map[string]any
	if err := json.Unmarshal(known.Config, &own); err != nil || own["expires_months"] != 6.0 || len(own) != 3 {
		t.Errorf("the settings are %s, %v", known.Config, err)
	}
	sound(t, e.Engine)
}

func TestAPresetThatMakesNoSenseIsRefused(t *testing.T) {
	engine := newShop(t, march(14))
	defer engine.Close()
	for _, c := range []struct {
		name, want string
		chosen     loyalty.Chosen
	}{
		{"no such one", "preset", loyalty.Chosen{Preset: "gold"}},
		{"a card of too many stamps", "every", loyalty.Chosen{Preset: "stamps", Every: 1001}},
		{"stamps where there is no card", "every", loyalty.Chosen{Preset: "kg", Every: 5}},
		{"pieces of nothing", "of", loyalty.Chosen{Preset: "piece", Of: " "}},
		{"an item where all earn", "of", loyalty.Chosen{Preset: "visit", Of: "Cuci"}},
		{"too many points", "points", loyalty.Chosen{Preset: "visit", Points: 1_000_001}},
		{"less than nothing", "points", loyalty.Chosen{Preset: "visit", Points: -1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := engine.Plugins.EarnBy(context.Background(), c.chosen)
			if err == nil || !strings.HasPrefix(err.Error(), c.want+":") {
				t.Errorf("error %v, want one about %s", err, c.want)
			}
		})
	}
	known, err := engine.Plugins.Get(context.Background(), "points")
	if err != nil || len(known.Config) > 0 {
		t.Errorf("the settings are %s, %v", known.Config, err)
	}
}
