package form

import (
	"encoding/json"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// Edges are the values of one setting between which all that an owner may
// choose lies: its smallest and its largest number, and 0 where nothing forbids
// it; each of its choices, and no text where that is one; yes and no.
func (f *Form) Edges(key string) []abi.Config {
	field := f.named(key)
	if field == nil {
		return nil
	}
	var rows []abi.Config
	for _, value := range field.edges() {
		text, err := json.Marshal(value)
		if err != nil {
			continue
		}
		if row, err := field.value(f.schema.Properties[key], text); err == nil {
			rows = append(rows, row)
		}
	}
	return rows
}

// edges are values to try; the schema may refuse some.
func (f *Field) edges() (values []any) {
	switch f.Kind {
	case abi.SettingBool:
		return []any{false, true}
	case abi.SettingText:
		for _, choice := range f.Choices {
			values = append(values, choice)
		}
		if len(values) == 0 {
			values = append(values, "")
		}
		return values
	}
	if f.Minimum != nil {
		values = append(values, *f.Minimum)
	}
	if f.Minimum == nil || *f.Minimum < 0 {
		values = append(values, 0)
	}
	if f.Maximum != nil {
		values = append(values, *f.Maximum)
	}
	return values
}
