package golden_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// answer is what a module said, in bytes.
type answer struct {
	Rows    [][]byte
	Refused []plugin.Refusal
	Error   string
}

func TestEveryLanguageAnswersTheSameBytes(t *testing.T) {
	for _, hook := range hooks {
		t.Run(hook, func(t *testing.T) {
			rules := map[string]*plugin.Rule{}
			for _, language := range languages {
				rules[language] = load(t, hook, language)
			}
			rapid.Check(t, func(t *rapid.T) {
				q := drawQuestion(t, hook)
				want := ask(rules["go"], hook, &q.batch)
				for _, language := range languages {
					if diff := cmp.Diff(want, ask(rules[language], hook, &q.batch)); diff != "" {
						t.Fatalf("-go +%s: %s", language, diff)
					}
				}
				if want.Error != "" {
					t.Fatalf("a fault: %s", want.Error)
				}
			})
		})
	}
}

func ask(rule *plugin.Rule, hook string, in *abi.Batch) answer {
	ctx := context.Background()
	switch hook {
	case "segment":
		a, err := rule.Segment(ctx, in)
		return answered(a, err, abi.SegmentRowSize)
	case "loyalty":
		a, err := rule.Loyalty(ctx, in)
		return answered(a, err, abi.LoyaltyRowSize)
	case "after_hours":
		a, err := rule.AfterHours(ctx, in)
		return answered(a, err, abi.AfterHoursRowSize)
	}
	a, err := rule.FollowUp(ctx, in)
	return answered(a, err, abi.FollowUpRowSize)
}

func answered[R any, P interface {
	*R
	Put([]byte)
}](a plugin.Answer[R], err error, size int) answer {
	if err != nil {
		return answer{Error: err.Error()}
	}
	said := answer{Refused: a.Refused, Rows: make([][]byte, len(a.Rows))}
	for i := range a.Rows {
		said.Rows[i] = make([]byte, size)
		P(&a.Rows[i]).Put(said.Rows[i])
	}
	return said
}
