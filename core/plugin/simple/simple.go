// Package simple decides segments by expressions that an owner can write
// without any compiler: "visits >= 5 && days_since(last_order_day) <= 60". The
// first line that is true decides. It knows names and whole numbers; where
// they come from, and what becomes of the answer, belongs to core/plugin.
package simple

import (
	"fmt"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/vm"
)

// Limits of a set of lines. Expressions always end; nodes are the work of one.
const (
	MaxLines = 100
	maxNodes = 200
	maxText  = 1000 // bytes of one expression
)

// Line is one line as it stands in a manifest: who meets When is in Segment.
type Line struct {
	When    string   `json:"when,omitempty"` // "" is always true
	Segment string   `json:"segment"`        // a code of the manifest
	Text    int      `json:"text,omitempty"` // the reason, a position in the manifest's texts
	Args    []string `json:"args,omitempty"` // expressions for its figures, at most four
}

// Program is lines made ready. It is not changed by use; an Asker uses it.
type Program struct {
	names []string
	lines []line
}

type line struct {
	when    *vm.Program // nil is always true
	segment uint32
	text    uint32
	args    []*vm.Program
	nodes   int64
}

// Compile makes lines ready. names are the fields and settings they may use,
// position gives a segment's place in the manifest, 0 for none. Its errors
// name the line.
func Compile(lines []Line, names []string, position func(code string) uint32) (*Program, error) {
	if len(lines) > MaxLines {
		return nil, fmt.Errorf("%d lines, the most is %d", len(lines), MaxLines)
	}
	p := &Program{names: names}
	for i, given := range lines {
		made, err := p.compile(given, position(given.Segment))
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
		p.lines = append(p.lines, made)
	}
	return p, nil
}

func (p *Program) compile(given Line, segment uint32) (l line, err error) {
	l = line{segment: segment, text: uint32(given.Text)}
	if segment == 0 {
		return l, fmt.Errorf("there is no segment %q", given.Segment)
	}
	if len(given.Args) > 4 {
		return l, fmt.Errorf("%d args, the most is 4", len(given.Args))
	}
	if given.When != "" {
		if l.when, err = p.expression(given.When, &l.nodes, expr.AsBool()); err != nil {
			return l, fmt.Errorf("when: %w", err)
		}
	}
	for n, text := range given.Args {
		arg, err := p.expression(text, &l.nodes, expr.AsInt64())
		if err != nil {
			return l, fmt.Errorf("args %d: %w", n+1, err)
		}
		l.args = append(l.args, arg)
	}
	return l, nil
}

func (p *Program) expression(text string, nodes *int64, wants expr.Option) (*vm.Program, error) {
	if len(text) > maxText {
		return nil, fmt.Errorf("has %d bytes, the most is %d", len(text), maxText)
	}
	if strings.ContainsAny(text, "\"'`") { // the compiler would work on patterns before they are refused
		return nil, fmt.Errorf("texts, lists and variables are not known here")
	}
	whole := &wholeNumbers{}
	program, err := expr.Compile(text, expr.Env(p.environment()), wants, expr.MaxNodes(maxNodes),
		expr.DisableAllBuiltins(), expr.EnableBuiltin("min"), expr.EnableBuiltin("max"), expr.Patch(whole))
	if err == nil {
		err = whole.err
	}
	if err != nil {
		first, _, _ := strings.Cut(err.Error(), "\n")
		return nil, fmt.Errorf("%s; known are %s, days_since(day), div(a, b), min, max", first, strings.Join(p.names, ", "))
	}
	*nodes += int64(whole.nodes)
	return program, nil
}

// environment is what expressions may name, with a value of each type.
func (p *Program) environment() map[string]any {
	known := map[string]any{
		"days_since": func(int64) int64 { return 0 },
		"div":        Div,
		"loyal":      false, "blocked": false,
	}
	for _, name := range p.names {
		known[name] = int64(0)
	}
	return known
}

// Div is a divided by b, rounded down, and 0 where b is 0.
func Div(a, b int64) int64 {
	if b == 0 {
		return 0
	}
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// wholeNumbers refuses what would leave whole numbers or take without bound.
type wholeNumbers struct {
	nodes int
	err   error
}

// Visit looks at one node of an expression.
func (w *wholeNumbers) Visit(node *ast.Node) {
	w.nodes++
	switch n := (*node).(type) {
	case *ast.FloatNode:
		w.refuse("%v is a fraction; write whole numbers", n.Value)
	case *ast.BinaryNode:
		switch n.Operator {
		case "/":
			w.refuse("/ makes fractions; write div(a, b)")
		case "**", "^", "..", "matches", "contains", "startsWith", "endsWith":
			w.refuse("%s is not known here", n.Operator)
		}
	case *ast.StringNode, *ast.MapNode, *ast.ArrayNode, *ast.PredicateNode, *ast.VariableDeclaratorNode:
		w.refuse("texts, lists and variables are not known here")
	}
}

func (w *wholeNumbers) refuse(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf(format, args...)
	}
}
