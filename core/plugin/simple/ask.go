package simple

import (
	"fmt"

	"github.com/expr-lang/expr/vm"
)

// Customer is one customer in names and whole numbers.
type Customer struct {
	Values         map[string]int64 // fields and settings
	AsOfDay        int64
	Loyal, Blocked bool
}

// Decision is what the lines say of one customer.
type Decision struct {
	Segment, Text uint32
	Args          [4]int64
	Units         int64 // of work: rowUnits, and nodeUnits for every node looked at
}

// What makes a budget last about as long as it does for a compiled rule, whose
// unit takes about half a nanosecond (BenchmarkDecide).
const (
	rowUnits  = 500
	nodeUnits = 40
)

// Asker asks a program about one customer after another. It serves one
// goroutine.
type Asker struct {
	program *Program
	machine vm.VM
	known   map[string]any
}

// NewAsker makes an Asker.
func NewAsker(p *Program) *Asker {
	return &Asker{program: p, known: p.environment()}
}

// Decide returns the decision of the first line that is true; none gives the
// zero segment.
func (a *Asker) Decide(c *Customer) (Decision, error) {
	d := Decision{Units: rowUnits}
	a.known[asOfName] = c.AsOfDay
	for name, value := range c.Values {
		a.known[name] = value
	}
	a.known["loyal"], a.known["blocked"] = c.Loyal, c.Blocked
	for i := range a.program.lines {
		l := &a.program.lines[i]
		d.Units += nodeUnits * (l.nodes + 1)
		met, err := a.meets(l)
		if err != nil {
			return d, fmt.Errorf("line %d: %w", i+1, err)
		}
		if met {
			d.Segment, d.Text = l.segment, l.text
			return d, a.figures(l, &d)
		}
	}
	return d, nil
}

func (a *Asker) meets(l *line) (bool, error) {
	if l.when == nil {
		return true, nil
	}
	result, err := a.machine.Run(l.when, a.known)
	if err != nil {
		return false, err
	}
	met, _ := result.(bool)
	return met, nil
}

func (a *Asker) figures(l *line, d *Decision) error {
	for n, arg := range l.args {
		result, err := a.machine.Run(arg, a.known)
		if err != nil {
			return fmt.Errorf("args %d: %w", n+1, err)
		}
		d.Args[n], _ = result.(int64)
	}
	return nil
}
