package assemblyscript_test

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	raja "github.com/raja-crm/raja/plugins/sdk/go"
)

const segmentManifest = `{"id": "tried", "name": {"id": "Dicoba", "en": "Tried"}, "version": "1.0.0", "abi": 1, "hooks": {"segment": 1},
	"reads": [{"field": "visits", "why": {"id": "x", "en": "x"}}, {"field": "last_order_day", "why": {"id": "x", "en": "x"}}],
	"segments": [{"code": "ONE", "rank": 1, "name": {"id": "Satu", "en": "One"}}], "texts": [{"id": "{0}", "en": "{0}"}]}`

const loyaltyManifest = `{"id": "tried", "name": {"id": "Dicoba", "en": "Tried"}, "version": "1.0.0", "abi": 1, "hooks": {"loyalty": 1},
	"reads": [{"field": "lines", "why": {"id": "x", "en": "x"}}], "texts": [{"id": "{0}", "en": "{0}"}]}`

// built compiles testdata/name with the compiler of this folder and loads it.
func built(t *testing.T, name, manifest string) *plugin.Rule {
	t.Helper()
	if _, err := os.Stat("node_modules/assemblyscript"); err != nil {
		install := exec.Command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
		if said, err := install.CombinedOutput(); err != nil {
			t.Fatalf("the AssemblyScript compiler is missing; install Node.js 20 with npm and run npm ci in plugins/sdk/assemblyscript: %v\n%s", err, said)
		}
	}
	out := filepath.Join(t.TempDir(), "plugin.wasm")
	sdk, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	asc := exec.Command("node", filepath.Join(sdk, "node_modules/assemblyscript/bin/asc.js"), "rule.ts", "--config", filepath.Join(sdk, "asconfig.json"), "--outFile", out)
	asc.Dir = filepath.Join("testdata", name)
	if said, err := asc.CombinedOutput(); err != nil {
		t.Fatalf("asc: %v\n%s", err, said)
	}
	wasm, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return plugintest.LoadSource(t, plugin.Source{Manifest: []byte(manifest), Wasm: wasm}, plugin.Options{Instances: 1})
}

func segments(rule *plugin.Rule, rows ...abi.Facts) ([]abi.SegmentRow, error) {
	return rule.Segment(context.Background(), &abi.Batch{Facts: [][]byte{plugintest.Page(rows...)}})
}

func TestEveryWayToStopReachesTheAuthor(t *testing.T) {
	rule := built(t, "stop", segmentManifest)
	for _, c := range []struct {
		name   string
		visits uint32
		want   []string
	}{
		{"fail names row and field", 1, []string{"one visit is not enough ⚡", "at row 3", "field visits"}},
		{"throw names its line", 2, []string{"two is a mistake (rule.ts:8)"}},
		{"assert names its line", 3, []string{"three is a crowd (rule.ts:9)"}},
		{"an index out of range says so", 4, []string{"Index out of range (~lib/array.ts:"}},
		{"a setting that nobody declared is named", 5, []string{`there is no setting "nowhere"`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := segments(rule, abi.Facts{Visits: c.visits})
			broken := new(plugin.Fault)
			if !errors.As(err, &broken) {
				t.Fatalf("error %v, want a fault of the rule", err)
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q, want %q in it", err, want)
				}
			}
			if !strings.Contains(broken.Trace, "visits ") {
				t.Errorf("trace %q, want what the rule logged", broken.Trace)
			}
		})
	}
	rows, err := segments(rule, abi.Facts{Visits: 9})
	if err != nil || rows[0].Segment != 1 {
		t.Errorf("after its faults the rule answers %+v, %v", rows, err)
	}
}

func TestEndlessRecursionIsStopped(t *testing.T) {
	if rows, err := segments(built(t, "stop", segmentManifest), abi.Facts{Visits: 6}); err == nil {
		t.Errorf("answered %+v", rows)
	}
}

func TestAFieldThatIsNotReadIsNotThere(t *testing.T) {
	blind := strings.Replace(segmentManifest, `"visits"`, `"orders"`, 1)
	rows, err := segments(built(t, "stop", blind), abi.Facts{Visits: 9})
	if err != nil || rows[0].Segment != 0 {
		t.Errorf("rows %+v, %v, want has to be false", rows, err)
	}
}

// Ten calls of 1,024 rows that make some 10 KiB each are 100 MiB; the rule
// has 16.
func TestWhatARowMakesIsGivenBack(t *testing.T) {
	rule := built(t, "greedy", segmentManifest)
	batch := &abi.Batch{Facts: [][]byte{plugintest.Page(make([]abi.Facts, abi.MaxRows)...)}}
	for call := range 10 {
		rows, err := rule.Segment(context.Background(), batch)
		if err != nil {
			t.Fatalf("call %d: %v", call, err)
		}
		if want := [4]int64{320, 3}; rows[abi.MaxRows-1].Args != want {
			t.Fatalf("call %d: args %v, want %v", call, rows[abi.MaxRows-1].Args, want)
		}
	}
}

func TestTextsAreComparedAsBytes(t *testing.T) {
	lines := []abi.Line{
		{Item: "same", Category: "same"},
		{Item: "same", Category: "sama"},
		{Item: "café ⚡😀", Category: ""},
		{Item: "cafe ⚡😀", Category: "\xff\xfe"},
		{Item: "", Category: ""},
	}
	bytes := 0
	for _, line := range lines {
		bytes += len(line.Item)
	}
	rows, err := built(t, "words", loyaltyManifest).Loyalty(context.Background(), &abi.Batch{
		Facts: [][]byte{plugintest.Page(abi.Facts{})}, Lines: lines,
		Orders: []abi.OrderContext{{LinesCount: uint32(len(lines))}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := [4]int64{2, 1, 2, int64(bytes)}; rows[0].Args != want {
		t.Errorf("found %v, want %v", rows[0].Args, want)
	}
}

func TestTheCalendarAgreesWithTheOneInGo(t *testing.T) {
	rule := built(t, "days", segmentManifest)
	var facts []abi.Facts
	for n := range int32(abi.MaxRows) {
		facts = append(facts, abi.Facts{LastOrderDay: n*n - 100_000, Visits: uint32(n % 50)})
	}
	rows, err := segments(rule, facts...)
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range facts {
		year, month, day := raja.Date(f.LastOrderDay)
		want := [4]int64{int64(year), int64(month), int64(day), int64(raja.AddMonths(f.LastOrderDay, int(f.Visits)))}
		if rows[i].Args != want {
			t.Fatalf("day %d and %d months: %v, want %v", f.LastOrderDay, f.Visits, rows[i].Args, want)
		}
	}
}
