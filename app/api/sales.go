package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/receipt"
	"github.com/raja-crm/raja/core/sale"
)

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
