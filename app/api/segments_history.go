package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/people"
)

// jobSegments is the kind of job that decides segments.
const jobSegments = "segment_run"

// Stay is one time a customer was in a segment.
type Stay struct {
	Code     string `json:"code"`
	NameID   string `json:"name_id"`
	NameEN   string `json:"name_en"`
	Entered  string `json:"entered"`
	Left     string `json:"left" doc:"first day on which she was there no more; empty while she is"`
	ReasonID string `json:"reason_id" doc:"why she entered"`
	ReasonEN string `json:"reason_en"`
	Plugin   string `json:"plugin" doc:"the rule that said so"`
}

// Stays are the segments that a customer was in, newest first.
type Stays struct {
	Customer string `json:"customer"`
	Stays    []Stay `json:"stays"`
}

// SegmentMoves are who entered and left which segment since a day.
type SegmentMoves struct {
	Since     string         `json:"since"`
	Total     int            `json:"total"`
	Moves     []MovedPair    `json:"moves" doc:"by pair of segments, the largest first"`
	Entered   map[string]int `json:"entered" doc:"segment, customers"`
	Left      map[string]int `json:"left" doc:"segment, customers"`
	Customers []MovedOne     `json:"customers" doc:"the latest first"`
}

// MovedPair counts who went from one segment to another; empty is none.
type MovedPair struct {
	From      string `json:"from"`
	To        string `json:"to"`
	Customers int    `json:"customers"`
}

// MovedOne is one customer who went from one segment to another.
type MovedOne struct {
	Code string `json:"code"`
	Name string `json:"name"`
	Day  string `json:"day"`
	From string `json:"from"`
	To   string `json:"to"`
}

// monthOfMoves is how many days back moves are told of unless a day is given.
const monthOfMoves = 30

func (s *service) segmentHistoryOperations(api huma.API) {
	huma.Get(api, "/api/customers/{ref}/segments", func(ctx context.Context, in *struct {
		RefInput
		PluginQuery
	},
	) (*out[Stays], error) {
		if err := s.current(ctx); err != nil {
			return nil, answer(err)
		}
		customer, err := s.engine.People.Find(ctx, in.Ref)
		if err != nil {
			return nil, answer(err)
		}
		told, err := StaysOf(ctx, s.engine, in.Plugin, customer.Ordinal)
		return &out[Stays]{told}, answer(err)
	})
	huma.Get(api, "/api/segments/moved", func(ctx context.Context, in *struct {
		PluginQuery
		Since string `query:"since" maxLength:"10" doc:"YYYY-MM-DD; without it thirty days ago"`
		Limit int    `query:"limit" default:"100" minimum:"0" maximum:"500"`
	},
	) (*out[SegmentMoves], error) {
		if err := s.current(ctx); err != nil {
			return nil, answer(err)
		}
		moved, err := MovedSince(ctx, s.engine, in.Plugin, in.Since, in.Limit)
		return &out[SegmentMoves]{moved}, answer(err)
	})
}

// StaysOf returns the segments that a customer was in, newest first.
func StaysOf(ctx context.Context, engine *core.Engine, rule string, ordinal people.Ordinal) (Stays, error) {
	told, err := engine.Segments.History(ctx, rule, ordinal)
	return Stays{core.Code(ordinal), lo.Map(told, func(one core.Stayed, _ int) Stay {
		return Stay{
			Code: one.Segment, NameID: one.NameID, NameEN: one.NameEN, Entered: one.Entered.String(),
			Left: dayText(int32(one.Left), one.Left != 0), ReasonID: one.ReasonID, ReasonEN: one.ReasonEN, Plugin: one.Rule,
		}
	})}, err
}

// MovedSince returns who entered and left which segment on a day, "" thirty
// days ago, or later.
func MovedSince(ctx context.Context, engine *core.Engine, rule, since string, limit int) (SegmentMoves, error) {
	day := engine.Today() - monthOfMoves
	if since != "" {
		var err error
		if day, err = clock.ParseDay(since); err != nil {
			return SegmentMoves{}, about("since", err)
		}
	}
	found, err := engine.Segments.Moved(ctx, rule, day, limit)
	shown := SegmentMoves{
		Since: day.String(), Total: found.Total, Entered: found.Entered, Left: found.Left,
		Moves: lo.Map(found.Moves, func(m core.Move, _ int) MovedPair { return MovedPair{m.From, m.To, m.Customers} }), Customers: []MovedOne{},
	}
	for _, one := range found.Passed {
		card, failed := engine.People.Card(ctx, one.Customer)
		if failed != nil {
			return shown, failed
		}
		shown.Customers = append(shown.Customers, MovedOne{core.Code(one.Customer), card.Customer.Name, one.Day.String(), one.From, one.To})
	}
	return shown, err
}
