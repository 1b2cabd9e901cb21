package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/receipt"
)

// StatementAsked says which days a printed statement is about.
type StatementAsked struct {
	From  string `query:"from" doc:"the first day; without it that of the first movement"`
	To    string `query:"to" doc:"the last day; without it today"`
	Width int    `query:"width" default:"58" minimum:"58" maximum:"80" doc:"of the paper in mm: 58 or 80"`
	Lang  string `query:"lang" default:"id" enum:"id,en"`
}

func (s *service) statementOperations(api huma.API) {
	huma.Get(api, "/api/customers/{ref}/loyalty/statement", func(ctx context.Context, in *struct {
		RefInput
		StatementAsked
	},
	) (*out[struct {
		Text string `json:"text"`
	}], error,
	) {
		shown := &out[struct {
			Text string `json:"text"`
		}]{}
		printed, width, err := PrintStatement(ctx, s.engine, in.Ref, in.StatementAsked)
		if err == nil {
			shown.Body.Text = printed.Text(width)
		}
		return shown, answer(err)
	})
}

// PrintStatement returns a customer's points in some days as they are printed,
// and the width of the paper.
func PrintStatement(ctx context.Context, engine *core.Engine, ref string, given StatementAsked) (*receipt.Statement, receipt.Width, error) {
	width, err := receipt.WidthOf(given.Width)
	if err != nil {
		return nil, 0, err
	}
	customer, err := engine.People.Find(ctx, ref)
	if err != nil {
		return nil, 0, err
	}
	asked := core.StatementAsked{Lang: given.Lang}
	for _, one := range []struct {
		field, text string
		into        *clock.Day
	}{{"from", given.From, &asked.From}, {"to", given.To, &asked.To}} {
		if one.text == "" {
			continue
		}
		if *one.into, err = clock.ParseDay(one.text); err != nil {
			return nil, 0, about(one.field, err)
		}
	}
	printed, err := engine.Loyalty.Print(ctx, customer.Ordinal, asked)
	return printed, width, err
}
