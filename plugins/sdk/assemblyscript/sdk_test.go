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

const segmentManifest = `{"id": "tried", "name": {"id": "Dicoba", "en": "Tried"}, "version": "1.0.0", "abi": 1, "hooks": {"segment": 1}, "writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}],
	"reads": [{"field": "visits", "why": {"id": "x", "en": "x"}}, {"field": "last_order_day", "why": {"id": "x", "en": "x"}}],
	"segments": [{"code": "ONE", "rank": 1, "name": {"id": "Satu", "en": "One"}}], "texts": [{"id": "{0}", "en": "{0}"}]}`

const loyaltyManifest = `{"id": "tried", "name": {"id": "Dicoba", "en": "Tried"}, "version": "1.0.0", "abi": 1, "hooks": {"loyalty": 1}, "writes": [{"what": "points", "why": {"id": "a", "en": "b"}}],
	"reads": [{"field": "lines", "why": {"id": "x", "en": "x"}}], "texts": [{"id": "{0}", "en": "{0}"}]}`

// compiled builds testdata/name with the compiler of this folder.
func compiled(t *testing.T, name string) []byte {
	t.Helper()
	return compiledIn(t, filepath.Join("testdata", name))
}

func compiledIn(t *testing.T, folder string) []byte {
	t.Helper()
	if _, err := os.Stat("node_modules/assemblyscript"); err != nil {
		run(t, ".", "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	}
	sdk, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "plugin.wasm")
	asc := filepath.Join(sdk, "node_modules/assemblyscript/bin/asc.js")
	run(t, folder, "node", asc, "rule.ts", "--config", filepath.Join(sdk, "asconfig.json"), "--outFile", out)
	wasm, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return wasm
}

func run(t *testing.T, dir, program string, args ...string) {
	t.Helper()
	command := exec.Command(program, args...)
	command.Dir = dir
	if said, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v; Node.js 20 or newer with npm must be installed\n%s", program, err, said)
	}
}

func loaded(t *testing.T, manifest string, wasm []byte) *plugin.Rule {
	t.Helper()
	return plugintest.LoadSource(t, plugin.Source{Manifest: []byte(manifest), Wasm: wasm}, plugin.Options{Instances: 1})
}

func segments(rule *plugin.Rule, rows ...abi.Facts) ([]abi.SegmentRow, error) {
	answer, err := rule.Segment(context.Background(), &abi.Batch{Facts: [][]byte{plugintest.Page(rows...)}})
	return answer.Rows, err
}

func TestEveryWayToStopReachesTheAuthor(t *testing.T) {
	wasm := compiled(t, "stop")
	rule := loaded(t, segmentManifest, wasm)
	for _, c := range []struct {
		name   string
		visits uint32
		want   []string
	}{
		{"fail names row and field", 1, []string{"one visit is not enough ⚡", "at row 3", "field visits"}},
		{"throw names its line", 2, []string{"two is a mistake (rule.ts:8)", "at row 1"}},
		{"assert names its line", 3, []string{"three is a crowd (rule.ts:9)", "at row 1"}},
		{"an index out of range says so", 4, []string{"Index out of range (~lib/array.ts:"}},
		{"a setting that nobody declared is named", 5, []string{`there is no setting "nowhere"`}},
		{"endless recursion ends", 6, nil},
		{"fail names the row being decided", 7, []string{"seven are too many", "at row 1", "field visits"}},
	} {
		t.Run(c.name, func(t *testing.T) { stops(t, loaded(t, segmentManifest, wasm), c.visits, c.want) })
	}
	if rows, err := segments(rule, abi.Facts{Visits: 9}); err != nil || rows[0].Segment != 1 {
		t.Errorf("after its faults the rule answers %+v, %v", rows, err)
	}
	blind := loaded(t, strings.Replace(segmentManifest, `"visits"`, `"orders"`, 1), wasm)
	if rows, err := segments(blind, abi.Facts{Visits: 9}); err != nil || rows[0].Segment != 0 {
		t.Errorf("a rule that does not read visits answers %+v, %v, want has to be false", rows, err)
	}
}

func stops(t *testing.T, rule *plugin.Rule, visits uint32, wanted []string) {
	_, err := segments(rule, abi.Facts{Visits: 9}, abi.Facts{Visits: visits})
	broken := new(plugin.Fault)
	if !errors.As(err, &broken) {
		t.Fatalf("error %v, want a fault of the rule", err)
	}
	for _, want := range wanted {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q, want %q in it", err, want)
		}
	}
	if !strings.Contains(broken.Trace, "visits ") {
		t.Errorf("trace %q, want what the rule logged", broken.Trace)
	}
}

func TestTheRuleOfTheReadmeIsOne(t *testing.T) {
	readme, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "```ts\n")
	rule, _, _ := strings.Cut(rest, "```")
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "rule.ts"), []byte(rule), 0o600); err != nil {
		t.Fatal(err)
	}
	// No schema declares the setting it asks for: it gets as far as that.
	if _, err := segments(loaded(t, segmentManifest, compiledIn(t, folder)), abi.Facts{}); err == nil || !strings.Contains(err.Error(), `no setting "often"`) {
		t.Errorf("error %v, want one about the setting", err)
	}
}

// Ten calls of 1,024 rows that make some 10 KiB each are 100 MiB; the rule
// has 16.
func TestWhatARowMakesIsGivenBack(t *testing.T) {
	rule := loaded(t, segmentManifest, compiled(t, "greedy"))
	batch := &abi.Batch{Facts: [][]byte{plugintest.Page(make([]abi.Facts, abi.MaxRows)...)}}
	for call := range 10 {
		answer, err := rule.Segment(context.Background(), batch)
		if err != nil {
			t.Fatalf("call %d: %v", call, err)
		}
		if want := [4]int64{320, 3}; answer.Rows[abi.MaxRows-1].Args != want {
			t.Fatalf("call %d: args %v, want %v", call, answer.Rows[abi.MaxRows-1].Args, want)
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
	rows, err := loaded(t, loyaltyManifest, compiled(t, "words")).Loyalty(context.Background(), &abi.Batch{
		Facts: [][]byte{plugintest.Page(abi.Facts{})}, Lines: lines,
		Orders: []abi.OrderContext{{LinesCount: uint32(len(lines))}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := [4]int64{2, 1, 2, int64(bytes)}; rows.Rows[0].Args != want {
		t.Errorf("found %v, want %v", rows.Rows[0].Args, want)
	}
}

func TestTheCalendarAgreesWithTheOneInGo(t *testing.T) {
	rule := loaded(t, segmentManifest, compiled(t, "days"))
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

func TestRowsOfANewerRajaAreRead(t *testing.T) {
	const stride = abi.FactsSize + 32
	page := make([]byte, 2*stride)
	for i, f := range []abi.Facts{{Present: abi.FactsAll, LastOrderDay: 20_526}, {Present: abi.FactsAll, LastOrderDay: 0}} {
		f.Put(page[i*stride:])
	}
	rule := loaded(t, segmentManifest, compiled(t, "days"))
	answer, err := rule.Segment(context.Background(), &abi.Batch{Facts: [][]byte{page}, Stride: stride})
	if err != nil {
		t.Fatal(err)
	}
	if rows := answer.Rows; rows[0].Args != [4]int64{2026, 3, 14, 20_526} || rows[1].Args != [4]int64{1970, 1, 1, 0} {
		t.Errorf("rows %+v", rows)
	}
}

func TestWithoutMemoryTheArenaIsNone(t *testing.T) {
	small := strings.Replace(segmentManifest, `"abi": 1,`, `"abi": 1, "limits": {"memory_pages": 1},`, 1)
	_, err := segments(loaded(t, small, compiled(t, "days")), abi.Facts{})
	if err == nil || !strings.Contains(err.Error(), "raja_alloc gave 0 for 65536 bytes") {
		t.Errorf("error %v, want one about memory", err)
	}
}
