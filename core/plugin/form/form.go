// Package form reads config.schema.json: the settings of a rule that its
// owner may change, as JSON Schema 2020-12. A form can be drawn from it, and
// what somebody filled in is checked by it before it is kept. The values reach
// the rule as config rows.
package form

import (
	"bytes"
	"encoding/json"
	"fmt"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// The largest schema and the most settings it may have.
const (
	MaxSchema = 64 << 10 // bytes
	MaxFields = 255
)

// Form is the settings of one rule, in the order of its file. The zero value
// is a rule without any.
type Form struct {
	Fields []Field

	schema *jsonschema.Schema // nil without fields
}

// Field is one setting. Standard is what holds until the owner says otherwise.
type Field struct {
	Key              string
	Kind             uint32 // abi.SettingInt and the like
	TitleID, TitleEN string
	Minimum, Maximum *int64   // of numbers; nil is no limit
	Choices          []string // of texts; nil is any

	defaults map[string]json.RawMessage // as they are written, by currency
	standard map[string]abi.Config      // by currency; "" is every other one
}

// Parse reads a schema; an empty one is a form without fields. Its errors are
// fault.Invalid with field "plugin" and name the entry at fault.
func Parse(schema []byte) (*Form, error) {
	if len(bytes.TrimSpace(schema)) == 0 {
		return &Form{}, nil
	}
	f, err := parse(schema)
	if err != nil {
		return nil, fault.Invalid("plugin", "config.schema.json: %s", err).Because(err)
	}
	return f, nil
}

func parse(text []byte) (*Form, error) {
	if len(text) > MaxSchema {
		return nil, fmt.Errorf("has %d bytes, the most is %d", len(text), MaxSchema)
	}
	if err := held(text); err != nil {
		return nil, err
	}
	var flat struct {
		Type                 string   `json:"type"`
		AdditionalProperties *bool    `json:"additionalProperties"`
		Properties           ordered  `json:"properties"`
		Required             []string `json:"required"`
	}
	if err := json.Unmarshal(text, &flat); err != nil {
		return nil, err
	}
	switch {
	case flat.Type != "object" || flat.AdditionalProperties == nil || *flat.AdditionalProperties:
		return nil, fmt.Errorf(`want "type": "object" and "additionalProperties": false`)
	case len(flat.Required) > 0:
		return nil, fmt.Errorf(`"required" is of no use: every setting has a default`)
	case len(flat.Properties) > MaxFields:
		return nil, fmt.Errorf("%d settings, the most is %d", len(flat.Properties), MaxFields)
	}
	f := &Form{}
	for _, p := range flat.Properties {
		field, err := p.field()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", p.key, err)
		}
		f.Fields = append(f.Fields, field)
	}
	return f, f.takeSchema(text)
}

// takeSchema compiles the schema, once all of it is known, and holds the
// defaults to it.
func (f *Form) takeSchema(text []byte) (err error) {
	if f.schema, err = compile(text); err != nil {
		return err
	}
	for i := range f.Fields {
		field := &f.Fields[i]
		if err := field.takeDefaults(f.schema.Properties[field.Key]); err != nil {
			return fmt.Errorf("%s: %w", field.Key, err)
		}
	}
	return nil
}

// compile reads the schema as JSON Schema. Nothing it refers to is fetched.
func compile(text []byte) (*jsonschema.Schema, error) {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	const name = "config.schema.json"
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.UseLoader(nowhere{})
	if err := compiler.AddResource(name, document); err != nil {
		return nil, err
	}
	return compiler.Compile(name)
}

// nowhere loads nothing: a schema stands alone.
type nowhere struct{}

func (nowhere) Load(url string) (any, error) {
	return nil, fmt.Errorf("refers to %s; a schema stands alone", url)
}

// Rows returns one row a setting: the owner's where own has it, else the
// default for currency.
func (f *Form) Rows(currency string, own []abi.Config) []abi.Config {
	rows := make([]abi.Config, 0, len(f.Fields))
	for i := range f.Fields {
		rows = append(rows, f.Fields[i].row(currency, own))
	}
	return rows
}

func (f *Field) row(currency string, own []abi.Config) abi.Config {
	for _, o := range own {
		if o.Key == f.Key {
			o.Type = f.Kind
			return o
		}
	}
	return f.Default(currency)
}

// Default returns the setting nobody has changed, for a shop of currency.
func (f *Field) Default(currency string) abi.Config {
	if row, special := f.standard[currency]; special {
		return row
	}
	return f.standard[""]
}
