package raja_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/build/rules/compile"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// built compiles a rule of testdata and puts it behind a manifest for hook.
func built(t *testing.T, name, hook, more string) plugin.Source {
	t.Helper()
	out := filepath.Join(t.TempDir(), "plugin.wasm")
	if err := compile.Rule("../../..", "plugins/sdk/go/testdata/"+name, out); err != nil {
		t.Fatal(err)
	}
	wasm, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	manifest := `{"id":"` + name + `","name":{"id":"a","en":"b"},"version":"1.0.0","abi":1,"hooks":{"` + hook + `":1},
		"options":[{"code":"THANK","name":{"id":"a","en":"b"},"text":{"id":"a","en":"b"}}],
		"segments":[{"code":"A","name":{"id":"a","en":"b"}}], "texts":[{"id":"a","en":"b"}],
		"writes":[{"what":"` + proposes(hook) + `","why":{"id":"a","en":"b"}}]` + more + `}`
	schema := `{"type":"object","additionalProperties":false,"properties":{"shop_name":{
		"type":"string","default":"Laundry Ceria","title":"b","x-raja":{"title_id":"a"}}}}`
	return plugin.Source{Manifest: []byte(manifest), Wasm: wasm, Schema: []byte(schema)}
}

// proposes is what a rule of hook must say it writes.
func proposes(hook string) string {
	if hook == "loyalty" {
		return "points"
	}
	return hook
}

func TestAFollowUpRule(t *testing.T) {
	rule := plugintest.LoadSource(t, built(t, "thanks", "follow_up", `,
		"reads":[{"field":"points","why":{"id":"a","en":"b"}}]`), plugin.Options{})
	ask := func(net int64) (plugin.Answer[abi.FollowUpRow], error) {
		return rule.FollowUp(context.Background(), &abi.Batch{
			Facts:  [][]byte{plugintest.Page(abi.Facts{Points: 40})},
			Events: []abi.FollowUpContext{{Day: 20_500, Net: net, Event: abi.EventOrderPaid}},
		})
	}
	t.Run("answers an event", func(t *testing.T) {
		got, err := ask(1)
		want := []abi.FollowUpRow{{Action: 1, Text: 1, DueDay: 20_503, Args: [4]int64{40}}}
		if diff := cmp.Diff(want, got.Rows); diff != "" || err != nil {
			t.Error(err, diff)
		}
	})
	t.Run("looks at everybody when nothing happened", func(t *testing.T) {
		got, err := rule.FollowUp(context.Background(), &abi.Batch{
			Header: abi.Header{AsOfDay: 20_500}, Facts: [][]byte{plugintest.Page(abi.Facts{}, abi.Facts{})},
		})
		if err != nil || len(got.Rows) != 2 || got.Rows[1].DueDay != 20_530 {
			t.Error(got, err)
		}
	})
	t.Run("says where it panicked", func(t *testing.T) {
		_, err := ask(13)
		var fault *plugin.Fault
		if !errors.As(err, &fault) {
			t.Fatalf("error %v, want a fault", err)
		}
		if !strings.Contains(fault.Message, "index out of range [20500] with length 0") || !strings.Contains(fault.Message, "main.go:20") {
			t.Errorf("message %q, want the panic and main.go:20", fault.Message)
		}
		if !strings.HasPrefix(fault.Trace, "about to fall\n") {
			t.Errorf("trace %q, want the log first", fault.Trace)
		}
	})
	t.Run("says what it fails with", func(t *testing.T) {
		_, err := rule.FollowUp(context.Background(), &abi.Batch{
			Facts:  [][]byte{plugintest.Page(abi.Facts{})},
			Events: []abi.FollowUpContext{{Day: 20_500, Net: 1}, {Day: 20_500, Net: 14}},
		})
		if err == nil || !strings.HasSuffix(err.Error(), "rule thanks, hook follow_up at row 1, field points: no thanks for Laundry Ceria") {
			t.Errorf("error %v", err)
		}
	})
	t.Run("answers again after that", func(t *testing.T) {
		if _, err := ask(1); err != nil {
			t.Error(err)
		}
	})
}

func TestLinesAreForRulesThatReadThem(t *testing.T) {
	for name, c := range map[string]struct {
		reads string
		want  int64
	}{
		"declared":     {`,"reads":[{"field":"lines","why":{"id":"a","en":"b"}}]`, 700},
		"not declared": {"", 0},
	} {
		t.Run(name, func(t *testing.T) {
			rule := plugintest.LoadSource(t, built(t, "shirts", "loyalty", c.reads), plugin.Options{})
			got, err := rule.Loyalty(context.Background(), &abi.Batch{
				Facts:  [][]byte{plugintest.Page(abi.Facts{})},
				Lines:  []abi.Line{{Item: "celana", Grams: 5}, {Item: "kemeja", Grams: 300}, {Item: "kemeja", Grams: 400}},
				Orders: []abi.OrderContext{{LinesFrom: 0, LinesCount: 3}},
			})
			if err != nil || got.Rows[0].Points != c.want {
				t.Errorf("%+v %v, want %d points", got, err, c.want)
			}
		})
	}
}

func TestARuleThatWantsFilesIsRefusedWithAHint(t *testing.T) {
	host := plugintest.Host(t, plugin.Options{})
	_, err := host.Load(context.Background(), built(t, "reader", "segment", ""))
	if err == nil || !strings.Contains(err.Error(), "in Go, packages such as fmt, os") {
		t.Errorf("error %v, want a hint about packages", err)
	}
}
