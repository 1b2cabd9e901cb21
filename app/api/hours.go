package api

import (
	"context"
	"encoding/json"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/hours"
)

// NewHours changes when the shop is open: the ordinary week as people type it,
// or everything as the calendar file has it.
type NewHours struct {
	Hours    string          `json:"hours,omitempty" maxLength:"2000" doc:"such as mon-sat 10:00-21:00; sun closed"`
	Calendar json.RawMessage `json:"calendar,omitempty" doc:"instead of hours: what GET answers"`
}

// TriedHours is how the shop would stand now.
type TriedHours struct {
	Open     bool   `json:"open"`
	NextOpen string `json:"next_open" doc:"empty when open or never"`
}

func (s *service) hoursOperations(api huma.API) {
	huma.Post(api, "/api/hours/try", func(_ context.Context, in *struct {
		Body struct {
			Calendar json.RawMessage `json:"calendar" doc:"what GET answers, changed"`
		}
	},
	) (*out[TriedHours], error) {
		state, err := s.engine.Hours.Try(in.Body.Calendar, s.engine.Now())
		return &out[TriedHours]{TriedHours{state.Open, moment(state.NextOpen, s.engine.Zone())}}, answer(err)
	})
	shown := func() (*out[json.RawMessage], error) {
		calendar, err := s.engine.Hours.Calendar()
		if err != nil {
			return nil, answer(err)
		}
		body, err := json.Marshal(calendar)
		return &out[json.RawMessage]{body}, answer(err)
	}
	huma.Get(api, "/api/hours", func(context.Context, *struct{}) (*out[json.RawMessage], error) { return shown() })
	huma.Put(api, "/api/hours", func(ctx context.Context, in *struct{ Body NewHours }) (*out[json.RawMessage], error) {
		if err := s.setHours(ctx, &in.Body); err != nil {
			return nil, answer(err)
		}
		return shown()
	})
	huma.Put(api, "/api/hours/{date}", func(ctx context.Context, in *struct {
		Date string `path:"date" maxLength:"10"`
		Body struct {
			Hours string `json:"hours" maxLength:"300" doc:"such as 10:00-15:00, or closed; empty is as the week says"`
		}
	},
	) (*out[json.RawMessage], error) {
		date, err := hours.ParseDate(in.Date)
		if err == nil {
			err = s.engine.Hours.SetDay(ctx, date, in.Body.Hours)
		}
		if err != nil {
			return nil, answer(err)
		}
		return shown()
	})
}

func (s *service) setHours(ctx context.Context, given *NewHours) error {
	switch {
	case (given.Hours == "") == (len(given.Calendar) == 0):
		return fault.Invalid("hours", "or calendar is needed, and not both")
	case given.Hours != "":
		return s.engine.Hours.Set(ctx, given.Hours)
	}
	return s.engine.Hours.Replace(ctx, given.Calendar)
}
