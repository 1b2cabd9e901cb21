package api

import (
	"context"
	"time"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

// How requests name records: by the codes that people use.

// about is a fault with the field of the request that it is about, so that a
// form can point at it.
func about(field string, err error) error {
	if err == nil || fault.KindOf(err) == fault.KindInternal {
		return err
	}
	known := *fault.As(err)
	known.Field = field
	return known.Because(err)
}

// optional returns the number in a code of a sort, 0 for "".
func optional(engine *core.Engine, field, word, code string) (uint64, error) {
	if code == "" {
		return 0, nil
	}
	number, err := engine.NumberOf(word, code)
	return number, about(field, err)
}

// ordinalOf returns the customer that a reference means, 0 for "".
func ordinalOf(ctx context.Context, engine *core.Engine, field, ref string) (people.Ordinal, error) {
	if ref == "" {
		return 0, nil
	}
	found, err := engine.People.Find(ctx, ref)
	return found.Ordinal, about(field, err)
}

// Moment reads a time as people give it: RFC 3339, a date and a time, a day
// alone or a time of today in the shop's zone, or +3h from now; zero for "".
func Moment(engine *core.Engine, field, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	now, zone := engine.Now(), engine.Zone()
	if ahead, err := time.ParseDuration(text); err == nil && text[0] == '+' {
		return now.Add(ahead), nil
	}
	if day, err := time.ParseInLocation(time.DateOnly, text, zone); err == nil {
		return wholeDay(field, day), nil
	}
	at, err := ParseMoment(text, now, zone)
	if err != nil {
		return at, fault.Invalid(field, "%q is not a time like 2026-03-14 17:00, 2026-03-14, 17:00 or +3h", text)
	}
	return at, nil
}

// wholeDay is the moment that a day alone means: its end for what holds until
// then, else its beginning.
func wholeDay(field string, day time.Time) time.Time {
	switch field {
	case "due", "to", "until":
		return day.AddDate(0, 0, 1).Add(-time.Second)
	}
	return day
}

// startOfDay is Moment for what begins at a time: a day alone counts from its
// beginning in the shop's zone.
func startOfDay(engine *core.Engine, field, text string) (time.Time, error) {
	return dayOr(engine, field, text, func(day time.Time) time.Time { return day })
}

// endOfDay is Moment for what holds until a time: a day alone counts to its
// end.
func endOfDay(engine *core.Engine, field, text string) (time.Time, error) {
	return dayOr(engine, field, text, func(day time.Time) time.Time { return day.AddDate(0, 0, 1).Add(-time.Second) })
}

func dayOr(engine *core.Engine, field, text string, whole func(day time.Time) time.Time) (time.Time, error) {
	if day, err := time.ParseInLocation(time.DateOnly, text, engine.Zone()); err == nil {
		return whole(day), nil
	}
	at, err := Moment(engine, field, text)
	if err != nil {
		return at, fault.Invalid(field, "%.60q is not a day like 2026-03-28 or a time like 2026-03-28 17:00", text)
	}
	return at, nil
}

// today is the current day in the shop's zone, as text.
func today(engine *core.Engine) string { return engine.Now().In(engine.Zone()).Format(time.DateOnly) }

// PageQuery bounds what a list gives at once.
type PageQuery struct {
	Limit int    `query:"limit" default:"50" minimum:"1" maximum:"500"`
	After string `query:"after" maxLength:"400"`
}

// CodeInput names a record in a path. huma reads embedded fields of exported
// types only.
type CodeInput struct {
	Code string `path:"code" maxLength:"40"`
}

// listOf is a part of a list.
type listOf[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next" doc:"cursor of the next page, empty after the last"`
}

// Shown turns records into what is shown of them.
func Shown[R, V any](engine *core.Engine, all []R, show func(*core.Engine, *R) V) []V {
	views := make([]V, len(all))
	for i := range all {
		views[i] = show(engine, &all[i])
	}
	return views
}
