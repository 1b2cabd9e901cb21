package trial

import (
	"maps"
	"slices"
	"strconv"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/stranger"
)

// What the files of cases may weigh. The cases of a package may come from
// anybody, and are read by whoever looks at it.
const (
	MaxCase  = 1 << 20 // bytes of one file: a question of abi.MaxRows rows, every field written
	MaxCases = 4 << 20 // bytes of all of them
)

// Weigh refuses cases that are too large to be read, naming the file.
func Weigh(files map[string][]byte) error {
	total := 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		size := len(files[name])
		if size > MaxCase {
			return fault.Invalid("path", "%s has %s bytes, the most of one case is %s; ask about fewer rows", stranger.Clean(name, maxTitle), grouped(int64(size)), grouped(MaxCase))
		}
		if total += size; total > MaxCases {
			return fault.Invalid("path", "with %s the cases have more than %s bytes, which is the most of all of them; leave some out", stranger.Clean(name, maxTitle), grouped(MaxCases))
		}
	}
	return nil
}

// Allowance is the work that a rule may do over its cases, in units. It is the
// same on every machine, so that cases which are too much are so everywhere.
type Allowance struct {
	Case int64 // in one case
	All  int64 // in all of them
}

// Usual is far more than cases need that say something, and a minute at most
// on the machine that the prices were measured on.
func Usual() Allowance {
	return Allowance{Case: 250 * plugin.DefaultUnits, All: 2500 * plugin.DefaultUnits}
}

// askedAtLeast is what a question counts, however little its rule does: the way
// in and out has its price too.
const askedAtLeast = plugin.DefaultUnits / 40

// purse is an allowance that is being spent by one rule.
type purse struct {
	Allowance
	rule         *plugin.Rule
	total, asked int64 // of all cases and of this one
	before       int64 // the rule's work when it was last looked at
}

func newPurse(rule *plugin.Rule, allowed Allowance) *purse {
	return &purse{Allowance: allowed, rule: rule, before: rule.Work()}
}

// begin begins a case.
func (p *purse) begin() { p.asked = 0 }

// pay charges what the rule did since pay was called last, for so many
// questions of the case in file. It returns an error once that is too much.
func (p *purse) pay(file string, questions int) error {
	now := p.rule.Work()
	spent := max(now-p.before, int64(questions)*askedAtLeast)
	p.before, p.total, p.asked = now, p.total+spent, p.asked+spent
	switch {
	case p.asked > p.Case:
		return fault.Invalid("path", "%s: the rule spent %s units on this case, the most is %s; ask about fewer rows", stranger.Clean(file, maxTitle), grouped(p.asked), grouped(p.Case))
	case p.total > p.All:
		return fault.Invalid("path", "%s: up to this case the rule spent %s units on the cases, the most for all of them is %s; leave some out", stranger.Clean(file, maxTitle), grouped(p.total), grouped(p.All))
	}
	return nil
}

// grouped writes a number as people read it: 20,000,000.
func grouped(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(n, 10)
	}
	digits := strconv.FormatInt(n%1000+1000, 10)
	return grouped(n/1000) + "," + digits[1:]
}
