// Package form reads config.schema.json: the settings of a rule that its
// owner may change, as JSON Schema 2020-12. A form can be drawn from it, and
// what somebody filled in is checked by it before it is kept. The values reach
// the rule as config rows.
package form

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/strict"
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

	above    string                     // the setting that it must be more than, "" for none
	defaults map[string]json.RawMessage // as they are written, by currency
	standard map[string]abi.Config      // by currency; "" is every other one
}

// schemaName is what its mistakes are told of.
const schemaName = "config.schema.json"

// Parse reads a schema; an empty one is a form without fields. Its error is
// fault.Invalid; it tells every mistake with its line, and its field is the
// first key at fault.
func Parse(schema []byte) (*Form, error) {
	if len(bytes.TrimSpace(schema)) == 0 {
		return &Form{}, nil
	}
	if len(schema) > MaxSchema {
		return nil, fault.Invalid("plugin", "%s has %d bytes, the most is %d", schemaName, len(schema), MaxSchema)
	}
	var anything any
	page := strict.ReadStranger(schema, &anything, maxWords)
	var f *Form
	if page.Whole() {
		f = parse(page, schema)
	}
	if err := page.Mistakes().Refuse(schemaName); err != nil {
		return nil, err
	}
	return f, nil
}

// parse reads a schema and says on its page what is wrong with it.
func parse(page *strict.Document, text []byte) *Form {
	checkKeys(page, text)
	var flat flat
	if err := json.Unmarshal(text, &flat); err != nil {
		page.Say("", `want an object with "type", "additionalProperties" and "properties"`)
		return nil
	}
	if flat.Type != "object" {
		page.Say(stands(text, "type"), `want "type": "object"`)
	}
	if flat.AdditionalProperties == nil || *flat.AdditionalProperties {
		page.Say(stands(text, "additionalProperties"), `want "additionalProperties": false`)
	}
	if flat.Schema != nil && *flat.Schema != dialect {
		page.Say("$schema", `"$schema" is %q, write %q or leave it out`, *flat.Schema, dialect)
	}
	if len(flat.Required) > 0 {
		page.Say("required", `"required" is of no use: every setting has a default`)
	}
	if len(flat.Properties) > MaxFields {
		page.Say("properties", "%d settings, the most is %d", len(flat.Properties), MaxFields)
	}
	f := &Form{}
	for _, p := range flat.Properties {
		field, err := p.field()
		if err != nil {
			page.Say("properties."+p.key+below(err), "%s: %s", p.key, err)
		}
		f.Fields = append(f.Fields, field)
	}
	if len(page.Mistakes()) == 0 { // nothing else is given to the compiler
		f.takeSchema(page, text)
	}
	return f
}

// stands is a key where the file has it, else the file itself.
func stands(text []byte, key string) string {
	if entryOf(text, key) == nil {
		return ""
	}
	return key
}

// takeSchema compiles the schema, once all of it is known, and holds the
// defaults to it.
func (f *Form) takeSchema(page *strict.Document, text []byte) {
	var err error
	if f.schema, err = compile(text); err != nil {
		sayNoSchema(page, err)
		return
	}
	for i := range f.Fields {
		field := &f.Fields[i]
		if err := field.takeDefaults(f.schema.Properties[field.Key]); err != nil {
			page.Say("properties."+field.Key+".default", "%s: %s", field.Key, err)
		}
	}
	if len(page.Mistakes()) == 0 {
		f.sayLadders(page)
	}
}

// flat are the parts of a schema that Raja reads itself.
type flat struct {
	Schema               *string  `json:"$schema"`
	Type                 string   `json:"type"`
	AdditionalProperties *bool    `json:"additionalProperties"`
	Properties           ordered  `json:"properties"`
	Required             []string `json:"required"`
}

// compile reads the schema as JSON Schema. Nothing it refers to is fetched.
func compile(text []byte) (*jsonschema.Schema, error) {
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft2020)
	compiler.UseLoader(nowhere{})
	if err := compiler.AddResource(schemaName, document); err != nil {
		return nil, err
	}
	return compiler.Compile(schemaName)
}

// sayNoSchema says what JSON Schema itself finds wrong, each at its key.
func sayNoSchema(page *strict.Document, err error) {
	var refused *jsonschema.SchemaValidationError
	var failed *jsonschema.ValidationError
	if !errors.As(err, &refused) || !errors.As(refused.Err, &failed) {
		page.Say("", "%s", err)
		return
	}
	for _, cause := range leaves(failed) {
		page.Say(strings.Join(cause.InstanceLocation, "."), "%s", plain(cause))
	}
}

// leaves are the causes that have no causes of their own.
func leaves(failed *jsonschema.ValidationError) (all []*jsonschema.ValidationError) {
	for _, cause := range failed.Causes {
		all = append(all, leaves(cause)...)
	}
	if len(failed.Causes) == 0 {
		all = append(all, failed)
	}
	return all
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
