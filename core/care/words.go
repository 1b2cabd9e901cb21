package care

import (
	"slices"
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// Words are what may be written anew on a ticket at any time.
type Words struct {
	Title, Asked, Need, Cause, Playbook string
	Done                                []int
}

// Words returns what may be written anew.
func (k *Ticket) Words() Words {
	return Words{k.Title, k.Asked, k.Need, k.Cause, k.Playbook, slices.Clone(k.Done)}
}

// SetWords writes it anew. A playbook must be one that there is, and its steps
// too.
func (k *Ticket) SetWords(words Words) error {
	steps := 0
	for _, one := range Playbooks() {
		if one.Code == words.Playbook {
			steps = len(one.Steps)
		}
	}
	if words.Playbook != "" && steps == 0 {
		return fault.Invalid("playbook", "%q is none", words.Playbook)
	}
	slices.Sort(words.Done)
	words.Done = slices.Compact(words.Done)
	for _, step := range words.Done {
		if step < 1 || step > steps {
			return fault.Invalid("step", "the playbook has no step %d", step)
		}
	}
	k.Title, k.Asked, k.Need, k.Cause, k.Playbook, k.Done = words.Title, words.Asked, words.Need, words.Cause, words.Playbook, words.Done
	return nil
}

// DefaultPolicy is how fast a ticket should go unless the shop says otherwise:
// the customer hears something within half an hour of open time, and the more
// severe, the sooner it is resolved.
func DefaultPolicy(kind Type, severity int) Policy {
	resolve := map[int]time.Duration{1: 44 * time.Hour, 2: 22 * time.Hour, 3: 11 * time.Hour, 4: 4 * time.Hour}[severity]
	if kind == QuestionType {
		resolve /= 2
	}
	acknowledge := 30 * time.Minute
	if severity == 4 || kind == Complaint {
		acknowledge = 15 * time.Minute
	}
	return Policy{Acknowledge: acknowledge, Resolve: resolve}
}
