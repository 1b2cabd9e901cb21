package api

import (
	"encoding/json"
	"io"
	"log/slog"
	"time"

	"github.com/raja-crm/raja/core/clock"
)

// out wraps a body for huma.
type out[T any] struct{ Body T }

// created is out with status 201, accepted with 202.
type (
	created[T any] struct {
		Status int
		Body   T
	}
	accepted[T any] struct {
		Status int
		Body   T
	}
)

// moment writes an instant with the shop's offset, "" for none.
func moment(at time.Time, zone *time.Location) string {
	if at.IsZero() {
		return ""
	}
	return at.In(zone).Format(time.RFC3339)
}

// dayText writes a date, "" when there is none.
func dayText(day int32, given bool) string {
	if !given {
		return ""
	}
	return clock.Day(day).String()
}

func writeJSON(w io.Writer, value any) {
	if err := json.NewEncoder(w).Encode(value); err != nil {
		slog.Warn("answer was not delivered", "error", err)
	}
}
