package form

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// maxText is the longest text of a setting, in bytes.
const maxText = 500

var keyForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,62}$`)

// property is one entry of "properties", as it is written.
type property struct {
	key  string
	text json.RawMessage
}

// written are the parts of a property that Raja reads itself; all the rest
// belongs to JSON Schema.
type written struct {
	Type      string          `json:"type"`
	Default   json.RawMessage `json:"default"`
	Title     string          `json:"title"`
	Minimum   *int64          `json:"minimum"`
	Maximum   *int64          `json:"maximum"`
	Enum      []any           `json:"enum"`
	Pattern   string          `json:"pattern"`
	MinLength *int64          `json:"minLength"`
	MaxLength *int64          `json:"maxLength"`
	Raja      struct {
		Type     string                     `json:"type"`
		TitleID  string                     `json:"title_id"`
		Defaults map[string]json.RawMessage `json:"defaults"`
		Above    string                     `json:"above"`
	} `json:"x-raja"`
}

// field reads one setting.
func (p property) field() (Field, error) {
	var w written
	var wrong *json.UnmarshalTypeError
	if err := json.Unmarshal(p.text, &w); errors.As(err, &wrong) {
		return Field{}, misfit{wrong}
	} else if err != nil {
		return Field{}, err
	}
	f := Field{
		Key: p.key, Kind: w.kind(), TitleEN: w.Title, TitleID: w.Raja.TitleID,
		Minimum: w.Minimum, Maximum: w.Maximum, above: w.Raja.Above, standard: map[string]abi.Config{},
	}
	switch {
	case !keyForm.MatchString(p.key):
		return f, fmt.Errorf("is not lower_snake")
	case f.Kind == 0:
		return f, fmt.Errorf(`type %q with x-raja type %q is none of integer (int, money, days, minutes), string, boolean`, w.Type, w.Raja.Type)
	case f.TitleEN == "" || f.TitleID == "":
		return f, fmt.Errorf(`needs "title" in English and "x-raja": {"title_id"} in Indonesian`)
	case len(w.Default) == 0:
		return f, fmt.Errorf(`needs a "default"`)
	}
	for _, choice := range w.Enum {
		if word, isText := choice.(string); isText {
			f.Choices = append(f.Choices, word)
		}
	}
	f.defaults = map[string]json.RawMessage{"": w.Default}
	for currency, text := range w.Raja.Defaults {
		if f.Kind != abi.SettingMoney || len(currency) != 3 {
			return f, fmt.Errorf("x-raja defaults are for money, by currency such as IDR")
		}
		f.defaults[currency] = text
	}
	return f, w.check()
}

// misfit is a value of another kind, told without Go's names of things.
type misfit struct{ *json.UnmarshalTypeError }

func (m misfit) Error() string {
	if m.Field == "" {
		return "want an object, got a " + m.Value
	}
	return m.Field + " cannot be a " + m.Value
}

// below is the key of what err is about inside its field, "" for all of it.
func below(err error) string {
	var wrong misfit
	if !errors.As(err, &wrong) || wrong.Field == "" {
		return ""
	}
	return "." + wrong.Field
}

func (w *written) kind() uint32 {
	return map[[2]string]uint32{
		{"integer", ""}: abi.SettingInt, {"integer", "int"}: abi.SettingInt, {"integer", "money"}: abi.SettingMoney,
		{"integer", "days"}: abi.SettingDays, {"integer", "minutes"}: abi.SettingMinutes,
		{"string", ""}: abi.SettingText, {"boolean", ""}: abi.SettingBool,
	}[[2]string{w.Type, w.Raja.Type}]
}

// takeDefaults holds the defaults to schema, the compiled form of the field.
func (f *Field) takeDefaults(schema *jsonschema.Schema) error {
	for currency, text := range f.defaults {
		row, err := f.value(schema, text)
		if err != nil {
			return fmt.Errorf("default %s: %w", text, err)
		}
		f.standard[currency] = row
	}
	return nil
}

// value checks one value against its schema and makes it a row.
func (f *Field) value(schema *jsonschema.Schema, text json.RawMessage) (abi.Config, error) {
	row := abi.Config{Key: f.Key, Type: f.Kind}
	document, err := document(text)
	if err != nil {
		return row, err
	}
	if long, is := document.(string); is && len(long) > maxText {
		return row, fmt.Errorf("has %d bytes, the most is %d", len(long), maxText)
	}
	if err := schema.Validate(document); err != nil {
		return row, plain(err)
	}
	switch v := document.(type) {
	case string:
		row.Text = v
	case bool:
		if v {
			row.Value = 1
		}
	case json.Number:
		if row.Value, err = v.Int64(); err != nil {
			return row, fmt.Errorf("write a whole number without point or exponent")
		}
	default:
		return row, fmt.Errorf("is no number, text or yes-or-no")
	}
	return row, nil
}
