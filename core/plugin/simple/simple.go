// Package simple decides segments by expressions that an owner can write
// without any compiler: "visits >= 5 && days_since(last_order_day) <= 60". The
// first line that is true decides. It knows names and whole numbers; where
// they come from, and what becomes of the answer, belongs to core/plugin.
package simple

import (
	"fmt"
	"slices"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/vm"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/plugin/strict"
)

// Limits of a set of lines. Expressions always end; nodes are its parts.
const (
	MaxLines = 100
	maxNodes = 200
	maxText  = 1000 // bytes of one expression
)

// flagsName is the field that makes "loyal" and "blocked" known.
const flagsName = "flags"

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
	asking  int64 // units of when
	telling int64 // units of args, once it is met
}

// Compile makes lines ready. names are the fields and settings they may use,
// position gives a segment's place in the manifest, 0 for none. Every line
// that is wrong is told, with its key in the manifest.
func Compile(lines []Line, names []string, position func(code string) uint32) (*Program, strict.Mistakes) {
	p := &Program{names: names}
	if len(lines) > MaxLines {
		return nil, strict.Mistakes{{Key: "simple", Message: fmt.Sprintf("%d lines, the most is %d", len(lines), MaxLines)}}
	}
	var wrong strict.Mistakes
	for i, given := range lines {
		made, key, err := p.compile(given, position(given.Segment))
		if err == nil && given.When == "" && i < len(lines)-1 {
			err = fmt.Errorf(`it has no "when" and is always true, so that line %d is never reached; put it last`, i+2)
		}
		if err != nil {
			wrong = append(wrong, strict.Mistake{Key: fmt.Sprintf("simple[%d]%s", i, key), Message: fmt.Sprintf("line %d: %s", i+1, err)})
		}
		p.lines = append(p.lines, made)
	}
	return p, wrong
}

// compile makes one line ready, or says what is wrong with it under which key.
func (p *Program) compile(given Line, segment uint32) (l line, key string, err error) {
	l = line{segment: segment, text: uint32(given.Text)}
	if segment == 0 {
		return l, ".segment", fmt.Errorf("there is no segment %q", given.Segment)
	}
	if len(given.Args) > 4 {
		return l, ".args", fmt.Errorf("%d args, the most is 4", len(given.Args))
	}
	if given.When != "" {
		if l.when, err = p.expression(given.When, &l.asking, truth); err != nil {
			return l, ".when", fmt.Errorf("when: %w", err)
		}
	}
	for n, text := range given.Args {
		arg, err := p.expression(text, &l.telling, number)
		if err != nil {
			return l, fmt.Sprintf(".args[%d]", n), fmt.Errorf("args %d: %w", n+1, err)
		}
		l.args = append(l.args, arg)
	}
	return l, "", nil
}

func (p *Program) expression(text string, units *int64, want kind) (*vm.Program, error) {
	if len(text) > maxText {
		return nil, fmt.Errorf("has %d bytes, the most is %d", len(text), maxText)
	}
	work, err := p.check(text, want)
	if err != nil {
		return nil, err
	}
	as := expr.AsInt64()
	if want == truth {
		as = expr.AsBool()
	}
	program, err := expr.Compile(text, append(arithmetic(), expr.Env(p.environment()), as)...)
	if err != nil {
		return nil, fmt.Errorf("%q: %s", text, firstLine(err))
	}
	*units += work
	return program, nil
}

// environment is what expressions may name, with a value of each type.
func (p *Program) environment() map[string]any {
	known := map[string]any{asOfName: int64(0), "loyal": false, "blocked": false}
	for _, name := range p.names {
		known[name] = int64(0)
	}
	return known
}

// known are all the names that an expression may have.
func (p *Program) known() []string {
	names := slices.DeleteFunc(slices.Clone(p.names), func(name string) bool { return name == flagsName })
	if p.flags() {
		names = append(names, "loyal", "blocked")
	}
	return append(names, "days_since(day)", "div(a, b)", "min(a, b)", "max(a, b)")
}

func (p *Program) flags() bool { return slices.Contains(p.names, flagsName) }

// asOfName is the day of the figures; no expression can name it, since it is
// not known to the judge.
const asOfName = "as of"

// arithmetic are the operations on whole numbers. A literal is an int and a
// figure an int64; the judge saw to it that there is nothing else.
func arithmetic() []expr.Option {
	two, some := new(func(any, any) int64), new(func(...any) int64)
	return []expr.Option{
		expr.DisableAllBuiltins(), expr.MaxNodes(maxNodes), expr.Patch(inWhole{}),
		expr.Function("div", func(figures ...any) (any, error) { return Div(whole(figures[0]), whole(figures[1])), nil }, two),
		expr.Function(restName, func(figures ...any) (any, error) { return rest(whole(figures[0]), whole(figures[1])), nil }, two),
		expr.Function("min", func(figures ...any) (any, error) { return slices.Min(wholes(figures)), nil }, some),
		expr.Function("max", func(figures ...any) (any, error) { return slices.Max(wholes(figures)), nil }, some),
	}
}

func wholes(figures []any) []int64 {
	return lo.Map(figures, func(figure any, _ int) int64 { return whole(figure) })
}

// whole is a figure, whichever way it is kept.
func whole(figure any) int64 {
	if literal, is := figure.(int); is {
		return int64(literal)
	}
	n, _ := figure.(int64) // the judge let nothing else through
	return n
}

// restName is what % becomes.
const restName = "rest of"

// inWhole makes calls of what the machine would do in another way: it stops at
// a rest by 0, and a day has to be counted from the day of the figures.
type inWhole struct{}

// Visit changes one node.
func (inWhole) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.BinaryNode:
		if n.Operator == "%" {
			ast.Patch(node, &ast.CallNode{Callee: &ast.IdentifierNode{Value: restName}, Arguments: []ast.Node{n.Left, n.Right}})
		}
	case *ast.CallNode:
		if callee, named := n.Callee.(*ast.IdentifierNode); named && callee.Value == "days_since" {
			ast.Patch(node, &ast.BinaryNode{Operator: "-", Left: &ast.IdentifierNode{Value: asOfName}, Right: n.Arguments[0]})
		}
	}
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

// rest is what a leaves when it is divided by b, and 0 where b is 0.
func rest(a, b int64) int64 {
	if b == 0 {
		return 0
	}
	return a % b
}
