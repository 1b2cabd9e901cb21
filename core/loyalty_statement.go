package core

import (
	"context"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/receipt"
	"github.com/raja-crm/raja/core/store"
)

// StatementAsked says which days a statement is about, and in which language.
type StatementAsked struct {
	From, To clock.Day // both within; 0 is the first movement, and today
	Lang     string    // "id" or "en"
}

// Print returns a customer's points in some days as they are printed: the
// opening balance and every change, with why, are the closing balance. Days
// that have not come are refused.
func (l *Loyalty) Print(ctx context.Context, customer people.Ordinal, asked StatementAsked) (*receipt.Statement, error) {
	if asked.To == 0 {
		asked.To = l.Today()
	}
	switch {
	case asked.To > l.Today():
		return nil, fault.Invalid("to", "%s has not come yet", asked.To)
	case asked.From > asked.To:
		return nil, fault.Invalid("from", "%s is after %s", asked.From, asked.To)
	}
	var printed *receipt.Statement
	err := l.store.View(ctx, func(reader store.Reader) (err error) {
		printed, err = l.print(reader, customer, asked)
		return err
	})
	return printed, readable(err)
}

func (l *Loyalty) print(reader store.Reader, customer people.Ordinal, asked StatementAsked) (*receipt.Statement, error) {
	root, err := l.currently(reader, customer)
	if err != nil {
		return nil, err
	}
	known, err := l.read(reader, root)
	if err != nil {
		return nil, err
	}
	entries, err := l.ledger(reader, root, forEver)
	if err != nil {
		return nil, err
	}
	if asked.From == 0 {
		asked.From = asked.To
		if len(entries) > 0 {
			asked.From = min(asked.To, clock.DayOf(entries[0].At, l.zone))
		}
	}
	printed := &receipt.Statement{
		Shop: l.called(), Customer: known.Called(), Code: Code(root), At: l.clock.Now(), Lang: asked.Lang,
		Period: loyalty.PeriodOf(entries, asked.From, asked.To, l.zone),
	}
	if asked.Lang != "en" {
		printed.Customer = known.Addressed()
	}
	for i := range printed.Period.Changes {
		printed.Words = append(printed.Words, l.why(&printed.Period.Changes[i], asked.Lang))
	}
	return printed, nil
}

// why says in words what changed somebody's points.
func (l *Loyalty) why(change *loyalty.Change, lang string) string {
	entry := change.Entry
	if entry == nil {
		return loyalty.Expire.Word(lang)
	}
	words := []string{entry.Kind.Word(lang)}
	if entry.Order != 0 {
		words = append(words, Nota(entry.Order))
	}
	if entry.Reward != 0 {
		words = append(words, l.rewards.code(uint64(entry.Reward)))
	}
	id, en := l.Reason(entry.Rule, entry.Text, entry.Args)
	if lang == "en" {
		id = en
	}
	words = append(words, id, entry.Reason)
	return strings.Join(slices.DeleteFunc(words, func(word string) bool { return word == "" }), " ")
}
