package form

import (
	"maps"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/strict"
)

// A setting may have to be more than another: the threshold of a tier than that
// of the tier below, which nobody would be in otherwise. JSON Schema compares no
// two values, so x-raja says it.

// sayLadders says which settings ask to be above what they cannot be above, and
// which defaults are not.
func (f *Form) sayLadders(page *strict.Document) {
	for i := range f.Fields {
		field := &f.Fields[i]
		if field.above == "" {
			continue
		}
		key, lower := "properties."+field.Key+".x-raja.above", f.named(field.above)
		if lower == nil || lower == field || lower.Kind != field.Kind || field.Kind == abi.SettingText || field.Kind == abi.SettingBool {
			page.Say(key, "%s: above names %q; want another setting that is a number of the same type", field.Key, field.above)
			continue
		}
		for _, currency := range append(field.currencies(), lower.currencies()...) {
			if high, low := field.Default(currency).Value, lower.Default(currency).Value; high <= low {
				page.Say(key, "%s: the default %d is not above that of %s, %d", field.Key, high, lower.Key, low)
				break
			}
		}
	}
}

// currencies are those with a default of their own, and "" for every other one.
func (f *Field) currencies() []string { return slices.Sorted(maps.Keys(f.defaults)) }

// Compare refuses values of the owner, as Check returned them, of which one is
// not more than another that it must be above; what she left out is the default
// for currency. Its errors are fault.Invalid with the field "config.<key>" of one
// that she filled in. What is kept already is not asked again.
func (f *Form) Compare(currency string, own []abi.Config) error {
	filled := map[string]bool{}
	for _, row := range own {
		filled[row.Key] = true
	}
	for i := range f.Fields {
		field := &f.Fields[i]
		lower := f.named(field.above)
		if lower == nil || !filled[field.Key] && !filled[lower.Key] {
			continue
		}
		high, low := field.row(currency, own).Value, lower.row(currency, own).Value
		switch {
		case high > low:
		case filled[field.Key]:
			return fault.Invalid("config."+field.Key, "%d is not above %d, which is %s", high, low, lower.Key)
		default:
			return fault.Invalid("config."+lower.Key, "%d is not below %d, which is %s; set that one too", low, high, field.Key)
		}
	}
	return nil
}
