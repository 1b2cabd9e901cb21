package core

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
)

// Quotes is the chapter of prices that hold until a day, and who still
// considers them.
type Quotes struct{ *shop }

func quoteShelf() *shelf[sale.Quote] {
	return &shelf[sale.Quote]{
		space: record.Quotes, word: "quote", mark: "Q-", digits: 5,
		number: func(q *sale.Quote) uint64 { return uint64(q.Number) },
		give:   func(q *sale.Quote, number uint64) { q.Number = sale.QuoteNumber(number) },
		check:  (*sale.Quote).Settle,
		keys: func(q *sale.Quote) []record.Key {
			keys := []record.Key{quotesFor(q.Customer).TimeDescending(q.At).Uint64(uint64(q.Number))}
			if q.Answer == sale.Considering {
				keys = append(keys, inList(listQuotesOpen).Time(q.Until).Uint64(uint64(q.Number)))
			}
			return keys
		},
	}
}

func quotesFor(customer people.Ordinal) record.Key {
	return inList(listQuotes).Uint32(uint32(customer))
}

// Make notes a quote; Number, At and Total are filled in.
func (q *Quotes) Make(ctx context.Context, given sale.Quote) (sale.Quote, error) {
	given.At, given.Answer, given.Order = q.clock.Now(), sale.Considering, 0
	given.Until = given.Until.UTC()
	if err := counterLines(given.Lines); err != nil {
		return given, err
	}
	if err := given.Settle(); err != nil {
		return given, err
	}
	if err := q.mayDiscount(ctx, given.Customer, given.Discount, given.Total+given.Discount); err != nil {
		return given, err
	}
	made := given
	err := q.update(ctx, "quote.make", func(t *tx) error {
		if _, err := t.read(t, given.Customer); err != nil {
			return err
		}
		if err := t.working("by", given.By); err != nil {
			return err
		}
		made = given
		return t.quotes.addNext(t, &made)
	})
	return made, err
}

// Answer notes what became of a quote: accepted or declined, and why.
func (q *Quotes) Answer(ctx context.Context, number sale.QuoteNumber, answer sale.Answer, why string) (sale.Quote, error) {
	return editOne(ctx, q.shop, q.quotes, "quote.answer", uint64(number), func(one *sale.Quote) error {
		switch {
		case answer != sale.TakenUp && answer != sale.Declined:
			return fault.Invalid("answer", "%q is neither accepted nor declined", answer)
		case one.Answer != sale.Considering:
			return fault.Conflict("quote", "was %s already", one.Answer)
		case answer == sale.TakenUp && q.clock.Now().After(one.Until):
			return q.lapsed(one)
		}
		one.Answer, one.Why, one.Agreed = answer, why, answer == sale.TakenUp
		return nil
	})
}

func (s *shop) lapsed(one *sale.Quote) error {
	return fault.Conflict("quote", "held until %s; make a new one", one.Until.In(s.zone).Format("2006-01-02"))
}

// quoted fills in what an order takes from the quote that it names: its lines
// and its discount, as they were quoted.
func (s *Sales) quoted(ctx context.Context, given NewOrder) (NewOrder, error) {
	if given.Quote == 0 {
		return given, nil
	}
	if len(given.Items) > 0 || given.Discount != 0 {
		return given, fault.Invalid("item", "and discount come from the quote; leave them out")
	}
	known, err := readOne(ctx, s.shop, s.quotes, uint64(given.Quote))
	given.Items, given.Discount = known.Lines, known.Discount
	return given, err
}

// takeUp notes on a quote that it is accepted and which order came of it.
func (t *tx) takeUp(number sale.QuoteNumber, order *sale.Order) error {
	if number == 0 {
		return nil
	}
	one, err := t.quotes.read(t.shop, t, uint64(number))
	if err != nil {
		return err
	}
	whose, err := t.currently(t, one.Customer)
	if err != nil {
		return err
	}
	buyer, err := t.currently(t, order.Customer)
	if err != nil {
		return err
	}
	switch {
	case whose != buyer:
		return fault.Conflict("quote", "is for %s, not for %s", Code(whose), Code(buyer))
	case one.Answer == sale.Declined:
		return fault.Conflict("quote", "was declined; make a new one")
	case one.Order != 0:
		return fault.Conflict("quote", "became the order %s already", Nota(one.Order))
	case one.Answer == sale.Considering && t.clock.Now().After(one.Until):
		return t.lapsed(&one)
	}
	one.Answer, one.Order = sale.TakenUp, order.Number
	return t.quotes.put(t, &one)
}

// reopenQuote makes what it was of the quote that became an order which
// never was.
func (t *tx) reopenQuote(order *sale.Order) error {
	var taken []sale.Quote
	err := eachOf(t.shop, t, t.quotes, order.Customer, quotesFor, func(one *sale.Quote) {
		if one.Order == order.Number {
			taken = append(taken, *one)
		}
	})
	for i := range taken {
		if taken[i].Order = 0; !taken[i].Agreed {
			taken[i].Answer = sale.Considering
		}
		err = errors.Join(err, t.quotes.put(t, &taken[i]))
	}
	return err
}

// Get returns a quote.
func (q *Quotes) Get(ctx context.Context, number sale.QuoteNumber) (sale.Quote, error) {
	return readOne(ctx, q.shop, q.quotes, uint64(number))
}

// Open returns up to limit quotes that are still considered behind a cursor,
// those that end soonest first.
func (q *Quotes) Open(ctx context.Context, after string, limit int) ([]sale.Quote, string, error) {
	return pageOf(ctx, q.shop, q.quotes, inList(listQuotesOpen), page{After: after, Limit: limit})
}

// For returns up to limit quotes for a customer behind a cursor, newest first.
func (q *Quotes) For(ctx context.Context, customer people.Ordinal, after string, limit int) ([]sale.Quote, string, error) {
	return pageOfCustomer(ctx, q.shop, q.quotes, customer, quotesFor, page{After: after, Limit: limit})
}
