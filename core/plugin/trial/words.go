package trial

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/strict"
)

// words turns what a person writes into the numbers of the ABI, and back.
// What a field means follows from its name.
type words struct {
	manifest *plugin.Manifest
	offset   *time.Location // in which moments are shown
}

// number is what word means in field.
func (w words) number(field, word string) (int64, error) {
	switch {
	case isDay(field):
		day, err := clock.ParseDay(word)
		if err != nil {
			return 0, fmt.Errorf("%s: %q is not a date like 2026-03-14", field, word)
		}
		return int64(day), nil
	case isMoment(field):
		at, err := time.Parse(time.RFC3339, word)
		if err != nil {
			return 0, fmt.Errorf("%s: %q is not a moment like 2026-03-14T21:12:00+07:00", field, word)
		}
		return at.UnixMilli(), nil
	}
	if what, of := w.listed(field); of {
		return w.position(field, what, word)
	}
	names := w.names(field)
	for n, name := range names {
		if name == word {
			return n, nil
		}
	}
	if len(names) == 0 {
		return 0, fmt.Errorf("%s: %q is a text, want a number", field, word)
	}
	return 0, fmt.Errorf("%s: %q is not known; there is %s", field, word, list(names))
}

// listed is what a field is a position in a list of, such as a tier.
func (w words) listed(field string) (what string, of bool) {
	switch field {
	case "segment", "mode", "tier", "option":
		return field, true
	case "action":
		return "option", true
	}
	return "", false
}

func (w words) position(field, what, code string) (int64, error) {
	codes := w.codes(field)
	if at := slices.Index(codes, code); at >= 0 {
		return int64(at + 1), nil
	}
	return 0, fmt.Errorf("%s: this rule has no %s %s%s", field, what, code, strict.Instead(code, codes))
}

// word is what number means in field, or the number where it has no name.
func (w words) word(field string, number int64) any {
	switch {
	case isDay(field) && number != 0:
		return clock.Day(number).String()
	case isMoment(field) && number != 0:
		return time.UnixMilli(number).In(w.offset).Format(time.RFC3339Nano)
	}
	if name, known := w.names(field)[number]; known {
		return name
	}
	return number
}

func isDay(field string) bool { return field == "day" || strings.HasSuffix(field, "_day") }

func isMoment(field string) bool { return strings.HasSuffix(field, "_ms") }

// names are the words that a field's numbers have.
func (w words) names(field string) map[int64]string {
	found := map[int64]string{}
	for _, n := range abi.Numbers() {
		if n.Family == field || n.Family == "flag" && field == "flags" {
			found[int64(n.Value)] = n.Name
		}
	}
	for i, code := range w.codes(field) {
		found[int64(i+1)] = code
	}
	return found
}

// codes are the manifest's list that a field is a position in.
func (w words) codes(field string) (codes []string) {
	m := w.manifest
	switch field {
	case "segment":
		for _, s := range m.Segments {
			codes = append(codes, s.Code)
		}
	case "mode":
		for _, n := range m.Modes {
			codes = append(codes, n.Code)
		}
	case "tier":
		for _, n := range m.Tiers {
			codes = append(codes, n.Code)
		}
	case "option", "action":
		for _, o := range m.Options {
			codes = append(codes, o.Code)
		}
	}
	return codes
}

func list(names map[int64]string) string {
	var known []string
	for n := int64(0); len(known) < len(names); n++ {
		if name, ok := names[n]; ok {
			known = append(known, name)
		}
	}
	return strings.Join(known, ", ")
}

// numbers rewrites a row so that every value is as the ABI has it.
func (w words) numbers(row Row) (Row, error) {
	plain := Row{}
	for field, value := range row {
		var err error
		switch v := value.(type) {
		case string:
			plain[field] = v
			if !isText(field) {
				plain[field], err = w.number(field, v)
			}
		case bool:
			plain[field] = map[bool]int{false: 0, true: 1}[v]
		case []any:
			plain[field], err = w.several(field, v)
		default:
			plain[field] = v
		}
		if err != nil {
			return nil, err
		}
	}
	return plain, nil
}

// several is a list of flags, or figures in a row.
func (w words) several(field string, values []any) (any, error) {
	if field != "flags" {
		if field == "args" && len(values) > 4 {
			return nil, fmt.Errorf("args: %d figures, the most is 4", len(values))
		}
		return values, nil
	}
	bits := int64(0)
	for _, value := range values {
		name, _ := value.(string)
		bit, err := w.number(field, name)
		if err != nil {
			return nil, err
		}
		bits |= bit
	}
	return bits, nil
}

func isText(field string) bool { return field == "item" || field == "category" || field == "unit" }

// fill puts a row into a record of the ABI. A field the record has not is
// refused by name.
func fill[T any](w words, row Row, into *T) error {
	keys := strict.Keys[T]()
	for _, field := range sorted(lo.Keys(row)) {
		if !slices.Contains(keys, field) {
			return fmt.Errorf("the key %q is unknown%s", field, strict.Instead(field, keys))
		}
	}
	plain, err := w.numbers(row)
	if err != nil {
		return err
	}
	text, err := json.Marshal(plain)
	if err != nil {
		return err
	}
	if wrong := strict.Read(text, into).Mistakes(); len(wrong) > 0 {
		return errors.New(wrong[0].Message)
	}
	return nil
}

// show is a record of the ABI as a person reads it: without what is zero.
func show[T any](w words, record *T) Row {
	row := Row{}
	text, err := json.Marshal(record)
	if err != nil {
		return Row{"error": err.Error()}
	}
	decoder := json.NewDecoder(strings.NewReader(string(text)))
	decoder.UseNumber()
	if err := decoder.Decode(&row); err != nil {
		return Row{"error": err.Error()}
	}
	for field, value := range row {
		switch v := value.(type) {
		case json.Number:
			n, _ := v.Int64()
			row[field] = w.word(field, n)
		case []any:
			row[field] = trim(v)
		}
	}
	return row
}

// trim drops the zeros at the end of a list of figures.
func trim(figures []any) []any {
	for len(figures) > 0 && figures[len(figures)-1] == json.Number("0") {
		figures = figures[:len(figures)-1]
	}
	return figures
}
