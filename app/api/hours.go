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

func (s *service) hoursOperations(api huma.API) {
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
