package people

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// Field is a field of the owner's own that every customer may have.
type Field struct {
	Key     string    `cbor:"1,keyasint" json:"key"`                         // small letters, digits and _: what programs call it
	Name    string    `cbor:"2,keyasint" json:"name"`                        // what the owner calls it
	Type    FieldType `cbor:"3,keyasint" json:"type"`                        // `text`, `number`, `date`, `yes_no` or `choice`
	Choices []string  `cbor:"4,keyasint,omitempty" json:"choices,omitempty"` // of a choice
}

// FieldType is what a field holds.
type FieldType string

// The types of fields. A value is written as text: a number in digits, a date
// as 2026-03-14, yes_no as yes or no.
const (
	TextField   FieldType = "text"
	NumberField FieldType = "number"
	DateField   FieldType = "date"
	YesNoField  FieldType = "yes_no"
	ChoiceField FieldType = "choice"
)

// Limits of the owner's own fields.
const (
	MaxFields  = 50
	MaxChoices = 50 // of one field
)

var fieldKey = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// CheckFields tidies the texts and refuses fields that break a rule. The
// fault's field names the place, from 0, as in fields[2].key.
func CheckFields(fields []Field) error {
	if len(fields) > MaxFields {
		return fault.Invalid("fields", "are more than %d", MaxFields)
	}
	for i := range fields {
		if field, why := fields[i].wrong(fields[:i]); why != "" {
			return fault.Invalid(fmt.Sprintf("fields[%d].%s", i, field), "%s", why)
		}
	}
	return nil
}

// wrong tidies a field behind others and says what is wrong with it, and in
// which part; "" for nothing.
func (f *Field) wrong(before []Field) (field, why string) {
	f.Name = Tidy(f.Name)
	twice := slices.ContainsFunc(before, func(other Field) bool { return other.Key == f.Key })
	types := []FieldType{TextField, NumberField, DateField, YesNoField, ChoiceField}
	switch {
	case !fieldKey.MatchString(f.Key):
		return "key", fmt.Sprintf("%.60q is not a key of small letters, digits and _", f.Key)
	case twice:
		return "key", f.Key + " stands twice"
	case f.Name == "" || long(f.Name):
		return "name", fmt.Sprintf("of %s is empty or longer than %d characters", f.Key, MaxName)
	case !one(f.Type, types):
		return "type", fmt.Sprintf("of %s: %.60q is not one of %s", f.Key, f.Type, among(types))
	case f.Type == ChoiceField && len(f.Choices) == 0:
		return "choices", fmt.Sprintf("of %s are missing; give what can be chosen", f.Key)
	case f.Type != ChoiceField && len(f.Choices) > 0:
		return "choices", fmt.Sprintf("of %s are only for the type choice", f.Key)
	case len(f.Choices) > MaxChoices:
		return "choices", fmt.Sprintf("of %s are more than %d", f.Key, MaxChoices)
	}
	for i, choice := range f.Choices {
		choice = Tidy(choice)
		if choice == "" || long(choice) || slices.Contains(f.Choices[:i], choice) {
			return "choices", fmt.Sprintf("of %s: %.60q is empty, too long or stands twice", f.Key, choice)
		}
		f.Choices[i] = choice
	}
	return "", ""
}

// Accept returns a value as the field's type writes it, or says why it cannot
// be one.
func (f *Field) Accept(text string) (string, error) {
	text = Tidy(text)
	if long(text) {
		return "", fault.Invalid(f.Key, "is longer than %d characters", MaxName)
	}
	switch f.Type {
	case NumberField:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return "", fault.Invalid(f.Key, "%q is not a whole number", text)
		}
		return strconv.FormatInt(n, 10), nil
	case DateField:
		if _, err := time.Parse(time.DateOnly, text); err != nil {
			return "", fault.Invalid(f.Key, "%q is not a date like 2026-03-14", text)
		}
	case YesNoField:
		if text != "yes" && text != "no" {
			return "", fault.Invalid(f.Key, "%q is neither yes nor no", text)
		}
	case ChoiceField:
		if !slices.Contains(f.Choices, text) {
			return "", fault.Invalid(f.Key, "%q is not one of %s", text, among(f.Choices))
		}
	}
	return text, nil
}
