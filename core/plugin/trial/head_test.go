package trial_test

import (
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/trial"
)

// The file of a fault may come from anybody: it commands no terminal, and what
// is none is said.
func TestTheHeadOfAFaultIsHeld(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a manifest", `{"id": "a", "abi": 1}`, "is no captured fault"},
		{"a list", `[]`, "is no captured fault"},
		{"nothing", ``, "is no captured fault"},
		{"a head without end", `{"rule": "` + strings.Repeat("a", 300<<10), "is no captured fault"},
		{"another ABI", `{"rule": "a", "hook": "segment", "abi": 2, "input": ""}`, `is about hook "segment" of ABI 2`},
		{"a hook that commands the terminal", `{"rule": "a", "hook": "\u001b[2J", "abi": 1, "input": ""}`, `is about hook "?[2J" of ABI 1`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := trial.ReadHead(strings.NewReader(c.text))
			if fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), c.want) {
				t.Errorf("head: %v, want %q", err, c.want)
			}
			if _, err := trial.ReadReplay([]byte(c.text)); fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the whole: %v, want %q", err, c.want)
			}
		})
	}
	const hostile = `{"rule": "a\u202eb", "hook": "segment", "abi": 1, "message": "\u001b[2Jgone", "trace": "\u0007", "field": "\u009b", "input": "`
	head, err := trial.ReadHead(strings.NewReader(hostile))
	if err != nil || head.Rule+head.Message+head.Trace+head.Field != "a?b?[2Jgone??" {
		t.Errorf("%+v, %v", head, err)
	}
}
