package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/phone"
)

// Warning is said of what was taken as it was given though it looks like a
// slip.
type Warning struct {
	Field  string `json:"field"`
	TextID string `json:"text_id"`
	TextEN string `json:"text_en"`
}

func (s *service) doubtOperations(api huma.API) {
	huma.Get(api, "/api/phones/doubts", func(_ context.Context, in *struct {
		Text string `query:"text" maxLength:"400" doc:"as it is written, one number or several"`
	},
	) (*out[listOf[Warning]], error) {
		return &out[listOf[Warning]]{listOf[Warning]{warnings(phone.Doubts(in.Text)), ""}}, nil
	})
}

func warnings(all []fault.Warning) []Warning {
	return lo.Map(all, func(one fault.Warning, _ int) Warning { return Warning{one.Field, one.ID, one.EN} })
}

// phoneDoubts are what is wrong with numbers that are kept as they were
// written.
func phoneDoubts(phones []people.Phone) []Warning {
	var all []fault.Warning
	for _, one := range phones {
		if !one.Valid {
			all = append(all, phone.Doubts(one.Raw)...)
		}
	}
	return warnings(all)
}
