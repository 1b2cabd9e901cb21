package simple

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"github.com/raja-crm/raja/core/plugin/strict"
)

// kind is what an expression gives.
type kind string

const (
	number kind = "a whole number"
	truth  kind = "yes or no"
)

// judge finds out what an expression gives, before it is ever asked. What is
// not known here is refused, so that nothing is left to fail later.
type judge struct {
	program *Program
	units   int64
}

// check refuses an expression that does not give what is wanted, and counts
// its work.
func (p *Program) check(text string, want kind) (units int64, err error) {
	if strings.ContainsAny(text, "\"'`") { // the compiler would work on patterns before they are refused
		return 0, fmt.Errorf("%q: %w", text, errNoNumbers)
	}
	limited := conf.CreateNew()
	limited.MaxNodes = maxNodes
	tree, err := parser.ParseWithConfig(text, limited)
	if err != nil {
		return 0, fmt.Errorf("%q: %s", text, firstLine(err))
	}
	j := &judge{program: p, units: priceRun}
	got, err := j.kind(tree.Node)
	if err == nil && got != want {
		err = fmt.Errorf("it gives %s, want %s", got, want)
	}
	if err != nil {
		return 0, fmt.Errorf("%q: %w", text, err)
	}
	return j.units, nil
}

var errNoNumbers = errors.New("texts, lists and variables are not known here")

func firstLine(err error) string {
	if broken := new(file.Error); errors.As(err, &broken) {
		return fmt.Sprintf("%s, at column %d", broken.Message, broken.Column+1)
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	return first
}

func (j *judge) kind(node ast.Node) (kind, error) {
	j.units += price(node)
	switch n := node.(type) {
	case *ast.IntegerNode:
		return number, nil
	case *ast.BoolNode:
		return truth, nil
	case *ast.IdentifierNode:
		return j.named(n.Value)
	case *ast.UnaryNode:
		return j.unary(n)
	case *ast.BinaryNode:
		return j.binary(n)
	case *ast.ConditionalNode:
		return j.either(n)
	case *ast.CallNode:
		callee, _ := n.Callee.(*ast.IdentifierNode)
		if callee == nil {
			return "", fmt.Errorf("only functions that have a name can be called")
		}
		return j.call(callee.Value, n.Arguments)
	case *ast.BuiltinNode:
		return j.call(n.Name, n.Arguments)
	case *ast.PredicateNode:
		return "", fmt.Errorf("there are no loops")
	case *ast.FloatNode:
		return "", fmt.Errorf("%v is a fraction; write whole numbers", n.Value)
	}
	return "", errNoNumbers
}

func (j *judge) named(name string) (kind, error) {
	switch {
	case slices.Contains(j.program.names, name) && name != flagsName:
		return number, nil
	case name == "loyal" || name == "blocked":
		if j.program.flags() {
			return truth, nil
		}
		return "", fmt.Errorf(`%s needs the field flags in "reads"`, name)
	}
	return "", fmt.Errorf("there is no name %s%s", name, meant(name, j.program.known()))
}

// meant ends a sentence about a name that there is not.
func meant(name string, known []string) string {
	near := strict.Nearest(name, known)
	if near != "" {
		near = "did you mean " + near + "? "
	}
	return "; " + near + "Known are " + strings.Join(known, ", ")
}

func (j *judge) unary(n *ast.UnaryNode) (kind, error) {
	want := number
	if n.Operator == "!" || n.Operator == "not" {
		want = truth
	}
	return want, j.all(n.Operator, want, n.Node)
}

func (j *judge) binary(n *ast.BinaryNode) (kind, error) {
	switch n.Operator {
	case "+", "-", "*", "%":
		return number, j.all(n.Operator, number, n.Left, n.Right)
	case "<", "<=", ">", ">=":
		return truth, j.all(n.Operator, number, n.Left, n.Right)
	case "&&", "||", "and", "or":
		return truth, j.all(n.Operator, truth, n.Left, n.Right)
	case "==", "!=":
		left, err := j.kind(n.Left)
		if err != nil {
			return "", err
		}
		return truth, j.all(n.Operator, left, n.Right)
	case "/":
		return "", fmt.Errorf("/ makes fractions; write div(a, b)")
	}
	return "", fmt.Errorf("%s is not known here", n.Operator)
}

func (j *judge) either(n *ast.ConditionalNode) (kind, error) {
	if err := j.all("?", truth, n.Cond); err != nil {
		return "", err
	}
	first, err := j.kind(n.Exp1)
	if err != nil {
		return "", err
	}
	return first, j.all(":", first, n.Exp2)
}

// arities are the functions and how many figures each takes; 0 is any number
// of them but none.
var arities = map[string]int{"days_since": 1, "div": 2, "min": 0, "max": 0}

func (j *judge) call(name string, arguments []ast.Node) (kind, error) {
	takes, known := arities[name]
	switch {
	case !known:
		return "", fmt.Errorf("there is no function %s%s", name, meant(name, functions()))
	case takes > 0 && len(arguments) != takes || len(arguments) == 0:
		return "", fmt.Errorf("%s takes %s, got %d figures", name, usage(name), len(arguments))
	}
	return number, j.all(name, number, arguments...)
}

func functions() []string { return []string{"days_since", "div", "min", "max"} }

func usage(name string) string {
	return map[string]string{"days_since": "one day", "div": "two figures", "min": "one figure or more", "max": "one figure or more"}[name]
}

// all holds every operand to a kind.
func (j *judge) all(operator string, want kind, operands ...ast.Node) error {
	for _, operand := range operands {
		got, err := j.kind(operand)
		if err != nil {
			return err
		}
		if got != want {
			return fmt.Errorf("%s wants %s, %s gives %s", operator, want, operand, got)
		}
	}
	return nil
}
