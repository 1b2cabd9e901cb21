package api

import (
	"cmp"
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/sale"
)

// Takings are what came in and went out from a day to another.
type Takings struct {
	From    string       `json:"from"`
	To      string       `json:"to"`
	In      int64        `json:"in" doc:"money that came in; what was spent of deposits is not counted again"`
	Out     int64        `json:"out"`
	Methods []MethodFlow `json:"methods" doc:"only those that were used"`
}

// MethodFlow is what moved by a method.
type MethodFlow struct {
	Method string `json:"method"`
	In     int64  `json:"in"`
	Out    int64  `json:"out"`
}

// TakingsOf sums the payments of some days by method; "" is today.
func TakingsOf(ctx context.Context, engine *core.Engine, from, to string) (Takings, error) {
	from = cmp.Or(from, today(engine))
	to = cmp.Or(to, from)
	begin, err := startOfDay(engine, "from", from)
	if err != nil {
		return Takings{}, err
	}
	end, err := endOfDay(engine, "to", to)
	if err != nil {
		return Takings{}, err
	}
	if end.Before(begin) {
		return Takings{}, fault.Invalid("to", "%s is before %s", to, from)
	}
	till, err := engine.Payments.Till(ctx, begin, end)
	shown := Takings{From: from, To: to, Methods: []MethodFlow{}}
	for _, method := range sale.Methods() {
		flow, used := till[method]
		if !used {
			continue
		}
		shown.Methods = append(shown.Methods, MethodFlow{string(method), int64(flow.In), int64(flow.Out)})
		if method != sale.Wallet {
			shown.In, shown.Out = shown.In+int64(flow.In), shown.Out+int64(flow.Out)
		}
	}
	return shown, err
}

func (s *service) takingsOperations(api huma.API) {
	huma.Get(api, "/api/takings", func(ctx context.Context, in *struct {
		From string `query:"from" maxLength:"20" doc:"a day; without it today"`
		To   string `query:"to" maxLength:"20" doc:"a day; without it from"`
	},
	) (*out[Takings], error) {
		found, err := TakingsOf(ctx, s.engine, in.From, in.To)
		return &out[Takings]{found}, answer(err)
	})
}
