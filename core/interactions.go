package core

import (
	"context"
	"time"

	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
)

// Interactions is the chapter of every contact with a customer.
type Interactions struct{ *shop }

func interactionShelf() *shelf[care.Interaction] {
	return &shelf[care.Interaction]{
		space: record.Interactions, word: "interaction", mark: "L-", digits: 6,
		number: func(i *care.Interaction) uint64 { return uint64(i.Number) },
		give:   func(i *care.Interaction, number uint64) { i.Number = care.InteractionNumber(number) },
		check:  (*care.Interaction).Check,
		keys:   interactionKeys,
	}
}

func interactionsWith(customer people.Ordinal) record.Key {
	return inList(listInteractions).Uint32(uint32(customer))
}

func interactionsOfTicket(ticket care.TicketNumber) record.Key {
	return inList(listTicketTalk).Uint64(uint64(ticket))
}

func questionsOpen() record.Key { return inList(listQuestions) }

func interactionKeys(one *care.Interaction) []record.Key {
	number := uint64(one.Number)
	keys := []record.Key{
		interactionsWith(one.Customer).TimeDescending(one.At).Uint64(number),
		inList(listTalk).TimeDescending(one.At).Uint64(number),
	}
	if one.Ticket != 0 {
		keys = append(keys, interactionsOfTicket(one.Ticket).Time(one.At).Uint64(number))
	}
	if one.Asks() {
		keys = append(keys, questionsOpen().Time(one.At).Uint64(number))
	}
	return keys
}

// Log notes a contact, all in one call. Number is filled in, and At when it is
// zero. What was noted can be amended later, and its history stays.
func (i *Interactions) Log(ctx context.Context, given care.Interaction) (care.Interaction, error) {
	if given.At.IsZero() {
		given.At = i.clock.Now()
	}
	given.At = given.At.UTC()
	if err := given.Check(); err != nil {
		return given, err
	}
	if given.At.After(i.clock.Now().Add(time.Minute)) {
		return given, fault.Invalid("at", "is in the future")
	}
	made := given
	err := i.update(ctx, "interaction.log", func(t *tx) error {
		if _, err := t.read(t, given.Customer); err != nil {
			return err
		}
		if err := t.working("by", given.By); err != nil {
			return err
		}
		if given.Ticket != 0 {
			if _, err := t.tickets.read(t.shop, t, uint64(given.Ticket)); err != nil {
				return err
			}
		}
		made = given
		return t.interactions.addNext(t, &made)
	})
	return made, err
}

// Amend changes what was noted. A reason is needed: it stands in the journal.
func (i *Interactions) Amend(ctx context.Context, number care.InteractionNumber, reason string, edit func(*care.Interaction) error) (care.Interaction, error) {
	reason = people.Tidy(reason)
	if reason == "" || len(reason) > people.MaxNote {
		return care.Interaction{}, fault.Invalid("reason", "is empty or longer than %d bytes; say why it is changed", people.MaxNote)
	}
	var changed care.Interaction
	err := i.update(ctx, "interaction.amend", func(t *tx) (err error) {
		t.entry.Subject = t.interactions.code(uint64(number))
		t.entry.Notes = map[string]string{"reason": reason}
		if changed, err = t.interactions.read(t.shop, t, uint64(number)); err != nil {
			return err
		}
		who, at := changed.Customer, changed.At
		if err := edit(&changed); err != nil {
			return err
		}
		changed.Number, changed.Customer, changed.At = number, who, at
		if err := changed.Check(); err != nil {
			return err
		}
		return t.interactions.put(t, &changed)
	})
	return changed, err
}

// Answer notes the customer's answer to the question at a position, from 1.
func (i *Interactions) Answer(ctx context.Context, number care.InteractionNumber, position int, answer string) (care.Interaction, error) {
	return editOne(ctx, i.shop, i.interactions, "interaction.answer", uint64(number), func(one *care.Interaction) error {
		if position < 1 || position > len(one.Questions) {
			return fault.NotFound("question", "there is no question %d; there are %d", position, len(one.Questions))
		}
		if answer = people.TidyLines(answer); answer == "" {
			return fault.Invalid("answer", "is empty; say what the customer said")
		}
		asked := &one.Questions[position-1]
		asked.Answer, asked.Answered = answer, i.clock.Now()
		return nil
	})
}

// Get returns an interaction.
func (i *Interactions) Get(ctx context.Context, number care.InteractionNumber) (care.Interaction, error) {
	return readOne(ctx, i.shop, i.interactions, uint64(number))
}

// With returns up to limit contacts with a customer behind a cursor, newest
// first; 0 is those with everybody.
func (i *Interactions) With(ctx context.Context, customer people.Ordinal, after string, limit int) ([]care.Interaction, string, error) {
	if customer == 0 {
		return pageOf(ctx, i.shop, i.interactions, inList(listTalk), page{After: after, Limit: limit})
	}
	return pageOfCustomer(ctx, i.shop, i.interactions, customer, interactionsWith, page{After: after, Limit: limit})
}

// Unanswered returns up to limit contacts with a question that is still to be
// asked back, oldest first.
func (i *Interactions) Unanswered(ctx context.Context, after string, limit int) ([]care.Interaction, string, error) {
	return pageOf(ctx, i.shop, i.interactions, questionsOpen(), page{After: after, Limit: limit})
}

// Of returns the contacts that belong to a ticket, oldest first.
func (i *Interactions) Of(ctx context.Context, ticket care.TicketNumber) ([]care.Interaction, error) {
	found, _, err := pageOf(ctx, i.shop, i.interactions, interactionsOfTicket(ticket), page{Limit: maxOfOne})
	return found, err
}
