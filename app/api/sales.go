package api

import (
	"cmp"
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/receipt"
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

// Unclaimed is what is ready and nobody fetched.
type Unclaimed struct {
	Shelves []Shelf    `json:"shelves"`
	Due     []Reminder `json:"due"`
}

// Shelf is how long things wait.
type Shelf struct {
	FromDays int `json:"from_days"`
	ToDays   int `json:"to_days" doc:"-1 has no end"`
	Orders   int `json:"orders"`
}

// Reminder is an order whose customer is to be reminded.
type Reminder struct {
	Order Order  `json:"order"`
	Days  int    `json:"days"`
	Step  int    `json:"step" doc:"1, 3, 7 or 14"`
	What  string `json:"what" enum:"remind,task,owner"`
}

func (s *service) saleOperations(api huma.API) {
	huma.Get(api, "/api/orders/{code}", func(ctx context.Context, in *CodeInput) (*out[OrderShown], error) {
		found, err := OrderAt(ctx, s.engine, in.Code)
		return &out[OrderShown]{found}, answer(err)
	})
	huma.Get(api, "/api/orders/{code}/payments", func(ctx context.Context, in *CodeInput) (*out[listOf[Payment]], error) {
		all, err := PaymentsOf(ctx, s.engine, in.Code)
		return &out[listOf[Payment]]{listOf[Payment]{all, ""}}, answer(err)
	})
	huma.Get(api, "/api/orders/{code}/nota", func(ctx context.Context, in *struct {
		CodeInput
		Width int    `query:"width" default:"58" minimum:"58" maximum:"80" doc:"of the paper in mm: 58 or 80"`
		Lang  string `query:"lang" default:"id" enum:"id,en"`
		Again bool   `query:"again"`
	},
	) (*out[struct {
		Text string `json:"text"`
	}], error,
	) {
		text, err := NotaText(ctx, s.engine, in.Code, in.Width, in.Lang, in.Again)
		shown := &out[struct {
			Text string `json:"text"`
		}]{}
		shown.Body.Text = text
		return shown, answer(err)
	})
	huma.Get(api, "/api/orders/{code}/asked", func(ctx context.Context, in *struct {
		CodeInput
		Method string `query:"method" maxLength:"40" doc:"cash when empty"`
	},
	) (*out[Asking], error) {
		asked, err := AskedFor(ctx, s.engine, in.Code, in.Method)
		return &out[Asking]{asked}, answer(err)
	})
	huma.Post(api, "/api/orders/{code}/money", func(ctx context.Context, in *struct {
		CodeInput
		Body MoneyStep
	},
	) (*out[Moved], error) {
		moved, err := MoveMoney(ctx, s.engine, in.Code, in.Body)
		return &out[Moved]{moved}, answer(err)
	})
	huma.Post(api, "/api/orders/{code}/status", func(ctx context.Context, in *struct {
		CodeInput
		Body struct {
			Status string `json:"status"`
			By     string `json:"by,omitempty"`
		}
	},
	) (*out[Order], error) {
		moved, err := MoveOrder(ctx, s.engine, in.Code, in.Body.Status, in.Body.By)
		return &out[Order]{moved}, answer(err)
	})
	huma.Get(api, "/api/orders", func(ctx context.Context, in *PageQuery) (*out[listOf[Order]], error) {
		all, next, err := s.engine.Sales.Latest(ctx, in.After, in.Limit)
		return &out[listOf[Order]]{listOf[Order]{Shown(s.engine, all, order), next}}, answer(err)
	})
	s.takingsOperations(api)
	s.workOperations(api)
}

// workOperations are about the work on orders and what is owed for them.
func (s *service) workOperations(api huma.API) {
	huma.Get(api, "/api/work", func(ctx context.Context, in *struct {
		PageQuery
		Status string `query:"status" maxLength:"60"`
	},
	) (*out[listOf[Order]], error) {
		all, next, err := s.engine.Sales.In(ctx, in.Status, in.After, in.Limit)
		return &out[listOf[Order]]{listOf[Order]{Shown(s.engine, all, order), next}}, answer(err)
	})
	huma.Get(api, "/api/debts", func(ctx context.Context, in *struct {
		Customer string `query:"customer" maxLength:"300"`
		Limit    int    `query:"limit" default:"50" minimum:"0" maximum:"500"`
	},
	) (*out[Debts], error) {
		found, err := DebtsOf(ctx, s.engine, in.Customer, in.Limit)
		return &out[Debts]{found}, answer(err)
	})
	huma.Get(api, "/api/unclaimed", func(ctx context.Context, _ *everything) (*out[Unclaimed], error) {
		found, err := UnclaimedNow(ctx, s.engine)
		return &out[Unclaimed]{found}, answer(err)
	})
	huma.Post(api, "/api/orders/{code}/remind", func(ctx context.Context, in *CodeInput) (*out[Reminder], error) {
		gone, err := Remind(ctx, s.engine, in.Code)
		return &out[Reminder]{gone}, answer(err)
	})
	huma.Post(api, "/api/customers/{ref}/deposit", func(ctx context.Context, in *struct {
		RefInput
		Body DepositStep
	},
	) (*created[Deposit], error) {
		held, err := MoveDeposit(ctx, s.engine, in.Ref, in.Body)
		return &created[Deposit]{http.StatusCreated, held}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/deposit", func(ctx context.Context, in *RefInput) (*out[Deposit], error) {
		held, err := DepositOf(ctx, s.engine, in.Ref)
		return &out[Deposit]{held}, answer(err)
	})
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

func numberOf(engine *core.Engine, code string) (sale.Number, error) {
	number, err := engine.NumberOf("order", code)
	return sale.Number(number), err
}

// OrderAt returns the order with a number such as N-000123.
func OrderAt(ctx context.Context, engine *core.Engine, code string) (OrderShown, error) {
	number, err := numberOf(engine, code)
	if err != nil {
		return OrderShown{}, err
	}
	found, err := engine.Sales.Get(ctx, number)
	if err != nil {
		return OrderShown{}, err
	}
	view := OrderShown{Order: order(engine, &found)}
	points, err := engine.Loyalty.Earned(ctx, &found)
	if err != nil {
		return view, err
	}
	view.Points = int64(points)
	taken, err := engine.Sales.Intake(ctx, &found)
	if err != nil {
		return view, err
	}
	view.ByName, view.AssetName, view.AssetSerial = taken.By, taken.Asset.Name, taken.Asset.Serial
	view.Intake = lo.Map(taken.Answers, func(one sale.Answered, _ int) Answered {
		return Answered{Key: one.Key, TextID: one.TextID, TextEN: one.TextEN, Answer: one.Answer, Print: one.Print}
	})
	promised, err := engine.Promises.About(ctx, core.Nota(number))
	view.Promises = Shown(engine, promised, PromiseOf)
	return view, err
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

// NotaText lays out an order's nota for paper of 58 or 80 mm.
func NotaText(ctx context.Context, engine *core.Engine, code string, millimetres int, lang string, again bool) (string, error) {
	nota, width, err := NotaOf(ctx, engine, code, millimetres, lang, again)
	if err != nil {
		return "", err
	}
	return nota.Text(width), nil
}

// NotaOf returns an order's nota and the width of its paper.
func NotaOf(ctx context.Context, engine *core.Engine, code string, millimetres int, lang string, again bool) (*receipt.Nota, receipt.Width, error) {
	width, err := receipt.WidthOf(millimetres)
	if err != nil {
		return nil, 0, err
	}
	number, err := numberOf(engine, code)
	if err != nil {
		return nil, 0, err
	}
	nota, err := engine.Sales.Nota(ctx, number, lang, again)
	return nota, width, err
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

// MoveOrder puts an order into another state of the shop's flow.
func MoveOrder(ctx context.Context, engine *core.Engine, code, status, by string) (Order, error) {
	number, err := numberOf(engine, code)
	if err != nil {
		return Order{}, err
	}
	who, err := StaffOf(ctx, engine, "by", by)
	if err != nil {
		return Order{}, err
	}
	moved, err := engine.Sales.Move(ctx, number, status, who)
	return order(engine, &moved), err
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

// UnclaimedNow counts what waits, and names whose reminder is due.
func UnclaimedNow(ctx context.Context, engine *core.Engine) (Unclaimed, error) {
	found, err := engine.Sales.Unclaimed(ctx)
	return Unclaimed{
		Shelves: lo.Map(found.Shelves, func(one sale.Shelf, _ int) Shelf { return Shelf{one.From, one.To, one.Orders} }),
		Due: lo.Map(found.Due, func(one core.Reminder, _ int) Reminder {
			return reminderOf(engine, &one)
		}),
	}, err
}

func reminderOf(engine *core.Engine, one *core.Reminder) Reminder {
	return Reminder{Order: order(engine, &one.Order), Days: one.Days, Step: one.Step.Days, What: one.Step.What}
}

// Remind notes that the step of the ladder that is due was gone.
func Remind(ctx context.Context, engine *core.Engine, code string) (Reminder, error) {
	number, err := numberOf(engine, code)
	if err != nil {
		return Reminder{}, err
	}
	gone, err := engine.Sales.Remind(ctx, number)
	return reminderOf(engine, &gone), err
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
