package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/sale"
)

// Wait is a customer who wants something that is sold out.
type Wait struct {
	Code     string `json:"code"`
	Item     string `json:"item" doc:"code"`
	Customer string `json:"customer" doc:"code"`
	At       string `json:"at"`
	Expected string `json:"expected" doc:"when it is expected, empty when nobody knows"`
	Told     string `json:"told" doc:"when she was told that it is there, empty before"`
	Over     bool   `json:"over"`
	Note     string `json:"note"`
}

// NewWait is who waits for what.
type NewWait struct {
	Customer string `json:"customer"`
	Item     string `json:"item" doc:"code"`
	Expected string `json:"expected,omitempty"`
	Note     string `json:"note,omitempty"`
}

// WaitStep is one thing done about who waits.
type WaitStep struct {
	Do string `json:"do" enum:"told,done"`
}

func (s *service) waitOperations(api huma.API) {
	huma.Get(api, "/api/items/{code}/waiting", func(ctx context.Context, in *CodeInput) (*out[listOf[Wait]], error) {
		all, err := WaitingFor(ctx, s.engine, in.Code)
		return &out[listOf[Wait]]{listOf[Wait]{all, ""}}, answer(err)
	})
	huma.Get(api, "/api/customers/{ref}/waiting", func(ctx context.Context, in *pageInput) (*out[listOf[Wait]], error) {
		all, next, err := AwaitedBy(ctx, s.engine, in.Ref, in.After, in.Limit)
		return &out[listOf[Wait]]{listOf[Wait]{all, next}}, answer(err)
	})
	huma.Post(api, "/api/waiting", func(ctx context.Context, in *struct{ Body NewWait }) (*created[Wait], error) {
		made, err := Await(ctx, s.engine, in.Body)
		return &created[Wait]{http.StatusCreated, made}, answer(err)
	})
	huma.Post(api, "/api/waiting/{code}", func(ctx context.Context, in *struct {
		CodeInput
		Body WaitStep
	},
	) (*out[Wait], error) {
		changed, err := StepWait(ctx, s.engine, in.Code, in.Body)
		return &out[Wait]{changed}, answer(err)
	})
}

// WaitOf is how a waiting customer is shown.
func WaitOf(engine *core.Engine, one *sale.Wait) Wait {
	zone := engine.Zone()
	return Wait{
		Code: engine.CodeOf("wait", uint64(one.Number)), Item: engine.CodeOf("item", uint64(one.Item)), Customer: core.Code(one.Customer),
		At: moment(one.At, zone), Expected: moment(one.Expected, zone), Told: moment(one.Told, zone), Over: one.Over, Note: one.Note,
	}
}

// WaitingFor lists who waits for an item, longest first.
func WaitingFor(ctx context.Context, engine *core.Engine, code string) ([]Wait, error) {
	number, err := engine.NumberOf("item", code)
	if err != nil {
		return nil, err
	}
	if _, err := engine.Catalogue.Get(ctx, sale.ItemNumber(number)); err != nil {
		return nil, err
	}
	all, err := engine.Catalogue.Waiting(ctx, sale.ItemNumber(number))
	return Shown(engine, all, WaitOf), err
}

// AwaitedBy lists what a customer waits for, or waited, oldest first.
func AwaitedBy(ctx context.Context, engine *core.Engine, ref, after string, limit int) ([]Wait, string, error) {
	who, err := engine.People.Find(ctx, ref)
	if err != nil {
		return nil, "", err
	}
	all, next, err := engine.Catalogue.Awaited(ctx, who.Ordinal, after, limit)
	return Shown(engine, all, WaitOf), next, err
}

// Await puts a customer on the waiting list of an item.
func Await(ctx context.Context, engine *core.Engine, given NewWait) (Wait, error) {
	who, err := engine.People.Find(ctx, given.Customer)
	if err != nil {
		return Wait{}, err
	}
	item, err := engine.NumberOf("item", given.Item)
	if err != nil {
		return Wait{}, err
	}
	made := sale.Wait{Item: sale.ItemNumber(item), Customer: who.Ordinal, Note: given.Note}
	if given.Expected != "" {
		if made.Expected, err = startOfDay(engine, "expected", given.Expected); err != nil {
			return Wait{}, err
		}
	}
	made, err = engine.Catalogue.Await(ctx, made)
	return WaitOf(engine, &made), err
}

// StepWait notes that a customer was told, or waits no more.
func StepWait(ctx context.Context, engine *core.Engine, code string, step WaitStep) (Wait, error) {
	number, err := engine.NumberOf("wait", code)
	if err != nil {
		return Wait{}, err
	}
	do := map[string]func(context.Context, sale.WaitNumber) (sale.Wait, error){
		"told": engine.Catalogue.Told, "done": engine.Catalogue.Done,
	}[step.Do]
	if do == nil {
		return Wait{}, fault.Invalid("do", "%q is not one of told, done", step.Do)
	}
	changed, err := do(ctx, sale.WaitNumber(number))
	return WaitOf(engine, &changed), err
}
