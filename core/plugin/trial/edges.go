package trial

import (
	"context"
	"errors"
	"slices"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// Edge is a value that the owner may give a setting and at which the rule
// fails.
type Edge struct {
	Setting string `json:"setting"`
	Value   any    `json:"value"` // a number, a text, or true and false
	Case    string `json:"case"`  // the first case in which it fails
	Message string `json:"message"`
}

// Edges asks the rule about its cases again, with each setting at the ends of
// what its owner may choose, and returns those at which it fails. What it
// answers is not looked at, and a case that fails anyway tells nothing.
func Edges(ctx context.Context, rule *plugin.Rule, cases []Case) []Edge {
	found := []Edge{}
	sound := answered(ctx, rule, cases)
	for _, field := range rule.Form().Fields {
		for _, row := range rule.Form().Edges(field.Key) {
			if edge, fails := edgeAt(ctx, rule, sound, row); fails {
				found = append(found, edge)
			}
		}
	}
	return found
}

// titled is a question with the name of its case.
type titled struct {
	*question
	name string
}

// answered are the questions that the rule answers as they are.
func answered(ctx context.Context, rule *plugin.Rule, cases []Case) (sound []titled) {
	for i := range cases {
		q, err := cases[i].question(rule)
		if err != nil {
			continue
		}
		if _, err := q.ask(ctx, rule); err == nil {
			one := Result{Name: cases[i].Name}
			one.clean()
			sound = append(sound, titled{q, one.Name})
		}
	}
	return sound
}

// edgeAt looks for a question that the rule cannot answer with a setting at one
// of its ends.
func edgeAt(ctx context.Context, rule *plugin.Rule, sound []titled, row abi.Config) (Edge, bool) {
	for _, q := range sound {
		asked := *q.question
		others := slices.DeleteFunc(slices.Clone(q.batch.Config), func(c abi.Config) bool { return c.Key == row.Key })
		asked.batch.Config = append(others, row)
		_, err := asked.ask(ctx, rule)
		if f := new(plugin.Fault); errors.As(err, &f) {
			return Edge{Setting: row.Key, Value: valueOf(row), Case: q.name, Message: f.Error()}, true
		}
	}
	return Edge{}, false
}

// valueOf is a setting as a person writes it.
func valueOf(row abi.Config) any {
	switch row.Type {
	case abi.SettingText:
		return row.Text
	case abi.SettingBool:
		return row.Value == 1
	}
	return row.Value
}
