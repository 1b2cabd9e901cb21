package form

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/samber/lo"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/stranger"
	"github.com/raja-crm/raja/core/plugin/strict"
)

// ordered is a JSON object that keeps the order it was written in: it is the
// order in which the form is drawn.
type ordered []property

// UnmarshalJSON reads an object.
func (o *ordered) UnmarshalJSON(text []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(text))
	if start, err := decoder.Token(); err != nil || start != json.Delim('{') {
		return fmt.Errorf("want an object")
	}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return err
		}
		key, _ := token.(string)
		p := property{key: key}
		if err := decoder.Decode(&p.text); err != nil {
			return err
		}
		*o = append(*o, p)
	}
	return nil
}

// Check reads what the owner filled in, a JSON object from keys to values, and
// returns a row for each key that it has. Its errors are fault.Invalid with
// the field "config.<key>".
func (f *Form) Check(values []byte) ([]abi.Config, error) {
	var filled ordered
	err := stranger.JSON(values, MaxSchema) // a text that is too long is told by its setting
	if err == nil {
		err = json.Unmarshal(values, &filled)
	}
	if err != nil {
		return nil, fault.Invalid("config", "is no JSON object from settings to values: %s", err)
	}
	var rows []abi.Config
	for _, p := range filled {
		field := f.named(p.key)
		if field == nil {
			return nil, fault.Invalid("config."+stranger.Clean(p.key, maxText), "is no setting of this rule; it has %s%s", f.keys(), f.meant(p.key))
		}
		row, err := field.value(f.schema.Properties[p.key], p.text)
		if err != nil {
			return nil, fault.Invalid("config."+p.key, "%s", err)
		}
		rows = append(rows, row)
	}
	return rows, f.together(values)
}

// together checks what the schema says of several settings at once.
func (f *Form) together(values []byte) error {
	if f.schema == nil {
		return nil
	}
	all, err := document(values)
	if err == nil {
		err = f.schema.Validate(all)
	}
	if err != nil {
		return fault.Invalid("config", "%s", plain(err))
	}
	return nil
}

func (f *Form) named(key string) *Field {
	for i := range f.Fields {
		if f.Fields[i].Key == key {
			return &f.Fields[i]
		}
	}
	return nil
}

// meant ends the sentence about a key that there is not.
func (f *Form) meant(key string) string {
	near := strict.Nearest(key, lo.Map(f.Fields, func(field Field, _ int) string { return field.Key }))
	if near == "" {
		return ""
	}
	return "; did you mean " + near + "?"
}

// IsText reports whether the setting called key is a text.
func (f *Form) IsText(key string) bool {
	field := f.named(key)
	return field != nil && field.Kind == abi.SettingText
}

func (f *Form) keys() string {
	if len(f.Fields) == 0 {
		return "none"
	}
	keys := make([]string, len(f.Fields))
	for i := range f.Fields {
		keys[i] = f.Fields[i].Key
	}
	return strings.Join(keys, ", ")
}

// document reads JSON with its numbers as they are written.
func document(text []byte) (any, error) { return jsonschema.UnmarshalJSON(bytes.NewReader(text)) }

// plain picks the one sentence out of what the validator says: its first
// cause, without the path of the schema.
func plain(err error) error {
	var failed *jsonschema.ValidationError
	if !errors.As(err, &failed) {
		return err
	}
	for len(failed.Causes) > 0 {
		failed = failed.Causes[0]
	}
	words := failed.ErrorKind.LocalizedString(message.NewPrinter(language.English))
	if place := strings.Join(failed.InstanceLocation, "."); place != "" {
		words = place + ": " + words
	}
	return errors.New(words)
}
