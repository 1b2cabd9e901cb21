package people

import (
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

// MaxFields is how many fields of her own an owner may have.
const MaxFields = 50

var fieldKey = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// CheckFields refuses fields that break a rule.
func CheckFields(fields []Field) error {
	if len(fields) > MaxFields {
		return fault.Invalid("field", "there are at most %d", MaxFields)
	}
	for i := range fields {
		field := &fields[i]
		field.Name = Tidy(field.Name)
		twice := slices.ContainsFunc(fields[:i], func(f Field) bool { return f.Key == field.Key })
		types := []FieldType{TextField, NumberField, DateField, YesNoField, ChoiceField}
		switch {
		case !fieldKey.MatchString(field.Key):
			return fault.Invalid("field", "%q is not a key of small letters, digits and _", field.Key)
		case twice:
			return fault.Invalid("field", "%s stands twice", field.Key)
		case field.Name == "" || long(field.Name):
			return fault.Invalid("field", "%s has no name, or one longer than %d characters", field.Key, MaxName)
		case !one(field.Type, types):
			return fault.Invalid("field", "%s: %q is not one of %s", field.Key, field.Type, among(types))
		case (field.Type == ChoiceField) != (len(field.Choices) > 0):
			return fault.Invalid("field", "%s: a choice needs choices, and nothing else has some", field.Key)
		}
	}
	return nil
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
