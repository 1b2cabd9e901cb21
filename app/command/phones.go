package command

import (
	"fmt"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/phone"
)

// showPhones says how each number was understood, and of one that was not what
// to do about it. It is kept as it was written either way.
func showPhones(s *say, phones []people.Phone) {
	for _, number := range phones {
		if number.Valid {
			s.line("  %s → %s", "  %s → %s", number.Raw, number.E164)
			continue
		}
		for _, again := range phone.Parse(number.Raw, phone.DefaultRegion) {
			s.line("  %s → %s", "  %s → %s", number.Raw, s.phoneProblem(again))
		}
	}
}

func (s *say) phoneProblem(number phone.Number) string {
	text := s.pick(number.Problem.Said())
	if number.Suggestion != "" {
		text += fmt.Sprintf(s.pick("; maksudnya %s? (raja customer edit)", "; is it %s? (raja customer edit)"), number.Suggestion)
	}
	return text
}
