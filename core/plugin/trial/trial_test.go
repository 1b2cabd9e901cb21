package trial_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/plugintest"
	"github.com/raja-crm/raja/core/plugin/trial"
)

// kings is a rule without a module, which is all a case needs.
const kings = `{"id": "kings", "name": {"id": "Raja", "en": "Kings"}, "version": "1.0.0", "abi": 1, "hooks": {"segment": 1},
 "reads": [{"field": "visits", "why": {"id": "a", "en": "b"}}, {"field": "last_order_day", "why": {"id": "a", "en": "b"}}, {"field": "flags", "why": {"id": "a", "en": "b"}}],
 "segments": [{"code": "KING", "rank": 2, "name": {"id": "Raja", "en": "King"}}, {"code": "GUEST", "rank": 1, "name": {"id": "Tamu", "en": "Guest"}}],
 "writes": [{"what": "segment", "why": {"id": "a", "en": "b"}}],
 "texts": [{"id": "Datang {0:times}", "en": "Came {0:times}"}],
 "simple": [{"when": "loyal || visits >= often && days_since(last_order_day) < 60", "segment": "KING", "text": 1, "args": ["visits"]}, {"segment": "GUEST"}]}`

const settings = `{"type": "object", "additionalProperties": false, "properties": {
 "often": {"type": "integer", "minimum": 1, "default": 5, "title": "b", "x-raja": {"title_id": "a"}}}}`

func rule(t *testing.T) *plugin.Rule {
	t.Helper()
	return plugintest.LoadSource(t, plugin.Source{Manifest: []byte(kings), Schema: []byte(settings)}, plugin.Options{})
}

func run(t *testing.T, text string) trial.Result {
	t.Helper()
	c, err := trial.ReadCase([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return c.Run(context.Background(), rule(t))
}

func TestACaseThatHoldsPasses(t *testing.T) {
	for name, text := range map[string]string{
		"in codes and sentences": `{"facts": [{"visits": 5, "last_order_day": "2026-03-01"}],
			"want": [{"segment": "KING", "text": 1, "args": [5], "reason_id": "Datang 5 kali", "reason_en": "Came 5 times"}]}`,
		"in numbers":               `{"facts": [{"visits": 4, "last_order_day": 20500}], "want": [{"segment": 2}]}`,
		"with settings":            `{"config": {"often": 2}, "facts": [{"visits": 2, "last_order_day": "2026-03-01"}], "want": [{"segment": "KING", "text": 1, "args": [2]}]}`,
		"with a day of its own":    `{"shop": {"as_of": "2026-05-01"}, "facts": [{"visits": 9, "last_order_day": "2026-03-01"}], "want": [{"segment": "GUEST"}]}`,
		"with flags by their name": `{"facts": [{"visits": 1, "flags": ["owner_loyal"]}], "want": [{"segment": "KING", "text": 1, "args": [1]}]}`,
		"of several rows":          `{"facts": [{"visits": 1}, {"visits": 1, "flags": ["owner_loyal"]}], "want": [{"segment": "GUEST"}, {"segment": "KING", "text": 1, "args": [1]}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			if got := run(t, text); !got.OK || got.Units == 0 {
				t.Error(got)
			}
		})
	}
}

// A package comes from anybody, and so do the names of its cases.
func TestTheWordsOfACaseCommandNoTerminal(t *testing.T) {
	got := run(t, `{"name": "\u001b[2Jgone\u202e", "facts": [{"visits": 1}], "want": [{"segment": "GUEST", "reason_en": "\u202e"}]}`)
	if said := got.Name + strings.Join(got.Diff, ""); got.OK || strings.ContainsAny(said, "\u001b\u202e") || got.Name != "?[2Jgone?" {
		t.Errorf("%q", said)
	}
}

func TestACaseThatFailsSaysWhatDiffers(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"another segment", `{"facts": [{"visits": 1}], "want": [{"segment": "KING"}]}`, `row 0: segment: want "KING", got "GUEST"`},
		{"a figure", `{"facts": [{"visits": 6, "last_order_day": "2026-03-01"}], "want": [{"segment": "KING", "text": 1, "args": [5]}]}`, "row 0: args: want [5], got [6]"},
		{"a sentence", `{"facts": [{"visits": 6, "last_order_day": "2026-03-01"}], "want": [{"segment": "KING", "text": 1, "args": [6], "reason_en": "No"}]}`, `row 0: reason_en: want "No", got "Came 6 times"`},
		{"what nobody wanted", `{"facts": [{"visits": 6, "last_order_day": "2026-03-01"}], "want": [{"segment": "KING"}]}`, `row 0: text: want nothing, got 1`},
		{"a row too many", `{"facts": [{}], "want": [{"segment": "GUEST"}, {}]}`, "want 2 rows, got 1"},
		{"a fault that does not come", `{"facts": [{}], "fault": "no"}`, `want a fault with "no", got an answer`},
		{"a refusal that does not come", `{"facts": [{}], "want": [{"segment": "GUEST"}], "refused": ["no"]}`, `want a refusal with "no", got none`},
		{"a field that is none", `{"facts": [{"visit": 1}], "want": [{}]}`, `1:12: facts row 0: the key "visit" is unknown; did you mean visits?`},
		{"a fact of another kind", `{"facts": [{}, {"visits": 1.5}], "want": [{}]}`, `1:16: facts row 1: visits: want a whole number from 0 to 4294967295, got 1.5`},
		{"a field of the answer with a slip", `{"facts": [{}], "want": [{"segmnt": "KING"}]}`, `1:26: want row 0: the key "segmnt" is unknown; did you mean segment?`},
		{"a word for a list", `{"facts": [{"missing": "visits"}], "want": [{}]}`, `1:12: facts row 0: missing: want a list, got "visits"`},
		{"a tier of a rule without tiers", `{"facts": [{"tier": "GOLD"}], "want": [{}]}`, `tier: this rule has no tier GOLD`},
		{"a date that is none", `{"facts": [{"last_order_day": "yesterday"}], "want": [{}]}`, `last_order_day: "yesterday" is not a date like 2026-03-14`},
		{"a code that is none", `{"facts": [{}], "want": [{"segment": "QUEEN"}]}`, `1:26: want row 0: segment: this rule has no segment QUEEN; there is KING, GUEST`},
		{"a flag that is none", `{"facts": [{"flags": ["rich"]}], "want": [{}]}`, `flags: "rich" is not known`},
		{"a setting that does not fit", `{"config": {"often": 0}, "facts": [{}], "want": [{}]}`, "1:22: config.often: minimum"},
		{"a currency that is none", `{"shop": {"currency": "RPX"}, "facts": [{}], "want": [{}]}`, "shop: currency"},
		{"a hook it has not", `{"hook": "loyalty", "facts": [{}], "want": [{}]}`, `hook: the rule does not answer "loyalty"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := run(t, c.text)
			if got.OK || !strings.Contains(strings.Join(got.Diff, "\n"), c.want) {
				t.Errorf("%v, want %q", got.Diff, c.want)
			}
		})
	}
}

func TestAFileThatIsNoCaseIsRefusedByNameAndKeepsNoOtherFromRunning(t *testing.T) {
	for text, want := range map[string]string{
		`{"want": [], "fault": "x"}`:      `1:1: want either "want"`,
		`{"facts": []}`:                   `want either "want"`,
		"{\n  \"wants\": []}":             `2:3: the key "wants" is unknown; did you mean want?`,
		`{"want": []} {"want": []}`:       "something follows the end",
		`["want"]`:                        "1:1: want an object, got a list",
		`{"want": [], "facts": {"a": 1}}`: "facts: want a list, got an object",
	} {
		cases := trial.ReadCases(map[string][]byte{"tests/bad.json": []byte(text), "tests/good.json": []byte(`{"facts": [{}], "want": [{"segment": "GUEST"}]}`)})
		bad, good := cases[0].Run(context.Background(), rule(t)), cases[1].Run(context.Background(), rule(t))
		if bad.OK || bad.File != "tests/bad.json" || len(bad.Diff) != 1 || !strings.Contains(bad.Diff[0], want) {
			t.Errorf("%s: %+v, want %q", text, bad, want)
		}
		if !good.OK || good.Name != "good" {
			t.Errorf("the other case: %+v", good)
		}
	}
}

func TestACaseSaysWhatTheRuleNeverSees(t *testing.T) {
	got := run(t, `{"facts": [{"visits": 1, "net": 5}, {"points": 3}], "want": [{"segment": "GUEST"}, {"segment": "GUEST"}]}`)
	if want := "sets net, which the rule does not read: it arrives as zero|sets points, which the rule does not read: it arrives as zero"; !got.OK || strings.Join(got.Notes, "|") != want {
		t.Errorf("%v, notes %q", got, got.Notes)
	}
}

// starved is a rule that fails: it has no budget.
func starved(t *testing.T) (*plugin.Rule, *plugin.Fault) {
	t.Helper()
	broke := plugintest.LoadSource(t, plugin.Source{
		Manifest: []byte(kings), Schema: []byte(settings), Cap: plugin.Limits{Units: 1}, Trial: true,
	}, plugin.Options{})
	c, err := trial.ReadCase([]byte(`{"config": {"often": 3}, "facts": [{"visits": 3, "last_order_day": "2026-03-01"}], "want": []}`))
	if err != nil {
		t.Fatal(err)
	}
	var f *plugin.Fault
	if err := c.Ask(context.Background(), broke); !errors.As(err, &f) {
		t.Fatalf("error %v, want a fault", err)
	}
	return broke, f
}

// A rule that is only tried is never paused: the case after three that fail is
// answered like any other.
func TestFaultsOfATrialPauseNothing(t *testing.T) {
	source := plugin.Source{Manifest: []byte(kings), Schema: []byte(settings), Cap: plugin.Limits{Units: 3000}, Trial: true}
	tried := plugintest.LoadSource(t, source, plugin.Options{})
	many := strings.Repeat(`{},`, 20) + `{}`
	for n, text := range []string{
		`{"facts": [` + many + `], "fault": "budget"}`, `{"facts": [` + many + `], "fault": "budget"}`,
		`{"facts": [` + many + `], "fault": "budget"}`, `{"facts": [{}], "want": [{"segment": "GUEST"}]}`,
	} {
		c, err := trial.ReadCase([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := c.Run(context.Background(), tried); !got.OK {
			t.Errorf("case %d: %v", n, got.Diff)
		}
	}
}

func TestACapturedFaultHappensAgainAndIsATestCase(t *testing.T) {
	broke, f := starved(t)
	text, err := trial.Capture(f)
	if err != nil {
		t.Fatal(err)
	}
	captured, err := trial.ReadReplay(text)
	if err != nil {
		t.Fatal(err)
	}
	again, err := captured.Run(context.Background(), broke)
	if err != nil || !again.Same || again.Other {
		t.Errorf("%+v, %v; want the same fault", again, err)
	}
	if got := again.Case.Run(context.Background(), broke); !got.OK {
		t.Errorf("as a case: %v", got.Diff)
	}
	page, err := again.Case.Text()
	if err != nil || strings.Count(string(page), "\n") > 12 || strings.Contains(string(page), "missing") {
		t.Errorf("as a file, %v:\n%s", err, page)
	}
	kept, err := trial.ReadCase(page)
	if got := kept.Run(context.Background(), broke); err != nil || !got.OK {
		t.Errorf("as a file: %v, %v", err, got.Diff)
	}
	mended, err := captured.Run(context.Background(), rule(t))
	if err != nil || mended.Message != "" || mended.Rows[0]["segment"] != "KING" {
		t.Errorf("a rule that works: %+v, %v", mended, err)
	}
}

func TestMeasuringCountsWork(t *testing.T) {
	cases := trial.ReadCases(map[string][]byte{"tests/a.json": []byte(`{"facts": [{"visits": 3}], "want": [{"segment": "GUEST"}]}`)})
	measured, err := trial.Measure(context.Background(), rule(t), cases, time.Nanosecond)
	if err != nil || len(measured) != 1 || measured[0].Batch != 1024 || measured[0].UnitsPerRow < 1 || measured[0].Questions < 100 {
		t.Errorf("%+v, %v", measured, err)
	}
}

func FuzzReadReplayNeverPanics(f *testing.F) {
	f.Add([]byte(`{"abi":1,"hook":"segment","input":"UkpCMQ=="}`))
	f.Fuzz(func(_ *testing.T, text []byte) { _, _ = trial.ReadReplay(text) })
}

func FuzzCasesNeverPanic(f *testing.F) {
	f.Add([]byte(`{"facts": [{"visits": 5, "last_order_day": "2026-03-01", "flags": ["blocked"]}], "want": [{"segment": "KING"}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		c, err := trial.ReadCase(text)
		if err == nil {
			c.Run(context.Background(), rule(t))
		}
	})
}
