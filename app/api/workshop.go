package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

// Workshop is how orders are worked on. Read it, change it, send it back.
type Workshop struct {
	Flow     []sale.State         `json:"flow,omitempty" doc:"the states of work, the first is where it begins; left out takes those of the kind of business"`
	Forms    map[string]sale.Form `json:"forms,omitempty" doc:"what is asked when an order is taken: category of items to its questions; the empty one is for all others"`
	Rounding int64                `json:"rounding,omitempty" doc:"to what cash is rounded, minor units; 0 is not at all"`
	Ladder   []Rung               `json:"ladder,omitempty" readOnly:"true" doc:"when somebody is reminded of what is ready; as Raja has it"`
}

// Rung is one reminder of something that nobody fetches.
type Rung struct {
	Days int    `json:"days" doc:"after it was ready first"`
	What string `json:"what" enum:"remind,task,owner"`
}

// Taking is an order that is about to be taken: what is asked about it.
type Taking struct {
	Offers  []string          `json:"offers,omitempty" doc:"codes of items of the catalogue"`
	Answers map[string]string `json:"answers,omitempty" doc:"so far"`
}

// Asked is what is asked about an order, given the answers so far.
type Asked struct {
	Version   uint32              `json:"version"`
	Questions []sale.FormQuestion `json:"questions"`
}

func (s *service) workshopOperations(api huma.API) {
	huma.Get(api, "/api/workshop", func(ctx context.Context, _ *everything) (*out[Workshop], error) {
		found, err := WorkshopOf(ctx, s.engine)
		return &out[Workshop]{found}, answer(err)
	})
	huma.Put(api, "/api/workshop", func(ctx context.Context, in *struct{ Body Workshop }) (*out[Workshop], error) {
		found, err := SetWorkshop(ctx, s.engine, in.Body)
		return &out[Workshop]{found}, answer(err)
	})
	huma.Post(api, "/api/workshop/questions", func(ctx context.Context, in *struct{ Body Taking }) (*out[Asked], error) {
		asked, err := AskedAbout(ctx, s.engine, in.Body)
		return &out[Asked]{asked}, answer(err)
	})
}

// WorkshopOf is how orders are worked on.
func WorkshopOf(ctx context.Context, engine *core.Engine) (Workshop, error) {
	known, err := engine.Sales.Workshop(ctx)
	view := Workshop{
		Flow: lo.Map(known.Flow, func(one sale.State, _ int) sale.State { one.Next = append([]string{}, one.Next...); return one }), Rounding: int64(known.RoundTo),
		Forms: lo.MapValues(known.Forms, func(form sale.Form, _ string) sale.Form {
			form.Questions = append([]sale.FormQuestion{}, form.Questions...)
			return form
		}),
		Ladder: lo.Map(sale.Ladder(), func(step sale.LadderStep, _ int) Rung { return Rung{step.Days, step.What} }),
	}
	return view, err
}

// SetWorkshop replaces how orders are worked on. Versions of forms are counted
// by Raja, and what it says of them is passed over.
func SetWorkshop(ctx context.Context, engine *core.Engine, given Workshop) (Workshop, error) {
	if err := engine.Sales.SetWorkshop(ctx, core.Workshop{Flow: given.Flow, Forms: given.Forms, RoundTo: money.Amount(given.Rounding)}); err != nil {
		return Workshop{}, err
	}
	return WorkshopOf(ctx, engine)
}

// AskedAbout is what is asked about an order, given the answers so far.
func AskedAbout(ctx context.Context, engine *core.Engine, given Taking) (Asked, error) {
	items := make([]sale.ItemNumber, len(given.Offers))
	for i, code := range given.Offers {
		number, err := engine.NumberOf("item", code)
		if err != nil {
			return Asked{}, about("offers", err)
		}
		items[i] = sale.ItemNumber(number)
	}
	form, err := engine.Sales.Form(ctx, items...)
	return Asked{Version: form.Version, Questions: append([]sale.FormQuestion{}, form.Asked(given.Answers)...)}, err
}
