package api

import (
	"context"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/journey"
	"github.com/raja-crm/raja/core/people"
)

// Card is all that staff see of one customer.
type Card struct {
	ID         string         `json:"id"`
	Code       string         `json:"code"`
	Ordinal    uint32         `json:"ordinal"`
	Name       string         `json:"name"`
	CallName   string         `json:"call_name"`
	Honorific  string         `json:"honorific"`
	Kind       string         `json:"kind"`
	Phones     []people.Phone `json:"phones"`
	Email      string         `json:"email"`
	Tags       []string       `json:"tags"`
	Refs       []people.Ref   `json:"refs"`
	CreatedAt  string         `json:"created_at"`
	GreetingID string         `json:"greeting_id"`
	GreetingEN string         `json:"greeting_en"`
	Segment    Why            `json:"segment"`
	Tier       string         `json:"tier"`
	TierNameID string         `json:"tier_name_id"`
	TierNameEN string         `json:"tier_name_en"`
	Points     int64          `json:"points"`
	Stage      string         `json:"stage" enum:",awareness,consideration,preference,purchase,repurchase" doc:"how far she came; empty for who works here"`
	StageID    string         `json:"stage_name_id"`
	StageEN    string         `json:"stage_name_en"`
	StageSet   bool           `json:"stage_manual" doc:"somebody set it by hand"`
	Facts      Facts          `json:"facts"`
	NextVisit  NextVisit      `json:"next_visit" doc:"when she is expected again"`
	Given      Entitlement    `json:"entitlement" doc:"what the owner gives to her segment; segment is empty for nothing"`
	Loyal      bool           `json:"loyal" doc:"the owner's mark: loyal whatever the rule says"`
	Caution    Caution        `json:"caution"`
	Warnings   []Warning      `json:"warnings" doc:"what of her looks like a slip, such as a phone that cannot be reached"`
}

// Facts are a customer's figures, as of today unless they explain a segment.
type Facts struct {
	Orders        uint32 `json:"orders"`
	Visits        uint32 `json:"visits" doc:"distinct days with an order"`
	Net           int64  `json:"net" doc:"minor units"`
	FirstOrderOn  string `json:"first_order_on"`
	LastOrderOn   string `json:"last_order_on"`
	DaysSinceLast int    `json:"days_since_last" doc:"-1 when there was no order"`
	Visits180     uint32 `json:"visits_180"`
	Net365        int64  `json:"net_365"`
}

// CardOf returns a customer's card as of now.
func CardOf(ctx context.Context, engine *core.Engine, ordinal people.Ordinal) (Card, error) {
	listed, err := engine.People.Card(ctx, ordinal)
	if err != nil {
		return Card{}, err
	}
	why, err := WhyOf(ctx, engine, "", ordinal)
	if err != nil {
		return Card{}, err
	}
	caution, err := CautionOf(ctx, engine, ordinal)
	if err != nil {
		return Card{}, err
	}
	next, err := engine.Worth.Next(ctx, ordinal)
	if err != nil {
		return Card{}, err
	}
	steps, err := engine.Journeys.Steps(ctx, ordinal)
	if err != nil {
		return Card{}, err
	}
	step := journey.Step{}
	if len(steps) > 0 {
		step = steps[len(steps)-1]
	}
	stageID, stageEN := step.Stage.Name()
	given, err := EntitledTo(ctx, engine, ordinal)
	if err != nil {
		return Card{}, err
	}
	customer, now := listed.Customer, engine.Now()
	tierID, tierEN := engine.Loyalty.TierName(listed.Tier)
	return Card{
		ID: customer.ID.String(), Code: core.Code(ordinal), Ordinal: uint32(ordinal),
		Name: customer.Name, CallName: customer.CallName, Honorific: string(customer.Honorific), Kind: string(customer.Kind),
		Phones: phones(&customer), Email: customer.Email,
		Tags: append([]string{}, customer.Tags...), Refs: append([]people.Ref{}, customer.Refs...),
		CreatedAt:  moment(customer.CreatedAt, engine.Zone()),
		GreetingID: customer.Greeting(now, "id"), GreetingEN: customer.Greeting(now, "en"),
		Segment: why.Why, Tier: listed.Tier, TierNameID: tierID, TierNameEN: tierEN,
		Points: listed.Facts.Points, Stage: string(step.Stage), StageID: stageID, StageEN: stageEN, StageSet: step.Why == journey.ByHand,
		Facts: FactsOf(&listed.Facts, int32(engine.Today())), NextVisit: NextVisitOf(&next), Given: given, Loyal: customer.Flags&people.Loyal != 0, Caution: caution,
		Warnings: phoneDoubts(customer.Phones),
	}, nil
}
