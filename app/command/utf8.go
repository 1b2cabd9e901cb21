package command

import (
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"

	"github.com/raja-crm/raja/core/fault"
)

// unreadable refuses words that are not UTF-8, as the contract does: they would
// be kept with letters that nobody typed. Reading the words puts U+FFFD where
// bytes are at fault, which tells what holds them.
func unreadable(words []string, parsed *kong.Context) error {
	if !slices.ContainsFunc(words, func(word string) bool { return !utf8.ValidString(word) }) {
		return nil
	}
	for _, step := range parsed.Path {
		given := step.Positional
		if step.Flag != nil {
			given = step.Flag.Value
		}
		if given != nil && mended(given.Target) {
			return fault.Invalid(given.Name, "is not UTF-8 text")
		}
	}
	return fault.Invalid("", "a word of the command is not UTF-8 text")
}

// mended reports whether a value holds U+FFFD.
func mended(value reflect.Value) bool {
	switch value.Kind() {
	case reflect.String:
		return strings.ContainsRune(value.String(), utf8.RuneError)
	case reflect.Pointer:
		return !value.IsNil() && mended(value.Elem())
	case reflect.Slice:
		for i := range value.Len() {
			if mended(value.Index(i)) {
				return true
			}
		}
	}
	return false
}
