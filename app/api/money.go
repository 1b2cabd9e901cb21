package api

import (
	"cmp"
	"context"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
)

// Payment is one movement of money.
type Payment struct {
	Code     string `json:"code"`
	Kind     string `json:"kind"`
	Customer string `json:"customer"`
	Order    string `json:"order"`
	Amount   int64  `json:"amount"`
	Method   string `json:"method"`
	At       string `json:"at"`
	By       string `json:"by"`
	Reason   string `json:"reason"`
	Reverses string `json:"reverses"`
	Reversed bool   `json:"reversed"`
}

// Moved is what moved, and the order as it is now.
type Moved struct {
	Payments []Payment `json:"payments" doc:"one; of void one for each way in which money goes back"`
	Order    Order     `json:"order"`
	Change   int64     `json:"change" doc:"cash that goes back to her of what she handed over"`
	Coupons  []Issued  `json:"coupons" doc:"that the order has brought her; their codes are shown this once"`
}

// MoneyStep is money taken or given back for an order.
type MoneyStep struct {
	Do     string `json:"do" enum:"pay,refund,refund_line,refund_delivery,void"`
	Amount int64  `json:"amount,omitempty" minimum:"0" doc:"of pay, 0 for all that is owed; of refund; of refund_delivery, 0 for all that is left"`
	Line   int    `json:"line,omitempty" doc:"of refund_line, from 1"`
	Milli  int64  `json:"milli,omitempty" minimum:"0" doc:"of refund_line: thousandths of its unit, 0 for all that is left"`
	Method string `json:"method,omitempty" doc:"when empty: of pay cash, else the way it came"`
	Reason string `json:"reason,omitempty"`
	By     string `json:"by,omitempty"`
	Key    string `json:"key,omitempty" doc:"the same key twice is one payment"`

	Tendered int64 `json:"tendered,omitempty" minimum:"0" doc:"of pay in cash: what she hands over"`
}

// Asking is what a customer is asked for who pays all that she owes.
type Asking struct {
	Amount   int64 `json:"amount"`
	Rounding int64 `json:"rounding" doc:"what of it is rounding of cash"`
}

// Debts are what customers owe, by age.
type Debts struct {
	Total   int64    `json:"total"`
	Buckets []Bucket `json:"buckets"`
	Orders  []Order  `json:"orders"`
}

// Bucket is how old debts are.
type Bucket struct {
	FromDays int   `json:"from_days"`
	ToDays   int   `json:"to_days" doc:"0 has no end"`
	Orders   int   `json:"orders"`
	Amount   int64 `json:"amount"`
}

// PaymentOf is how a payment is shown.
func PaymentOf(engine *core.Engine, one *sale.Payment) Payment {
	view := Payment{
		Code: engine.CodeOf("payment", uint64(one.Number)), Kind: string(one.Kind), Customer: core.Code(one.Customer), Amount: int64(one.Amount),
		Method: string(one.Method), At: moment(one.At, engine.Zone()), By: core.StaffCode(one.By), Reason: one.Reason,
		Reverses: engine.CodeOf("payment", uint64(one.Reverses)), Reversed: one.Reversed,
	}
	if one.Order != 0 {
		view.Order = core.Nota(one.Order)
	}
	return view
}

// PaymentsOf returns what was paid and given back for an order.
func PaymentsOf(ctx context.Context, engine *core.Engine, code string) ([]Payment, error) {
	number, err := numberOf(engine, code)
	if err != nil {
		return nil, err
	}
	all, err := engine.Payments.Of(ctx, number)
	return Shown(engine, all, PaymentOf), err
}

// MoveMoney takes money for an order or gives it back.
func MoveMoney(ctx context.Context, engine *core.Engine, code string, step MoneyStep) (Moved, error) {
	number, err := numberOf(engine, code)
	if err != nil {
		return Moved{}, err
	}
	by, err := StaffOf(ctx, engine, "by", step.By)
	if err != nil {
		return Moved{}, err
	}
	payments, err := step.move(ctx, engine, number, by)
	if err != nil {
		return Moved{}, err
	}
	view, err := OrderAt(ctx, engine, core.Nota(number))
	if err != nil {
		return Moved{}, err
	}
	moved := Moved{Payments: Shown(engine, payments, PaymentOf), Order: view.Order}
	if moved.Coupons, err = CouponsGiven(ctx, engine, number); err != nil {
		return moved, err
	}
	if step.Do == "pay" && step.Tendered > 0 {
		moved.Change = step.Tendered - moved.Payments[0].Amount
	}
	return moved, err
}

// AskedFor is what a customer is asked for who pays all that is owed for an
// order by a method, cash for "". It changes nothing.
func AskedFor(ctx context.Context, engine *core.Engine, code, method string) (Asking, error) {
	number, err := numberOf(engine, code)
	if err != nil {
		return Asking{}, err
	}
	found, err := engine.Sales.Get(ctx, number)
	if err != nil {
		return Asking{}, err
	}
	known, err := engine.Sales.Workshop(ctx)
	amount, rounding := found.Rest(cmp.Or(sale.Method(method), sale.Cash), known.RoundTo)
	return Asking{int64(amount), int64(rounding)}, err
}

func (m *MoneyStep) move(ctx context.Context, engine *core.Engine, number sale.Number, by staff.Number) ([]sale.Payment, error) {
	given := core.NewPayment{Amount: money.Amount(m.Amount), Method: sale.Method(m.Method), Reason: m.Reason, By: by, Key: m.Key, Tendered: money.Amount(m.Tendered)}
	switch m.Do {
	case "pay":
		made, _, err := engine.Payments.Pay(ctx, number, given)
		return []sale.Payment{made}, err
	case "void":
		made, _, err := engine.Payments.Void(ctx, number, given)
		return made, err
	case "refund_line":
		if m.Line < 1 {
			return nil, fault.Invalid("line", "%d is not from 1", m.Line)
		}
		return m.giveBack(ctx, engine, number, sale.Return{Line: m.Line, Milli: m.Milli}, given)
	case "refund_delivery":
		return m.giveBack(ctx, engine, number, sale.Return{Delivery: true, Amount: given.Amount}, given)
	}
	return m.giveBack(ctx, engine, number, sale.Return{Amount: given.Amount}, given)
}

func (m *MoneyStep) giveBack(ctx context.Context, engine *core.Engine, number sale.Number, returned sale.Return, given core.NewPayment) ([]sale.Payment, error) {
	made, _, err := engine.Payments.Refund(ctx, number, returned, given)
	return []sale.Payment{made}, err
}

// DebtsOf counts what a customer owes, all of them for "".
func DebtsOf(ctx context.Context, engine *core.Engine, ref string, limit int) (Debts, error) {
	who, err := ordinalOf(ctx, engine, "customer", ref)
	if err != nil {
		return Debts{}, err
	}
	found, err := engine.Payments.Debts(ctx, who, limit)
	return Debts{
		Total: int64(found.Total), Orders: Shown(engine, found.Orders, order),
		Buckets: lo.Map(found.Buckets, func(b sale.Bucket, _ int) Bucket { return Bucket{b.From, b.To, b.Orders, int64(b.Amount)} }),
	}, err
}

// Deposit is what a customer has paid in and not spent.
type Deposit struct {
	Customer string `json:"customer"`
	Held     int64  `json:"held"`
}

// DepositStep puts money into a wallet, or takes it out.
type DepositStep struct {
	Do     string `json:"do" enum:"add,back"`
	Amount int64  `json:"amount" minimum:"1"`
	Method string `json:"method,omitempty" doc:"cash when empty"`
	By     string `json:"by,omitempty"`
	Key    string `json:"key,omitempty"`
}

// DepositOf returns what a customer's wallet holds.
func DepositOf(ctx context.Context, engine *core.Engine, ref string) (Deposit, error) {
	found, err := engine.People.Find(ctx, ref)
	if err != nil {
		return Deposit{}, err
	}
	held, err := engine.Payments.Wallet(ctx, found.Ordinal)
	return Deposit{Customer: core.Code(found.Ordinal), Held: int64(held)}, err
}

// MoveDeposit puts money into a wallet, or takes it out.
func MoveDeposit(ctx context.Context, engine *core.Engine, ref string, step DepositStep) (Deposit, error) {
	found, err := engine.People.Find(ctx, ref)
	if err != nil {
		return Deposit{}, err
	}
	by, err := StaffOf(ctx, engine, "by", step.By)
	if err != nil {
		return Deposit{}, err
	}
	given := core.NewPayment{Amount: money.Amount(step.Amount), Method: sale.Method(step.Method), By: by, Key: step.Key}
	if step.Do == "back" {
		_, err = engine.Payments.PayOut(ctx, found.Ordinal, given)
	} else {
		_, err = engine.Payments.TopUp(ctx, found.Ordinal, given)
	}
	if err != nil {
		return Deposit{}, err
	}
	return DepositOf(ctx, engine, ref)
}
