package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
)

// Quote is a price that holds until a day. Amounts are minor units.
type Quote struct {
	Code     string      `json:"code"`
	Customer string      `json:"customer" doc:"code"`
	At       string      `json:"at"`
	Until    string      `json:"until"`
	Lines    []sale.Line `json:"lines"`
	Discount int64       `json:"discount"`
	Total    int64       `json:"total"`
	Answer   string      `json:"answer" enum:"considering,accepted,declined"`
	Lapsed   bool        `json:"lapsed" doc:"still considered, and it holds no more"`
	Why      string      `json:"why"`
	Order    string      `json:"order" doc:"number of the order that came of it"`
	By       string      `json:"by"`
}

// MadeQuote is a new quote with what must be seen before she is served.
type MadeQuote struct {
	Quote
	Caution  Caution   `json:"caution"`
	Warnings []Warning `json:"warnings" doc:"what looks like a slip; it was taken as it was given"`
}

// NewQuote is what the form of a new quote sends.
type NewQuote struct {
	Customer string    `json:"customer"`
	Until    string    `json:"until" doc:"how long it holds; a day counts to its end"`
	Items    []NewItem `json:"items" minItems:"1" maxItems:"400"`
	Discount int64     `json:"discount,omitempty" minimum:"0"`
	By       string    `json:"by,omitempty"`
}

// QuoteStep is what became of a quote.
type QuoteStep struct {
	Do  string `json:"do" enum:"accept,decline"`
	Why string `json:"why,omitempty" doc:"also to whom she went instead"`
}

func (s *service) quoteOperations(api huma.API) {
	huma.Get(api, "/api/quotes", func(ctx context.Context, in *PageQuery) (*out[listOf[Quote]], error) {
		all, next, err := s.engine.Quotes.Open(ctx, in.After, in.Limit)
		return &out[listOf[Quote]]{listOf[Quote]{Shown(s.engine, all, QuoteOf), next}}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/quotes", func(ctx context.Context, in *pageInput) (*out[listOf[Quote]], error) {
		all, next, err := QuotesFor(ctx, s.engine, in.Ref, in.After, in.Limit)
		return &out[listOf[Quote]]{listOf[Quote]{all, next}}, answer(err)
	})
	huma.Post(api, "/api/quotes", func(ctx context.Context, in *struct{ Body NewQuote }) (*created[MadeQuote], error) {
		made, err := MakeQuote(ctx, s.engine, in.Body)
		return &created[MadeQuote]{http.StatusCreated, made}, answer(err)
	})
	huma.Get(api, "/api/quotes/{code}", func(ctx context.Context, in *CodeInput) (*out[Quote], error) {
		found, err := QuoteAt(ctx, s.engine, in.Code)
		return &out[Quote]{found}, answer(err)
	})
	huma.Post(api, "/api/quotes/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body QuoteStep
	},
	) (*out[Quote], error) {
		changed, err := StepQuote(ctx, s.engine, in.Code, in.Body)
		return &out[Quote]{changed}, answer(err)
	})
}

// QuoteOf is how a quote is shown.
func QuoteOf(engine *core.Engine, one *sale.Quote) Quote {
	view := Quote{
		Code: engine.CodeOf("quote", uint64(one.Number)), Customer: core.Code(one.Customer), At: moment(one.At, engine.Zone()),
		Until: moment(one.Until, engine.Zone()), Lines: append([]sale.Line{}, one.Lines...), Discount: int64(one.Discount), Total: int64(one.Total),
		Answer: string(one.Answer), Lapsed: one.Answer == sale.Considering && engine.Now().After(one.Until), Why: one.Why, By: core.StaffCode(one.By),
	}
	if one.Order != 0 {
		view.Order = core.Nota(one.Order)
	}
	return view
}

// QuoteAt returns the quote with a code.
func QuoteAt(ctx context.Context, engine *core.Engine, code string) (Quote, error) {
	number, err := engine.NumberOf("quote", code)
	if err != nil {
		return Quote{}, err
	}
	found, err := engine.Quotes.Get(ctx, sale.QuoteNumber(number))
	return QuoteOf(engine, &found), err
}

// QuotesFor lists the quotes for a customer, newest first.
func QuotesFor(ctx context.Context, engine *core.Engine, ref, after string, limit int) ([]Quote, string, error) {
	who, err := engine.People.Find(ctx, ref)
	if err != nil {
		return nil, "", err
	}
	all, next, err := engine.Quotes.For(ctx, who.Ordinal, after, limit)
	return Shown(engine, all, QuoteOf), next, err
}

// MakeQuote notes a price that holds until a day.
func MakeQuote(ctx context.Context, engine *core.Engine, given NewQuote) (MadeQuote, error) {
	who, err := engine.People.Find(ctx, given.Customer)
	if err != nil {
		return MadeQuote{}, err
	}
	by, err := StaffOf(ctx, engine, "by", given.By)
	if err != nil {
		return MadeQuote{}, err
	}
	until, err := endOfDay(engine, "until", given.Until)
	if err != nil {
		return MadeQuote{}, err
	}
	lines, err := linesOf(ctx, engine, given.Items)
	if err != nil {
		return MadeQuote{}, err
	}
	caution, err := CautionOf(ctx, engine, who.Ordinal)
	if err != nil {
		return MadeQuote{}, err
	}
	made, err := engine.Quotes.Make(ctx, sale.Quote{
		Customer: who.Ordinal, Until: until, Lines: lines, Discount: money.Amount(given.Discount), By: by,
	})
	if err != nil {
		return MadeQuote{}, err
	}
	doubts, err := engine.Sales.Doubts(ctx, made.Lines)
	return MadeQuote{QuoteOf(engine, &made), caution, warnings(doubts)}, err
}

// StepQuote notes what became of a quote.
func StepQuote(ctx context.Context, engine *core.Engine, code string, step QuoteStep) (Quote, error) {
	number, err := engine.NumberOf("quote", code)
	if err != nil {
		return Quote{}, err
	}
	answer := map[string]sale.Answer{"accept": sale.TakenUp, "decline": sale.Declined}[step.Do]
	if answer == "" {
		return Quote{}, fault.Invalid("do", "%q is not one of accept, decline", step.Do)
	}
	changed, err := engine.Quotes.Answer(ctx, sale.QuoteNumber(number), answer, step.Why)
	return QuoteOf(engine, &changed), err
}

// linesOf are the lines of items of one's own and of the catalogue.
func linesOf(ctx context.Context, engine *core.Engine, items []NewItem) ([]sale.Line, error) {
	lines := make([]sale.Line, len(items))
	for i := range items {
		line, err := items[i].line(ctx, engine)
		if err != nil {
			return nil, err
		}
		lines[i] = line
	}
	return lines, nil
}
