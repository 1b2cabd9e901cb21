// Package fault holds the one error type that crosses Raja's floors: a kind
// for programs, a field to point at, and a sentence for people. It leaves
// translation, exit codes and HTTP statuses to the app.
package fault

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// Kind says what sort of trouble an error is. There are six and no more.
type Kind string

// The six kinds. A caller that must branch compares against these.
const (
	KindInvalid     Kind = "invalid"     // the input breaks a rule; change it
	KindNotFound    Kind = "not_found"   // what was named does not exist
	KindConflict    Kind = "conflict"    // it clashes with what is there
	KindForbidden   Kind = "forbidden"   // known, but not allowed
	KindUnavailable Kind = "unavailable" // cannot be done now; try again
	KindInternal    Kind = "internal"    // a bug or a broken disk
)

// Error is a fault with a place. Field names the input at fault ("phone",
// "--columns", a file's name) and is empty when no single input is.
type Error struct {
	Kind    Kind   `json:"kind"`
	Field   string `json:"field"`
	Message string `json:"message"`
	cause   error
}

// Error returns "field: message".
func (e *Error) Error() string {
	if e.Field == "" {
		return e.Message
	}
	return e.Field + ": " + e.Message
}

// Unwrap returns the cause given to Because, or nil.
func (e *Error) Unwrap() error { return e.cause }

// Because keeps err as the cause without showing it to people.
func (e *Error) Because(err error) *Error {
	e.cause = err
	return e
}

// Invalid says that the input named field breaks a rule.
func Invalid(field, format string, args ...any) *Error {
	return newError(KindInvalid, field, format, args)
}

// NotFound says that what field names does not exist.
func NotFound(field, format string, args ...any) *Error {
	return newError(KindNotFound, field, format, args)
}

// Conflict says that the input clashes with what is there.
func Conflict(field, format string, args ...any) *Error {
	return newError(KindConflict, field, format, args)
}

// Forbidden says that the input is understood and not allowed.
func Forbidden(field, format string, args ...any) *Error {
	return newError(KindForbidden, field, format, args)
}

// Unavailable says that it cannot be done now and may be tried again.
func Unavailable(field, format string, args ...any) *Error {
	return newError(KindUnavailable, field, format, args)
}

// Internal says that Raja or the disk below it is broken.
func Internal(format string, args ...any) *Error {
	return newError(KindInternal, "", format, args)
}

// newError quotes no more than the beginning of what somebody typed, and writes
// a list as "a, b, c": a sentence stays a sentence.
func newError(kind Kind, field, format string, args []any) *Error {
	format = strings.ReplaceAll(format, "%q", "%.120q")
	said := make([]any, len(args))
	for i, arg := range args {
		said[i] = listed(arg)
	}
	return &Error{Kind: kind, Field: field, Message: fmt.Sprintf(format, said...)}
}

// listed is a list in words; what is none stays.
func listed(arg any) any {
	list := reflect.ValueOf(arg)
	if list.Kind() != reflect.Slice || list.Type().Elem().Kind() == reflect.Uint8 {
		return arg
	}
	words := make([]string, list.Len())
	for i := range words {
		words[i] = fmt.Sprint(list.Index(i).Interface())
	}
	return strings.Join(words, ", ")
}

// KindOf returns the kind of err: that of the outermost Error in its chain,
// else internal; "" for nil.
func KindOf(err error) Kind {
	if err == nil {
		return ""
	}
	return As(err).Kind
}

// As returns err as an *Error: the outermost one in its chain, or an internal
// one that carries err's text; nil for nil.
func As(err error) *Error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return Internal("%s", err.Error()).Because(err)
}
