package jshost_test

import (
	"bytes"
	"context"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// answer is what one question came to, in either host.
type answer struct {
	Bytes   []byte      `json:"bytes"`
	Reasons [][2]string `json:"reasons"`
	Error   string      `json:"error"`
}

// The strong promise: for any question, this host and the one in Go answer the
// same bytes and the same words, whatever language the rule was written in.
func TestBothHostsAnswerTheSameBytesAndWords(t *testing.T) {
	for _, wasm := range modules(t) {
		t.Run(wasm, func(t *testing.T) {
			folder := filepath.Dir(wasm)
			if _, err := os.Stat(filepath.Join(folder, "manifest.json")); err != nil {
				folder = filepath.Dir(folder)
			}
			rule := plugintest.LoadSource(t, source(t, folder, wasm), plugin.Options{Instances: 1})
			for hook := range rule.Manifest().Hooks {
				questions := someQuestions(hook, 40)
				want := inGo(t, rule, hook, questions)
				if diff := cmp.Diff(want, inNode(t, folder, wasm, hook, questions)); diff != "" {
					t.Errorf("-Go +Node: %s", diff)
				}
			}
		})
	}
}

// modules finds every rule of this project that is ready to run.
func modules(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, pattern := range []string{"../../standard/*/plugin.wasm", "../../golden/*/*/plugin.wasm"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, found...)
	}
	return all
}

func source(t *testing.T, folder, wasm string) plugin.Source {
	t.Helper()
	var texts [3][]byte
	for i, path := range []string{filepath.Join(folder, "manifest.json"), filepath.Join(folder, "config.schema.json"), wasm} {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[i] = text
	}
	return plugin.Source{Manifest: texts[0], Schema: texts[1], Wasm: texts[2]}
}

func someQuestions(hook string, count int) []question {
	random := rand.New(rand.NewPCG(1, 2))
	all := make([]question, count)
	for i := range all {
		all[i] = someQuestion(random, hook)
	}
	return all
}

func inNode(t *testing.T, folder, wasm, hook string, questions []question) []answer {
	t.Helper()
	asked, err := json.Marshal(map[string]any{"folder": folder, "wasm": wasm, "hook": hook, "questions": questions})
	if err != nil {
		t.Fatal(err)
	}
	node := exec.Command("node", "testing/ask.js")
	node.Stdin, node.Stderr = bytes.NewReader(asked), os.Stderr
	said, err := node.Output()
	if err != nil {
		t.Fatalf("node testing/ask.js: %v; Node.js 20 or newer must be installed", err)
	}
	var all []answer
	if err := json.Unmarshal(said, &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func inGo(t *testing.T, rule *plugin.Rule, hook string, questions []question) []answer {
	t.Helper()
	all := make([]answer, len(questions))
	for i := range questions {
		all[i] = askGo(rule, hook, questions[i].batch())
	}
	return all
}

// row is an answer of any hook.
type row interface{ Put([]byte) }

func askGo(rule *plugin.Rule, hook string, in *abi.Batch) answer {
	switch hook {
	case "segment":
		rows, err := rule.Segment(context.Background(), in)
		return answered(rule, in, rows.Rows, abi.SegmentRowSize, err, func(r *abi.SegmentRow) (uint32, [4]int64) { return r.Text, r.Args })
	case "loyalty":
		rows, err := rule.Loyalty(context.Background(), in)
		return answered(rule, in, rows.Rows, abi.LoyaltyRowSize, err, func(r *abi.LoyaltyRow) (uint32, [4]int64) { return r.Text, r.Args })
	case "after_hours":
		rows, err := rule.AfterHours(context.Background(), in)
		return answered(rule, in, rows.Rows, abi.AfterHoursRowSize, err, func(r *abi.AfterHoursRow) (uint32, [4]int64) { return r.Text, r.Args })
	}
	rows, err := rule.FollowUp(context.Background(), in)
	return answered(rule, in, rows.Rows, abi.FollowUpRowSize, err, func(r *abi.FollowUpRow) (uint32, [4]int64) { return r.Text, r.Args })
}

func answered[R any, P interface {
	*R
	row
}](rule *plugin.Rule, in *abi.Batch, rows []R, size int, err error, reason func(*R) (uint32, [4]int64)) answer {
	if err != nil {
		return answer{Error: err.Error()}
	}
	voice := plugin.Voice{Currency: money.Currency{Code: "IDR"}, Zone: time.FixedZone("", int(in.Header.TzOffsetMin)*60)}
	a := answer{Bytes: make([]byte, len(rows)*size), Reasons: make([][2]string, len(rows))}
	for i := range rows {
		P(&rows[i]).Put(a.Bytes[i*size:])
		text, args := reason(&rows[i])
		for n, lang := range []string{"id", "en"} {
			voice.Lang = lang
			a.Reasons[i][n] = rule.Manifest().Reason(text, args, voice)
		}
	}
	return a
}
