package core

import (
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Moved is what lies under a customer who is given up, and counts as the
// other's from then on.
type Moved struct {
	Orders, Assets, Promises, Tickets, Interactions, Quotes, Appointments, FollowUps, Messages int
	Points                                                                                     int64
	Wallet                                                                                     money.Amount // what she has paid in and not spent
}

// moved counts what lies under a customer.
func (t *tx) moved(lose people.Ordinal) (Moved, error) {
	var found Moved
	counts := []struct {
		under listOf
		into  *int
	}{
		{ordersOf, &found.Orders},
		{assetsOf, &found.Assets},
		{promisesTo, &found.Promises},
		{ticketsOf, &found.Tickets},
		{interactionsWith, &found.Interactions},
		{quotesFor, &found.Quotes},
		{appointmentsOf, &found.Appointments},
		{followUpsWith, &found.FollowUps},
		{messagesTo, &found.Messages},
	}
	for _, one := range counts {
		if err := t.each(t, lose, one.under, func(store.KV) error { *one.into++; return nil }); err != nil {
			return found, err
		}
	}
	known, err := readPast(t, lose)
	if err != nil {
		return found, err
	}
	found.Points = int64(known.lots.Balance(t.Today()))
	found.Wallet, err = t.walletHeld(t, lose)
	return found, err
}

// walletsHold refuses to part two customers whose wallets would not bear it:
// what one of them paid in was spent for the other.
func (t *tx) walletsHold(entry *journal.Entry) error {
	for _, change := range entry.Changes {
		if record.Space(change.Key[0]) != record.Customers {
			continue
		}
		who := people.Ordinal(record.Tail32(change.Key))
		held, err := t.walletHeld(t, who)
		if err != nil {
			return err
		}
		if held < 0 {
			return fault.Conflict("entry", "%d stays: the wallet of %s would be %s below nothing, since it was spent as one; put that into it first",
				entry.Seq, Code(who), t.business.Currency.Plain(-held))
		}
	}
	return nil
}
