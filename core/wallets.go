package core

import (
	"context"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// Wallet returns what a customer has paid in and not spent.
func (p *Payments) Wallet(ctx context.Context, customer people.Ordinal) (money.Amount, error) {
	var held money.Amount
	err := p.store.View(ctx, func(reader store.Reader) (err error) {
		held, err = p.walletHeld(reader, customer)
		return err
	})
	return held, readable(err)
}

func (s *shop) walletHeld(reader store.Reader, customer people.Ordinal) (money.Amount, error) {
	var held money.Amount
	return held, s.each(reader, customer, walletOf, func(kv store.KV) error {
		one, err := s.payments.read(s, reader, record.Tail64(kv.Key))
		if err != nil {
			return err
		}
		sum, fits := money.Add(held, one.Wallet())
		if !fits {
			return fault.Internal("a wallet holds more than Raja can count")
		}
		held = sum
		return nil
	})
}

// wallet refuses to take more out of a wallet than is in it.
func (t *tx) wallet(customer people.Ordinal, amount money.Amount) error {
	root, err := t.currently(t, customer)
	if err != nil {
		return err
	}
	held, err := t.walletHeld(t, root)
	if err == nil && amount > held {
		return fault.Invalid("amount", "is more than the wallet holds, which is %s", t.business.Currency.Plain(held))
	}
	return err
}

// TopUp puts money into a customer's wallet, and PayOut gives some of it back.
func (p *Payments) TopUp(ctx context.Context, customer people.Ordinal, given NewPayment) (sale.Payment, error) {
	return p.walletMove(ctx, "deposit.add", customer, sale.TopUp, given)
}

// PayOut gives back money out of a customer's wallet.
func (p *Payments) PayOut(ctx context.Context, customer people.Ordinal, given NewPayment) (sale.Payment, error) {
	return p.walletMove(ctx, "deposit.back", customer, sale.PayOut, given)
}

func (p *Payments) walletMove(ctx context.Context, action string, customer people.Ordinal, kind sale.PaymentKind, given NewPayment) (sale.Payment, error) {
	if given.Method == "" {
		given.Method = "cash"
	}
	var made sale.Payment
	err := p.update(ctx, action, func(t *tx) error {
		t.entry.Subject = Code(customer)
		if _, err := t.read(t, customer); err != nil {
			return err
		}
		if err := t.working("by", given.By); err != nil {
			return err
		}
		made = sale.Payment{Kind: kind, Customer: customer, Amount: given.Amount, Method: given.Method, At: t.clock.Now(), By: given.By, Reason: given.Reason, Key: given.Key}
		if known, err := t.paidBefore(&made); err != nil || known {
			return err
		}
		if given.Method == sale.Wallet {
			return fault.Invalid("method", "cannot be the wallet itself")
		}
		if kind == sale.PayOut {
			if err := t.wallet(customer, given.Amount); err != nil {
				return err
			}
		}
		return t.addPayment(&made)
	})
	return made, err
}
