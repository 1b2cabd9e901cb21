package strict

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"
)

// fieldsOf are the keys of a struct and what each is for.
func fieldsOf(of reflect.Type) map[string]reflect.Type {
	fields := map[string]reflect.Type{}
	for _, field := range reflect.VisibleFields(of) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.IsExported() && name != "" && name != "-" {
			fields[name] = field.Type
		}
	}
	return fields
}

// Keys are the keys of a struct, as they stand in it.
func Keys[T any]() []string { return keysOf(reflect.TypeFor[T]()) }

func keysOf(of reflect.Type) (keys []string) {
	for _, field := range reflect.VisibleFields(of) {
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if field.IsExported() && name != "" && name != "-" {
			keys = append(keys, name)
		}
	}
	return keys
}

// fits reports whether a value can be meant for a type.
func fits(token json.Token, want reflect.Type) bool {
	switch v := token.(type) {
	case json.Delim:
		kind := want.Kind()
		if v == '{' {
			return kind == reflect.Struct || kind == reflect.Map
		}
		return kind == reflect.Slice || kind == reflect.Array
	case string:
		return want.Kind() == reflect.String
	case bool:
		return want.Kind() == reflect.Bool
	case json.Number:
		return fitsNumber(v.String(), want)
	}
	return true
}

func fitsNumber(number string, want reflect.Type) bool {
	switch want.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		_, err := strconv.ParseInt(number, 10, want.Bits())
		return err == nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		_, err := strconv.ParseUint(number, 10, want.Bits())
		return err == nil
	}
	return want.Kind() == reflect.Float64
}

// wanted is a type in a person's words.
func wanted(want reflect.Type) string {
	switch want.Kind() {
	case reflect.Struct:
		keys := keysOf(want)
		if len(keys) > 4 {
			return "an object"
		}
		return "an object with " + strings.Join(keys, ", ")
	case reflect.Map:
		return "an object"
	case reflect.Slice:
		return "a list"
	case reflect.Array:
		return "a list of " + strconv.Itoa(want.Len())
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "true or false"
	case reflect.Float64:
		return "a number"
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "a whole number from 0 to " + strconv.FormatUint(1<<(want.Bits()-1)-1+1<<(want.Bits()-1), 10)
	}
	return "a whole number"
}

// got is a value in a person's words.
func got(token json.Token) string {
	switch v := token.(type) {
	case json.Delim:
		if v == '{' {
			return "an object"
		}
		return "a list"
	case string:
		return "the text " + strconv.Quote(v)
	case json.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	return "null"
}
