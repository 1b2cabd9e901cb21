package core

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// What moved money or points is not made never to have been: it is taken back by another
// movement, which an undo makes.

// errCompensate says that an entry is taken back by another movement.
var errCompensate = errors.New("compensate")

// reasonUndo is the reason that stands with what an undo moved.
const reasonUndo = "undo"

// compensations are the actions that another movement takes back.
func compensations() map[string]func(*History, context.Context, *journal.Entry) error {
	return map[string]func(*History, context.Context, *journal.Entry) error{
		"order.add":   (*History).voidOrder,
		"order.pay":   (*History).reversePayment,
		"deposit.add": (*History).payBack,
		actionRedeem:  (*History).giveBackPoints,
		actionAdjust:  (*History).unadjust,
	}
}

// finalActions are those that nothing takes back by itself, and what to do.
func finalActions() map[string]string {
	return map[string]string{
		"order.refund":     "take the money again as a payment instead",
		actionVoid:         "record the order anew instead",
		"payment.reverse":  "record the payment anew instead",
		actionIssue:        "draw another code instead",
		"deposit.back":     "pay it in again instead",
		"loyalty.return":   "spend the points again instead",
		"loyalty.birthday": "correct the points instead",
		actionDrop:         "add the photo again instead",
		actionTidy:         "add the photo again instead",
	}
}

func (h *History) compensate(ctx context.Context, entry *journal.Entry) (Undone, error) {
	err := compensations()[entry.Action](h, undoing(ctx, entry.Seq), entry)
	if err != nil {
		return Undone{}, err
	}
	var by uint64
	err = h.store.View(ctx, func(reader store.Reader) (err error) {
		by, err = undoneBy(reader, entry.Seq)
		return err
	})
	return Undone{Entry: entry.Seq, By: by, Action: entry.Action, Subject: entry.Subject, Final: true}, readable(err)
}

// numberOf returns the number of the record of a keyspace that an entry made.
func numberOf(entry *journal.Entry, space record.Space) (uint64, error) {
	for _, change := range entry.Changes {
		if record.Space(change.Key[0]) == space && change.Before == nil {
			return numberIn(space, change.Key), nil
		}
	}
	return 0, fault.Forbidden("entry", "%d made nothing that could be taken back", entry.Seq)
}

func (h *History) voidOrder(ctx context.Context, entry *journal.Entry) error {
	number, err := numberOf(entry, record.Orders)
	if err != nil {
		return err
	}
	_, _, err = (&Payments{h.shop}).Void(ctx, sale.Number(number), NewPayment{Reason: reasonUndo})
	return err
}

func (h *History) reversePayment(ctx context.Context, entry *journal.Entry) error {
	number, err := numberOf(entry, record.Payments)
	if err != nil {
		return err
	}
	_, err = (&Payments{h.shop}).Reverse(ctx, sale.PaymentNumber(number), reasonUndo, 0)
	return err
}

func (h *History) payBack(ctx context.Context, entry *journal.Entry) error {
	number, err := numberOf(entry, record.Payments)
	if err != nil {
		return err
	}
	paid, err := readOne(ctx, h.shop, h.payments, number)
	if err != nil {
		return err
	}
	_, err = (&Payments{h.shop}).PayOut(ctx, paid.Customer, NewPayment{Amount: paid.Amount, Method: paid.Method, Reason: reasonUndo})
	return err
}

func (h *History) giveBackPoints(ctx context.Context, entry *journal.Entry) error {
	number, err := numberOf(entry, record.Entries)
	if err != nil {
		return err
	}
	_, err = (&Loyalty{h.shop}).GiveBack(ctx, loyalty.EntryNumber(number), reasonUndo, 0)
	return err
}

func (h *History) unadjust(ctx context.Context, entry *journal.Entry) error {
	number, err := numberOf(entry, record.Entries)
	if err != nil {
		return err
	}
	return (&Loyalty{h.shop}).unadjust(ctx, loyalty.EntryNumber(number))
}
