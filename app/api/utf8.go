package api

import (
	"encoding/json"
	"fmt"
	"regexp"
	"unicode/utf8"
)

// unmarshal reads JSON. Texts that are not UTF-8 are refused: they would be
// stored as something else than what was sent.
func unmarshal(text []byte, into any) error {
	if utf8.Valid(text) {
		return json.Unmarshal(text, into)
	}
	at := 0
	for at < len(text) {
		letter, size := utf8.DecodeRune(text[at:])
		if letter == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	names := fieldName.FindAllSubmatch(text[:at], -1)
	if len(names) == 0 {
		return fmt.Errorf("is not UTF-8 text at byte %d", at)
	}
	return fmt.Errorf("%s is not UTF-8 text", names[len(names)-1][1])
}

var fieldName = regexp.MustCompile(`"([a-z_]+)"\s*:`)
