package form

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/plugin/strict"
)

// The keys that mean something: those of JSON Schema that one flat object can
// use, and Raja's own. Any other is a slip of the pen that JSON Schema would
// take in silence.
const (
	anyKeys    = "$comment $defs $ref allOf anyOf const default deprecated description else enum examples if not oneOf readOnly then title type writeOnly x-raja "
	schemaKeys = anyKeys + "$id $schema additionalProperties dependentRequired dependentSchemas maxProperties minProperties patternProperties properties propertyNames required"
	fieldKeys  = anyKeys + "exclusiveMaximum exclusiveMinimum format maxLength maximum minLength minimum multipleOf pattern"
	rajaKeys   = "type title_id defaults"
)

// checkKeys says every key that means nothing.
func checkKeys(page *strict.Document, text []byte) {
	sayUnknown(page, "", text, schemaKeys)
	for _, p := range entries(entryOf(text, "properties")) {
		key := "properties." + p.key
		sayUnknown(page, key, p.text, fieldKeys)
		sayUnknown(page, key+".x-raja", entryOf(p.text, "x-raja"), rajaKeys)
	}
}

func sayUnknown(page *strict.Document, key string, text []byte, known string) {
	for _, p := range entries(text) {
		if words := strings.Fields(known); !slices.Contains(words, p.key) {
			inner := strings.TrimPrefix(key+"."+p.key, ".")
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
