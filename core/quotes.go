package core

import (
	"context"

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
	if err := given.Settle(); err != nil {
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
			return fault.Conflict("quote", "held until %s; make a new one", one.Until.In(q.zone).Format("2006-01-02"))
		}
		one.Answer, one.Why = answer, why
		return nil
	})
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
