package form

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/plugin/strict"
)

// The keys that a form is drawn from: a few of JSON Schema, and Raja's own.
// Any other is a slip of the pen, which JSON Schema would take in silence, or
// can be made to take minutes and all memory.
const (
	formKeys  = "$schema $comment type title description additionalProperties properties required"
	fieldKeys = "$comment type title description default minimum maximum enum minLength maxLength pattern x-raja"
	rajaKeys  = "type title_id description_id defaults above"
	undrawn   = "$anchor $defs $dynamicAnchor $dynamicRef $id $ref $vocabulary additionalProperties allOf anyOf const contains definitions dependentRequired " +
		"dependentSchemas deprecated else examples exclusiveMaximum exclusiveMinimum format if items maxContains maxItems maxProperties minContains " +
		"minItems minProperties multipleOf not oneOf patternProperties prefixItems properties propertyNames readOnly required then " +
		"unevaluatedItems unevaluatedProperties uniqueItems writeOnly" // that JSON Schema knows besides
)

// checkKeys says every key that no form is drawn from.
func checkKeys(page *strict.Document, text []byte) {
	sayUnknown(page, "", text, formKeys)
	for _, p := range entries(entryOf(text, "properties")) {
		key := "properties." + p.key
		sayUnknown(page, key, p.text, fieldKeys)
		sayUnknown(page, key+".x-raja", entryOf(p.text, "x-raja"), rajaKeys)
	}
}

func sayUnknown(page *strict.Document, key string, text []byte, known string) {
	words := strings.Fields(known)
	for _, p := range entries(text) {
		inner := strings.TrimPrefix(key+"."+p.key, ".")
		switch {
		case slices.Contains(words, p.key):
		case slices.Contains(strings.Fields(undrawn), p.key):
			page.Say(inner, "%q is nothing that a form can draw; it knows %s", inner, strings.Join(words, ", "))
		default:
			page.Say(inner, "the key %q is unknown%s", inner, strict.Instead(p.key, words))
		}
	}
}

// entries are those of an object; of anything else there are none.
func entries(text []byte) ordered {
	var o ordered
	_ = json.Unmarshal(text, &o) // what is no object is told elsewhere
	return o
}

func entryOf(text []byte, key string) []byte {
	for _, p := range entries(text) {
		if p.key == key {
			return p.text
		}
	}
	return nil
}
