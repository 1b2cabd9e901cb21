package form

import (
	"fmt"
	"regexp"
	"regexp/syntax"

	"github.com/raja-crm/raja/core/plugin/stranger"
)

// A schema comes from a stranger. JSON Schema can refer, negate and combine,
// and a schema of a few hundred bytes can so be made to take minutes or all
// memory. A form needs none of that: the library sees a schema only when
// every key in it is one that checkKeys knows, and every part is within the
// limits here.

// Limits of one setting.
const (
	maxTitle   = 200 // bytes of a title
	maxWords   = 500 // bytes of a description, and of any other text
	maxChoices = 100
	maxPattern = 200 // bytes
	maxSteps   = 1000
)

const dialect = "https://json-schema.org/draft/2020-12/schema"

// check holds what the parts say to the limits.
func (w *written) check() error {
	for _, title := range []string{w.Title, w.Raja.TitleID} {
		if err := stranger.Sentence(title, maxTitle); err != nil {
			return fmt.Errorf("title: %w", err)
		}
	}
	if len(w.Enum) > maxChoices {
		return fmt.Errorf(`"enum" has %d choices, the most is %d`, len(w.Enum), maxChoices)
	}
	for _, length := range []*int64{w.MinLength, w.MaxLength} {
		if length != nil && (*length < 0 || *length > maxText) {
			return fmt.Errorf(`a length of %d is not from 0 to %d`, *length, maxText)
		}
	}
	return checkPattern(w.Pattern)
}

// checkPattern refuses a pattern that takes long or much memory. Matching is
// linear in its steps, so they are what is counted.
func checkPattern(pattern string) error {
	if len(pattern) > maxPattern {
		return fmt.Errorf(`"pattern" has %d bytes, the most is %d`, len(pattern), maxPattern)
	}
	parsed, err := syntax.Parse(pattern, syntax.Perl)
	if err == nil && steps(parsed) > maxSteps {
		return fmt.Errorf(`"pattern" repeats too much: it has %d steps, the most is %d`, steps(parsed), maxSteps)
	}
	if err == nil {
		_, err = regexp.Compile(pattern)
	}
	if err != nil {
		return fmt.Errorf(`"pattern": %w`, err)
	}
	return nil
}

// steps is about how long a pattern is once its repetitions are written out.
func steps(p *syntax.Regexp) int {
	sum := 1
	if p.Op == syntax.OpLiteral {
		sum = len(p.Rune)
	}
	for _, part := range p.Sub {
		sum += steps(part)
	}
	if p.Op == syntax.OpRepeat {
		sum *= max(p.Min, p.Max, 1)
	}
	return min(sum, 1<<30)
}
