package form

import (
	"encoding/json"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/plugin/stranger"
)

// A schema comes from a stranger. JSON Schema can refer, negate and combine,
// and a schema of a few hundred bytes can so be made to take minutes or all
// memory. A form needs none of that: what no form can draw is refused by name
// before the library sees it.

// Limits of one setting.
const (
	maxTitle   = 200 // bytes of a title
	maxWords   = 500 // bytes of a description, and of any other text
	maxChoices = 100
	maxPattern = 200 // bytes
	maxSteps   = 1000
)

const dialect = "https://json-schema.org/draft/2020-12/schema"

var (
	formKeys     = []string{"$schema", "$comment", "type", "title", "description", "additionalProperties", "properties", "required"}
	propertyKeys = []string{
		"$comment", "type", "title", "description", "default", "minimum", "maximum", "enum", "minLength", "maxLength", "pattern", "x-raja",
	}
	rajaKeys = []string{"type", "title_id", "description_id", "defaults"}
)

// held holds a whole schema to what a form can draw.
func held(text []byte) error {
	if err := stranger.JSON(text, maxWords); err != nil {
		return err
	}
	var whole map[string]json.RawMessage
	if err := json.Unmarshal(text, &whole); err != nil {
		return err
	}
	if err := only(whole, formKeys); err != nil {
		return err
	}
	if said, given := whole["$schema"]; given && string(said) != `"`+dialect+`"` {
		return fmt.Errorf(`"$schema" is %s, write %q or leave it out`, said, dialect)
	}
	return nil
}

// held holds one setting to it.
func (p property) held() error {
	var parts, raja map[string]json.RawMessage
	if err := json.Unmarshal(p.text, &parts); err != nil {
		return fmt.Errorf("want an object")
	}
	if err := only(parts, propertyKeys); err != nil {
		return err
	}
	if text, given := parts["x-raja"]; given {
		if err := json.Unmarshal(text, &raja); err != nil {
			return fmt.Errorf(`"x-raja": want an object`)
		}
		if err := only(raja, rajaKeys); err != nil {
			return fmt.Errorf(`"x-raja": %w`, err)
		}
	}
	return nil
}

func only(parts map[string]json.RawMessage, known []string) error {
	for name := range parts {
		if !slices.Contains(known, name) {
			return fmt.Errorf("%q is nothing that a form can draw; it knows %s", name, strings.Join(known, ", "))
		}
	}
	return nil
}

// check holds what the parts say to the limits.
func (w *written) check() error {
	for _, title := range []string{w.Title, w.Raja.TitleID} {
		if err := stranger.Words(title, maxTitle); err != nil {
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
