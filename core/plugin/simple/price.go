package simple

import "github.com/expr-lang/expr/ast"

// A unit is about half a nanosecond, as it is for a module, so that the budget
// of a call is about as much time. The prices are those of the slowest thing of
// each sort, as BenchmarkWorst finds them, and half as much again.
const (
	priceRow      = 300 // one customer
	priceValue    = 250 // one figure or setting of hers
	priceRun      = 200 // one expression
	priceLeaf     = 60  // a name or a number
	priceOperator = 80
	priceCall     = 350 // a function, without its figures
	priceFigure   = 60  // one figure of a function
)

// price is the work of one node of an expression, without those below it. What
// the machine would do in another way costs what it becomes.
func price(node ast.Node) int64 {
	switch n := node.(type) {
	case *ast.BinaryNode:
		if n.Operator == "%" {
			return priceCall + 2*priceFigure
		}
		return priceOperator
	case *ast.UnaryNode, *ast.ConditionalNode:
		return priceOperator
	case *ast.CallNode:
		return priceCall + int64(len(n.Arguments))*priceFigure
	case *ast.BuiltinNode:
		return priceCall + int64(len(n.Arguments))*priceFigure
	}
	return priceLeaf
}

// Dearest is the most units that one customer can cost.
func (p *Program) Dearest() int64 {
	sum, args := p.row(), int64(0)
	for i := range p.lines {
		sum += p.lines[i].asking
		args = max(args, p.lines[i].telling)
	}
	return sum + args
}

// row is what a customer costs before any line is looked at.
func (p *Program) row() int64 { return priceRow + int64(len(p.names))*priceValue }
