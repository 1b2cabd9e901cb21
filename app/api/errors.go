package api

import (
	"log/slog"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core/fault"
)

// Failure is the body of every answer that is not a success, and what the
// command line prints on stderr with --json.
type Failure struct {
	Error FailureBody `json:"error"`
}

// FailureBody says what went wrong: the kind for programs, the field to point
// at, the sentence for people.
type FailureBody struct {
	Kind    fault.Kind `json:"kind"`
	Field   string     `json:"field"`
	Message string     `json:"message"`
}

// FailureOf returns the body for an error.
func FailureOf(err error) Failure {
	known := fault.As(err)
	return Failure{Error: FailureBody{Kind: known.Kind, Field: known.Field, Message: known.Message}}
}

// statusError carries a Failure through huma.
type statusError struct {
	Failure
	status int
}

// Error returns the sentence.
func (e *statusError) Error() string { return e.Failure.Error.Message }

// GetStatus returns the HTTP status of the kind.
func (e *statusError) GetStatus() int { return e.status }

var statuses = map[fault.Kind]int{
	fault.KindInvalid:     http.StatusUnprocessableEntity,
	fault.KindNotFound:    http.StatusNotFound,
	fault.KindConflict:    http.StatusConflict,
	fault.KindForbidden:   http.StatusForbidden,
	fault.KindUnavailable: http.StatusServiceUnavailable,
	fault.KindInternal:    http.StatusInternalServerError,
}

// answer turns an engine's error into one with a status. An internal error is
// logged whole and shown without its insides.
func answer(err error) error {
	if err == nil {
		return nil
	}
	known := fault.As(err)
	if known.Kind == fault.KindInternal {
		slog.Error("request failed", "error", err)
	}
	return &statusError{Failure: FailureOf(err), status: statuses[known.Kind]}
}

// oneShape gives huma's own validation errors the shape of all others.
func oneShape(_ huma.Context, _ string, body any) (any, error) {
	switch failed := body.(type) {
	case *statusError:
		return failed.Failure, nil
	case *huma.ErrorModel:
		return validation(failed), nil
	}
	return body, nil
}

func validation(failed *huma.ErrorModel) Failure {
	shown := Failure{Error: FailureBody{Kind: fault.KindInvalid, Field: "body", Message: failed.Detail}}
	if failed.Status == http.StatusRequestEntityTooLarge {
		shown.Error.Message = "is larger than a request may be; shorten the texts"
	}
	if failed.Status >= http.StatusInternalServerError {
		shown.Error.Kind = fault.KindInternal
	}
	if len(failed.Errors) > 0 {
		shown.Error.Field = strings.TrimPrefix(strings.TrimPrefix(failed.Errors[0].Location, "body."), "query.")
		shown.Error.Message = failed.Errors[0].Message
	}
	return shown
}

func writeFailure(w http.ResponseWriter, err *fault.Error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(statuses[err.Kind])
	writeJSON(w, FailureOf(err))
}
