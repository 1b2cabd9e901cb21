package plugin

import (
	"encoding/json"
	"fmt"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/plugin/abi"
)

// Setting is one thing the owner may set. Default is a number, true or false,
// a text, or for money an object from currency to minor units with "*" for
// every other currency.
type Setting struct {
	Key     string          `json:"key"`
	Type    string          `json:"type"` // int money days minutes text bool
	Default json.RawMessage `json:"default"`
	Name    Words           `json:"name"`

	standard map[string]abi.Config // the default row by currency, "*" for the rest
}

func (m *Manifest) checkConfig() error {
	if len(m.Config) > maxList {
		return fmt.Errorf("config: %d entries, the most is %d", len(m.Config), maxList)
	}
	keys := lo.Map(m.Config, func(s Setting, _ int) string { return s.Key })
	if twice := lo.FindDuplicates(keys); len(twice) > 0 {
		return fmt.Errorf("config: %s stands twice", twice[0])
	}
	for i := range m.Config {
		if err := m.Config[i].parse(); err != nil {
			return fmt.Errorf("config: %s: %w", m.Config[i].Key, err)
		}
	}
	return nil
}

func settingType(name string) uint32 {
	return map[string]uint32{
		"int": abi.SettingInt, "money": abi.SettingMoney, "days": abi.SettingDays,
		"minutes": abi.SettingMinutes, "text": abi.SettingText, "bool": abi.SettingBool,
	}[name]
}

func (s *Setting) parse() error {
	kind := settingType(s.Type)
	switch {
	case !keyForm.MatchString(s.Key):
		return fmt.Errorf("key is not lower_snake")
	case kind == 0:
		return fmt.Errorf("type %q is not int, money, days, minutes, text or bool", s.Type)
	}
	if err := s.Name.check("name"); err != nil {
		return err
	}
	values, err := s.defaults()
	if err != nil {
		return fmt.Errorf("default does not fit type %s: %w", s.Type, err)
	}
	s.standard = lo.MapValues(values, func(row abi.Config, _ string) abi.Config {
		row.Key, row.Type = s.Key, kind
		return row
	})
	return nil
}

// defaults reads Default as its type asks.
func (s *Setting) defaults() (map[string]abi.Config, error) {
	row, err := abi.Config{}, error(nil)
	switch s.Type {
	case "money":
		return s.moneyDefaults()
	case "text":
		err = json.Unmarshal(s.Default, &row.Text)
	case "bool":
		var yes bool
		err = json.Unmarshal(s.Default, &yes)
		row.Value = lo.Ternary[int64](yes, 1, 0)
	default:
		err = json.Unmarshal(s.Default, &row.Value)
	}
	return map[string]abi.Config{"*": row}, err
}

func (s *Setting) moneyDefaults() (map[string]abi.Config, error) {
	var amounts map[string]int64
	if err := json.Unmarshal(s.Default, &amounts); err != nil {
		return nil, err
	}
	if _, rest := amounts["*"]; !rest {
		return nil, fmt.Errorf(`"*" is missing`)
	}
	return lo.MapValues(amounts, func(amount int64, _ string) abi.Config {
		return abi.Config{Value: amount}
	}), nil
}

// Settings returns one row a key of the manifest: the owner's where own has
// it with the same key, else the default for currency.
func (m *Manifest) Settings(currency string, own []abi.Config) []abi.Config {
	rows := make([]abi.Config, 0, len(m.Config))
	for i := range m.Config {
		rows = append(rows, m.Config[i].row(currency, own))
	}
	return rows
}

func (s *Setting) row(currency string, own []abi.Config) abi.Config {
	for _, o := range own {
		if o.Key == s.Key {
			o.Type = settingType(s.Type)
			return o
		}
	}
	if row, special := s.standard[currency]; special {
		return row
	}
	return s.standard["*"]
}
