package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core/fault"
)

// Decode reads a document as a request to the contract would be read: a
// mistake is named by its place, as in flow[2].stage, and a name that does not
// belong there is one.
func Decode[T any](text []byte) (T, error) {
	var given any
	var read T
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")) // as an editor on Windows puts it
	if err := unmarshal(text, &given); err != nil {
		return read, broken(text, err)
	}
	schemas := huma.NewMapRegistry("#/", huma.DefaultSchemaNamer)
	schema := schemas.Schema(reflect.TypeFor[T](), true, "")
	path, found := huma.NewPathBuffer(nil, 0), &huma.ValidateResult{}
	huma.Validate(schemas, schema, path, huma.ModeWriteToServer, given, found)
	if len(found.Errors) > 0 {
		return read, misplaced(found.Errors[0])
	}
	if err := json.Unmarshal(text, &read); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) {
			return read, fault.Invalid(wrong.Field, "cannot be %s", wrong.Value)
		}
		return read, broken(text, err)
	}
	return read, nil
}

func misplaced(err error) error {
	var detail *huma.ErrorDetail
	if !errors.As(err, &detail) {
		return fault.Invalid("file", "%s", err)
	}
	if detail.Location == "" {
		detail.Location = "file"
	}
	return fault.Invalid(detail.Location, "%s", detail.Message)
}

// broken says where a text ceases to be JSON.
func broken(text []byte, err error) error {
	var wrong *json.SyntaxError
	if !errors.As(err, &wrong) {
		return fault.Invalid("file", "%s", err)
	}
	line := 1 + bytes.Count(text[:min(int(wrong.Offset), len(text))], []byte("\n"))
	return fault.Invalid("file", "is not JSON: line %d: %s", line, wrong)
}
