package core_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/store/memory"
	"github.com/raja-crm/raja/plugins/standard"
)

// lately is a rule of expressions: whoever came in the window is here, any
// other away.
const lately = `{"id": "lately", "name": {"id": "Akhir-akhir ini", "en": "Lately"}, "version": "1.0.0", "abi": 1, "hooks": {"segment": 1},
 "reads": [{"field": "visits", "why": {"id": "a", "en": "b"}}],
 "segments": [{"code": "HERE", "rank": 2, "name": {"id": "Datang", "en": "Here"}}, {"code": "AWAY", "rank": 1, "name": {"id": "Pergi", "en": "Away"}}],
 "writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}],
 "texts": [{"id": "{0} kali", "en": "{0} times"}],
 "simple": [{"when": "visits > 0", "segment": "HERE", "text": 1, "args": ["visits"]}, {"segment": "AWAY"}]}`

// watching is a shop whose segments are lately's, ten days back: Sari came on
// 1 March, so that the rule says AWAY from 11 March on.
func watching(t *testing.T, now *movable, more ...plugin.Source) *core.Engine {
	t.Helper()
	engine, err := core.Create(context.Background(), t.TempDir()+"/shop", core.Business{Name: "Laundry Melati", Preset: core.Laundry}, core.Config{
		Rules: append([]plugin.Source{{Manifest: []byte(lately)}}, more...), Clock: now, Store: memory.New(), CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = engine.Close() })
	take(t, engine, "customer,date,amount\nSari,2026-03-01,50000\n")
	window := uint32(10)
	if _, err := engine.Segments.Run(context.Background(), core.RunOptions{Window: &window}); err != nil {
		t.Fatal(err)
	}
	return engine
}

func refreshed(t *testing.T, engine *core.Engine) core.Why {
	t.Helper()
	if err := engine.Segments.Refresh(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	return must[core.Why](t)(engine.Segments.Why(context.Background(), 1))
}

func TestALowerSegmentHoldsOnTheSeventhDay(t *testing.T) {
	now := march(5)
	engine := watching(t, now)
	for day := 6; day <= 19; day++ {
		now.at = march(day).at
		why := refreshed(t, engine)
		want := "HERE"
		if day >= 18 { // AWAY since 11 March
			want = "AWAY"
		}
		if why.Code != want || why.Waiting != (day >= 11 && day < 18) {
			t.Errorf("on %d March %s, waiting %v; want %s", day, why.Code, why.Waiting, want)
		}
		if why.Waiting && (why.Waits != "AWAY" || why.WaitsSince.String() != "2026-03-11" || why.WaitsUntil.String() != "2026-03-18") {
			t.Errorf("on %d March %s waits from %s until %s", day, why.Waits, why.WaitsSince, why.WaitsUntil)
		}
	}
	take(t, engine, "customer,date,amount\nSari,2026-03-19,10000\n")
	must[core.Run](t)(engine.Segments.Run(context.Background(), core.RunOptions{Window: new(uint32)}))
	if why := refreshed(t, engine); why.Code != "HERE" {
		t.Errorf("after she came she is in %s", why.Code)
	}
	sound(t, engine)
}

// The computer was off: what ought to have happened has, on the day on which
// somebody looks.
func TestSegmentsAreRightAfterTheComputerWasOff(t *testing.T) {
	for _, tt := range []struct {
		name string
		days int // since 1 March
		want string
	}{
		{"a day before it would hold", 16, "HERE"},
		{"on the day", 17, "AWAY"},
		{"a day later", 18, "AWAY"},
		{"a month later", 45, "AWAY"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			now := march(5)
			engine := watching(t, now)
			now.at = march(1).at.AddDate(0, 0, tt.days)
			if why := refreshed(t, engine); why.Code != tt.want || why.AsOf != engine.Today() {
				t.Errorf("%s as of %s, want %s as of %s", why.Code, why.AsOf, tt.want, engine.Today())
			}
			sound(t, engine)
		})
	}
}

func TestAPictureOfAnotherDayStaysUntilTheNextRun(t *testing.T) {
	now, ctx := march(5), context.Background()
	engine := watching(t, now)
	day := engine.Today() + 20
	must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{AsOf: &day, Window: new(uint32)}))
	now.at = march(9).at
	if why := refreshed(t, engine); why.AsOf != day {
		t.Errorf("as of %s, want the picture of %s", why.AsOf, day)
	}
}

func TestHistoryTellsEveryStay(t *testing.T) {
	now, ctx := march(5), context.Background()
	engine := watching(t, now)
	start := engine.Today()
	now.at = march(17).at
	refreshed(t, engine)
	now.at = march(18).at
	refreshed(t, engine)
	told := must[[]core.Stayed](t)(engine.Segments.History(ctx, "", 1))
	if len(told) != 2 || told[0].Segment != "AWAY" || told[0].Left != 0 || told[1].Segment != "HERE" || told[1].Left != told[0].Entered {
		t.Fatalf("%+v", told)
	}
	if told[1].Entered != start || told[1].ReasonEN != "1 times" || told[1].Rule != "lately" || told[1].NameID != "Datang" {
		t.Errorf("the stay before: %+v", told[1])
	}
	moved := must[core.Movement](t)(engine.Segments.Moved(ctx, "", told[0].Entered, 10))
	if moved.Total != 1 || len(moved.Moves) != 1 || moved.Moves[0] != (core.Move{From: "HERE", To: "AWAY", Customers: 1}) || moved.Passed[0].Customer != 1 {
		t.Errorf("who moved: %+v", moved)
	}
	if all := must[core.Movement](t)(engine.Segments.Moved(ctx, "", 0, 0)); all.Total != 2 || all.Entered["HERE"] != 1 || len(all.Passed) != 0 {
		t.Errorf("of all time: %+v", all)
	}
	if none := must[core.Movement](t)(engine.Segments.Moved(ctx, "", engine.Today()+1, 10)); none.Total != 0 {
		t.Errorf("since tomorrow: %+v", none)
	}
}

// Rules and expressions stand side by side, each with its own memberships.
func TestSegmentationsStandSideBySide(t *testing.T) {
	now, ctx := march(5), context.Background()
	engine := watching(t, now, plugin.Source{Manifest: []byte(kings), Schema: []byte(kingsSettings)}, standard.Rules()[0])
	if _, err := engine.Segments.MembersOf(ctx, "kings", "KING"); fault.KindOf(err) != fault.KindNotFound {
		t.Errorf("before it ran: %v, want not found", err)
	}
	for _, rule := range []string{"kings", "rfm-segments"} {
		if run := must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{Plugin: rule})); run.Changed != 1 || run.Rule != rule {
			t.Errorf("%s: %+v", rule, run)
		}
	}
	kingsNow := must[[]core.Segmentation](t)(engine.Segments.Segmentations(ctx))
	if len(kingsNow) != 3 || !kingsNow[0].Main || kingsNow[0].Plugin != "lately" || kingsNow[1].Plugin != "kings" || kingsNow[1].Run.Counts["KING"] != 1 {
		t.Errorf("side by side: %+v", kingsNow)
	}
	members, err := engine.Segments.MembersOf(ctx, "kings", "KING")
	if err != nil || members.GetCardinality() != 1 {
		t.Errorf("kings: %v, %v", members, err)
	}
	why := must[core.Why](t)(engine.Segments.WhyOf(ctx, "kings", 1))
	if why.Code != "KING" || refreshed(t, engine).Code != "HERE" {
		t.Errorf("of kings %s, of the main one %s", why.Code, refreshed(t, engine).Code)
	}
	if err := engine.Plugins.Configure(ctx, "kings", []byte(`{"much": 60000}`)); err != nil {
		t.Fatal(err)
	}
	must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{Plugin: "kings"}))
	if told := must[[]core.Stayed](t)(engine.Segments.History(ctx, "kings", 1)); len(told) != 2 || told[0].Segment != "GUEST" {
		t.Errorf("an expression beside the main rule is taken at its word: %+v", told)
	}
	now.at = now.at.Add(48 * time.Hour)
	if stale := must[[]string](t)(engine.Segments.Stale(ctx)); len(stale) != 3 {
		t.Errorf("two days later %v are stale, want all three", stale)
	}
	refreshed(t, engine)
	if stale := must[[]string](t)(engine.Segments.Stale(ctx)); len(stale) != 0 {
		t.Errorf("after they were refreshed %v are stale", stale)
	}
	sound(t, engine)
	// The second becomes the main one: what it decided beside is forgotten.
	if err := engine.Plugins.Disable(ctx, "lately"); err != nil {
		t.Fatal(err)
	}
	must[core.Run](t)(engine.Segments.Run(ctx, core.RunOptions{}))
	if now := must[[]core.Segmentation](t)(engine.Segments.Segmentations(ctx)); len(now) != 2 || now[0].Plugin != "kings" || !now[0].Main {
		t.Errorf("after it took over: %+v", now)
	}
	if told := must[[]core.Stayed](t)(engine.Segments.History(ctx, "", 1)); len(told) != 2 || told[0].Segment != "GUEST" || told[1].Segment != "HERE" || told[1].Left == 0 {
		t.Errorf("the main one's history goes on: %+v", told)
	}
	if _, err := engine.Segments.Run(ctx, core.RunOptions{Plugin: "lately"}); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("a rule that is switched off: %v, want invalid", err)
	}
	sound(t, engine)
}

// Who left is told to have left on the same day, however seldom somebody looked.
func TestTheDayOfLeavingIsTheSameHoweverSeldomSomebodyLooks(t *testing.T) {
	for _, days := range []int{17, 20, 29, 45, 80} {
		now := march(5)
		engine := watching(t, now)
		now.at = march(1).at.AddDate(0, 0, days)
		refreshed(t, engine)
		stays, err := engine.Segments.History(context.Background(), "", 1)
		if err != nil || stays[0].Segment != "AWAY" || stays[0].Entered.String() != "2026-03-18" {
			t.Errorf("looked after %d days: %+v, %v", days, stays, err)
		}
		if last := must[core.Run](t)(engine.Segments.Last(context.Background())); last.Changed != 1 {
			t.Errorf("looked after %d days: %d moved, want Sari once", days, last.Changed)
		}
		sound(t, engine)
	}
}

// Making up for many days may be cut short, as by closing the window: it goes on
// where it was, and comes to the same.
func TestWhatIsCutShortGoesOnFromThere(t *testing.T) {
	now := march(5)
	engine := watching(t, now)
	now.at = march(1).at.AddDate(0, 0, 45)
	ctx, cut := context.WithCancel(context.Background())
	done, total := 0, 0
	err := engine.Segments.Refresh(ctx, func(n, of int) {
		if done, total = n, of; n*10 > of*6 {
			cut()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("cut short: %v", err)
	}
	again := 0
	if err := engine.Segments.Refresh(context.Background(), func(_, of int) { again = of }); err != nil {
		t.Fatal(err)
	}
	if left := total - done; again > left+total/10 {
		t.Errorf("%d of %d were left, and %d were decided", left, total, again)
	}
	stays, err := engine.Segments.History(context.Background(), "", 1)
	if err != nil || stays[0].Segment != "AWAY" || stays[0].Entered.String() != "2026-03-18" || len(stays) != 2 {
		t.Errorf("she left: %+v, %v", stays, err)
	}
	sound(t, engine)
}

// Segments of another day are decided when somebody looks. That is nobody's last
// change, so what she did before is what is taken back.
func TestSegmentsThatAreRenewedAreNobodysLastChange(t *testing.T) {
	now, ctx := march(5), context.Background()
	engine := watching(t, now)
	now.at = march(6).at
	add(t, engine, "Dewi")
	refreshed(t, engine)
	undone, err := engine.History.Undo(ctx, 0)
	if err != nil || undone.Action != "customer.add" {
		t.Errorf("undone: %+v, %v, want customer.add", undone, err)
	}
}
