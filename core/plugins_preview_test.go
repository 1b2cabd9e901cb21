package core_test

import (
	"context"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/plugins/standard"
)

// looked asks a shipped rule about a shop of two buyers.
func looked(t *testing.T, hook string, values string) core.RulePreview {
	t.Helper()
	engine := twoBuyers(t, filepath.Join(t.TempDir(), "shop"))
	defer engine.Close()
	which := map[string]plugin.Source{"loyalty": standard.Rules()[1], "after_hours": standard.Rules()[2]}
	seen, err := engine.Plugins.Preview(context.Background(), which[hook], hook, []byte(values), nil)
	if err != nil || seen.Fault != nil || seen.Customers != 2 {
		t.Fatalf("%+v, %v", seen, err)
	}
	return seen
}

func TestAPreviewOfLoyaltyShowsWhatTheLastOrdersWouldHaveEarned(t *testing.T) {
	seen := looked(t, "loyalty", `{"points_per_step": 3}`).Orders
	if seen == nil || seen.Orders != 2 || seen.Now != 7 || seen.Then != 21 || len(seen.Examples) != 2 {
		t.Fatalf("%+v, want 7 points now and 21 then", seen)
	}
	if one := seen.Examples[0]; one.Now != 2 || one.Then != 6 || one.ReasonEN == "" {
		t.Errorf("the newest order: %+v", one)
	}
	if same := looked(t, "loyalty", "").Orders; same.Now != same.Then || len(same.Examples) != 0 {
		t.Errorf("without a change: %+v", same)
	}
}

func TestAPreviewOfAfterHoursAsksWhenTheShopIsClosed(t *testing.T) {
	seen := looked(t, "after_hours", "")
	if seen.Door == nil || seen.Door.Open || seen.Asked.Sub(seen.Door.Closed).Minutes() != 12 || !seen.Door.NextOpen.After(seen.Asked) {
		t.Errorf("asked at %s, the door %+v", seen.Asked, seen.Door)
	}
}

// The rule under preview is given what it reads, whatever the shop's own does.
func TestAPreviewOfLoyaltyGivesTheLinesOfOrders(t *testing.T) {
	engine := twoBuyers(t, filepath.Join(t.TempDir(), "shop"))
	defer engine.Close()
	take(t, engine, "order,customer,date,item,quantity,price\nN1,Sari,2026-03-10,kemeja,2,20000\nN1,Sari,2026-03-10,celana,4,10000\n")
	source := plugin.Source{Manifest: []byte(shirts), Wasm: built(t, "shirts")}
	seen, err := engine.Plugins.Preview(context.Background(), source, "loyalty", nil, nil)
	if err != nil || seen.Orders == nil || seen.Orders.Then != 2 {
		t.Errorf("%+v, %v; want 2 points for two shirts", seen.Orders, err)
	}
}
