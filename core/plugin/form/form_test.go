package form_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/form"
)

const good = `{"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "additionalProperties": false,
 "properties": {
  "often": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 5, "title": "Visits", "x-raja": {"title_id": "Kunjungan"}},
  "much": {"type": "integer", "minimum": 0, "default": 50000, "title": "Money", "x-raja": {"type": "money", "title_id": "Uang", "defaults": {"IDR": 500000}}},
  "word": {"type": "string", "enum": ["express", "regular"], "default": "express", "title": "Word", "x-raja": {"title_id": "Kata"}},
  "open": {"type": "boolean", "default": true, "title": "Open", "x-raja": {"title_id": "Buka"}}}}`

func parse(t *testing.T, text string) *form.Form {
	t.Helper()
	f, err := form.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAFormKeepsTheOrderOfItsFile(t *testing.T) {
	var keys []string
	for _, field := range parse(t, good).Fields {
		keys = append(keys, field.Key)
	}
	if diff := cmp.Diff([]string{"often", "much", "word", "open"}, keys); diff != "" {
		t.Error(diff)
	}
}

func TestTheEdgesOfASettingAreWhatTheOwnerMayChooseAtMost(t *testing.T) {
	f := parse(t, strings.NewReplacer(`"minimum": 0, "default": 50000`, `"maximum": 900, "default": 5`, `"IDR": 500000`, `"IDR": 500`).Replace(good))
	for key, want := range map[string][]abi.Config{
		"often": {{Key: "often", Type: abi.SettingInt, Value: 1}, {Key: "often", Type: abi.SettingInt, Value: 1000}},
		"much":  {{Key: "much", Type: abi.SettingMoney}, {Key: "much", Type: abi.SettingMoney, Value: 900}}, // nothing forbids 0
		"word":  {{Key: "word", Type: abi.SettingText, Text: "express"}, {Key: "word", Type: abi.SettingText, Text: "regular"}},
		"open":  {{Key: "open", Type: abi.SettingBool}, {Key: "open", Type: abi.SettingBool, Value: 1}},
		"none":  nil,
	} {
		if diff := cmp.Diff(want, f.Edges(key)); diff != "" {
			t.Errorf("%s: %s", key, diff)
		}
	}
}

func TestARuleWithoutASchemaHasNoSettings(t *testing.T) {
	f := parse(t, "")
	if rows, err := f.Check([]byte("{}")); err != nil || len(rows) != 0 || len(f.Rows("IDR", nil)) != 0 {
		t.Error(rows, err)
	}
}

func TestTheOwnersValuesStandBeforeTheDefaults(t *testing.T) {
	f := parse(t, good)
	own, err := f.Check([]byte(`{"often": 7, "word": "regular", "open": false}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []abi.Config{
		{Key: "often", Type: abi.SettingInt, Value: 7},
		{Key: "much", Type: abi.SettingMoney, Value: 500_000},
		{Key: "word", Type: abi.SettingText, Text: "regular"},
		{Key: "open", Type: abi.SettingBool},
	}
	if diff := cmp.Diff(want, f.Rows("IDR", own)); diff != "" {
		t.Error(diff)
	}
	if got := f.Rows("USD", nil)[1].Value; got != 50_000 {
		t.Errorf("elsewhere the default is %d, want 50000", got)
	}
}

func TestAValueThatDoesNotFitIsRefusedByName(t *testing.T) {
	for _, c := range []struct{ name, values, field, want string }{
		{"too small", `{"often": 0}`, "config.often", "minimum"},
		{"too large", `{"often": 1001}`, "config.often", "maximum"},
		{"a text for a number", `{"often": "5"}`, "config.often", "want integer"},
		{"half a visit", `{"often": 2.5}`, "config.often", "want integer"},
		{"an exponent", `{"often": 1e2}`, "config.often", "without point or exponent"},
		{"beyond 64 bits", `{"much": 99999999999999999999}`, "config.much", "whole number"},
		{"no choice of the list", `{"word": "slow"}`, "config.word", "express"},
		{"null", `{"open": null}`, "config.open", "want boolean"},
		{"an unknown key", `{"colour": 1}`, "config.colour", "it has often, much, word, open"},
		{"a slip", `{"oftn": 1}`, "config.oftn", "did you mean often?"},
		{"a key twice", `{"often": 1, "often": 2}`, "config", "stands twice"},
		{"a list", `[1]`, "config", "no JSON object"},
		{"nothing", ``, "config", "no JSON object"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := parse(t, good).Check([]byte(c.values))
			told := fault.As(err)
			if err == nil || told.Kind != fault.KindInvalid || told.Field != c.field || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q of %s", err, c.want, c.field)
			}
		})
	}
}

func TestASchemaThatCannotBeAFormIsRefused(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"no JSON", `{"$schema"`, `"$schema"`, "config.schema.json"},
		{"a list of settings", `"type": "object"`, `"type": "array"`, `want "type": "object"`},
		{"anything else allowed", `"additionalProperties": false`, `"additionalProperties": true`, `"additionalProperties": false`},
		{"a limit with a slip", `"minimum": 1,`, `"minimun": 1,`, `config.schema.json:3:43: the key "properties.often.minimun" is unknown; did you mean minimum?`},
		{"a title with a slip", `"title_id": "Uang"`, `"titel_id": "x", "title_id": "Uang"`, `the key "properties.much.x-raja.titel_id" is unknown; did you mean title_id?`},
		{"a key of no schema", `"type": "object"`, `"author": "me", "type": "object"`, `the key "author" is unknown`},
		{"a title that is a number", `"title": "Visits"`, `"title": 5`, "config.schema.json:3:86: often: title cannot be a number"},
		{"a fraction", `{"type": "integer", "minimum": 1`, `{"type": "number", "minimum": 1`, `often: type "number"`},
		{"an unknown unit", `"type": "money"`, `"type": "litres"`, `x-raja type "litres"`},
		{"a key in capitals", `"often"`, `"Often"`, "Often: is not lower_snake"},
		{"no Indonesian title", `{"title_id": "Kunjungan"}`, `{}`, "often: needs"},
		{"no default", `"default": 5, `, ``, `often: needs a "default"`},
		{"a default outside its own limits", `"default": 5`, `"default": 5000`, "often: default 5000: maximum"},
		{"a default of another kind", `"default": true`, `"default": 1`, "open: default 1"},
		{"a schema of somewhere else", `"title": "Open"`, `"title": "Open", "$ref": "https://example.com/x"`, `"properties.open.$ref" is nothing that a form can draw`},
		{"above what there is not", `{"title_id": "Kunjungan"}`, `{"title_id": "Kunjungan", "above": "seldom"}`, `often: above names "seldom"; want another setting that is a number`},
		{"above itself", `{"title_id": "Kunjungan"}`, `{"title_id": "Kunjungan", "above": "often"}`, `often: above names "often"`},
		{"above another type", `{"title_id": "Kunjungan"}`, `{"title_id": "Kunjungan", "above": "much"}`, `often: above names "much"`},
		{"a required setting", `"type": "object", `, `"type": "object", "required": ["often"], `, "every setting has a default"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(good, c.old, c.new, 1)
			if text == good {
				t.Fatalf("%q is not in the schema", c.old)
			}
			_, err := form.Parse([]byte(text))
			if fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

// Each of these took seconds, gigabytes or a panic before it was held back.
func TestASchemaOfAStrangerIsHeldToWhatAFormCanDraw(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"parts elsewhere", `"type": "object"`, `"$defs": {"a": true}, "type": "object"`, `"$defs" is nothing that a form can draw`},
		{"all of some", `"title": "Open"`, `"title": "Open", "allOf": [true]`, `"properties.open.allOf" is nothing`},
		{"any of some", `"title": "Open"`, `"title": "Open", "anyOf": [true]`, `"properties.open.anyOf" is nothing`},
		{"not so", `"title": "Open"`, `"title": "Open", "not": false`, `"properties.open.not" is nothing`},
		{"an if", `"title": "Open"`, `"title": "Open", "if": true`, `"properties.open.if" is nothing`},
		{"a multiple of nearly nothing", `"minimum": 1,`, `"multipleOf": 1e-9,`, `"properties.often.multipleOf" is nothing`},
		{"a minimum that fills the memory", `"minimum": 1,`, `"minimum": 1e100000000,`, "the number 1e100000000 is too long"},
		{"a default that fills the memory", `"default": 5,`, `"default": 1e999999999,`, "the number 1e999999999 is too long"},
		{"a list of a list of a list", `"default": 5`, `"default": ` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000), "nested more than 16 deep"},
		{"another dialect", `2020-12/schema`, `2019-09/schema`, `write "https://json-schema.org/draft/2020-12/schema"`},
		{"a word of ours that is none", `{"title_id": "Kata"}`, `{"title_id": "Kata", "colour": "red"}`, `the key "properties.word.x-raja.colour" is unknown`},
		{"a pattern that repeats", `"enum": ["express", "regular"]`, `"pattern": "(?:xxxx){900}"`, `word: "pattern" repeats too much: it has 4500 steps, the most is 1000`},
		{"a pattern that repeats repetitions", `"enum": ["express", "regular"]`, `"pattern": "(x{30}){30}"`, `"pattern" repeats too much`},
		{"a pattern of a page", `"enum": ["express", "regular"]`, `"pattern": "` + strings.Repeat("x", 201) + `"`, `"pattern" has 201 bytes, the most is 200`},
		{"a pattern that is none", `"enum": ["express", "regular"]`, `"pattern": "("`, `word: "pattern": error parsing regexp`},
		{"a choice too many", `["express", "regular"]`, `["express"` + strings.Repeat(`, "x"`, 100) + `]`, `"enum" has 101 choices`},
		{"a negative length", `"enum": ["express", "regular"]`, `"maxLength": -1`, "a length of -1 is not from 0 to 500"},
		{"a title of a page", `"title": "Open"`, `"title": "` + strings.Repeat("O", 201) + `"`, "open: title: has 201 bytes"},
		{"a title that commands the terminal", `"title": "Open"`, `"title": "\u001b[2J"`, "control character U+001B"},
		{"a key twice", `"default": true`, `"default": true, "default": false`, `default" stands twice`},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(good, c.old, c.new, 1)
			_, err := form.Parse([]byte(text))
			if text == good || fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}

func TestEveryMistakeOfASchemaIsToldAtOnce(t *testing.T) {
	text := strings.NewReplacer(`2020-12/schema`, `2019-09/schema`, `"type": "object"`, `"type": "object", "required": ["often"]`,
		`"title": "Visits"`, `"title": 5`, `"type": "boolean"`, `"type": "bool"`).Replace(good)
	_, err := form.Parse([]byte(text))
	if told := fault.As(err); told == nil || told.Field != "$schema" || strings.Count(told.Message, "\n") != 3 {
		t.Errorf("told %v, want four lines, the first of $schema", err)
	}
}

func TestAFormMayHoldPatternsAndLengths(t *testing.T) {
	f := parse(t, strings.Replace(good, `"enum": ["express", "regular"]`, `"minLength": 2, "maxLength": 20, "pattern": "^[\\pL ]{2,20}$", "description": "any"`, 1))
	if _, err := f.Check([]byte(`{"word": "kilat"}`)); err != nil {
		t.Error(err)
	}
	if _, err := f.Check([]byte(`{"word": "x1"}`)); err == nil || !strings.Contains(err.Error(), "pattern") {
		t.Errorf("x1 is taken: %v", err)
	}
}

func FuzzFormsNeverPanic(f *testing.F) {
	f.Add(good, `{"often": 7}`)
	f.Add(`{"type":"object","additionalProperties":false,"properties":{"a":{"type":"string","pattern":"(a+)+$","default":""}}}`, `{"a":"aaaa"}`)
	f.Fuzz(func(_ *testing.T, schema, values string) {
		parsed, err := form.Parse([]byte(schema))
		if err != nil {
			return
		}
		rows, err := parsed.Check([]byte(values))
		if err == nil {
			parsed.Rows("IDR", rows)
		}
	})
}

// Settings that are let in by any name hide no other mistake of the file.
func TestEveryMistakeIsToldBesideAnOpenSchema(t *testing.T) {
	_, err := form.Parse([]byte("{\"type\": \"object\",\n \"additionalProperties\": true,\n \"properties\": {\n  \"often\": {\"type\": \"integer\", \"title\": \"x\"}}}"))
	for _, want := range []string{"2:26: want \"additionalProperties\": false", "4:12: often: needs"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// A text that is too long is told with its setting and the most it may have.
func TestALongTextIsToldByItsSetting(t *testing.T) {
	f := parse(t, strings.Replace(good, `"enum": ["express", "regular"]`, `"maxLength": 20`, 1))
	_, err := f.Check([]byte(`{"word": "` + strings.Repeat("a", 5000) + `"}`))
	if told := fault.As(err); err == nil || told.Field != "config.word" || told.Message != "has 5000 bytes, the most is 500" {
		t.Errorf("%v", err)
	}
}
