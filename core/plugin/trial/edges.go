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
	InID    string `json:"message_id,omitempty"`
}

// Edges asks the rule about its cases again, with each setting at the ends of
// what its owner may choose, and returns those at which it fails. What it
// answers is not looked at, and a case that fails anyway tells nothing. It stops
// with an error that names the case at which the rule spent more than it is
// allowed.
func Edges(ctx context.Context, rule *plugin.Rule, cases []Case, allowed Allowance) ([]Edge, error) {
	found := []Edge{}
	purse := newPurse(rule, allowed)
	sound, err := answered(ctx, purse, cases)
	for _, field := range rule.Form().Fields {
		for _, row := range rule.Form().Edges(field.Key) {
			if err != nil {
				return found, err
			}
			var edge *Edge
			if edge, err = edgeAt(ctx, purse, sound, row); edge != nil {
				found = append(found, *edge)
			}
		}
	}
	return found, err
}

// titled is a question with the name of its case, and its file.
type titled struct {
	*question
	name, file string
}

// answered are the questions that the rule answers as they are.
func answered(ctx context.Context, p *purse, cases []Case) (sound []titled, err error) {
	for i := range cases {
		q, broken := cases[i].question(p.rule)
		if broken != nil {
			continue
		}
		one := Result{Name: cases[i].Name}
		one.clean()
		asked := titled{q, one.Name, cases[i].File}
		faulty, err := asked.ask(ctx, p)
		if err != nil {
			return nil, err
		}
		if faulty == nil {
			sound = append(sound, asked)
		}
	}
	return sound, nil
}

// edgeAt looks for a question that the rule cannot answer with a setting at one
// of its ends.
func edgeAt(ctx context.Context, p *purse, sound []titled, row abi.Config) (*Edge, error) {
	for _, q := range sound {
		changed := *q.question
		others := slices.DeleteFunc(slices.Clone(q.batch.Config), func(c abi.Config) bool { return c.Key == row.Key })
		changed.batch.Config = append(others, row)
		faulty, err := titled{&changed, q.name, q.file}.ask(ctx, p)
		if err != nil {
			return nil, err
		}
		if f := new(plugin.Fault); errors.As(faulty, &f) {
			return &Edge{Setting: row.Key, Value: valueOf(row), Case: q.name, Message: f.Error(), InID: f.InID}, nil
		}
	}
	return nil, nil
}

// ask asks the rule, and returns why there was no answer; err is why no more
// may be asked.
func (t titled) ask(ctx context.Context, p *purse) (faulty, err error) {
	p.begin()
	_, faulty = t.question.ask(ctx, p.rule)
	return faulty, errors.Join(ctx.Err(), p.pay(t.file, 1))
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
