package api

import (
	"context"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
)

// Hint says whether it is kept how a thing is unlocked, and not how.
type Hint struct {
	Asset string `json:"asset"`
	Kept  bool   `json:"kept"`
	At    string `json:"at" doc:"when it was kept, empty where none is"`
}

// NewHint is how a thing is unlocked, with the PIN that is to open it.
type NewHint struct {
	Hint string `json:"hint"`
	PIN  string `json:"pin"`
}

// OpenedHint is how a thing is unlocked.
type OpenedHint struct {
	Asset string `json:"asset"`
	Hint  string `json:"hint"`
}

func (s *service) hintOperations(api huma.API) {
	huma.Get(api, "/api/assets/{code}/hint", func(ctx context.Context, in *CodeInput) (*out[Hint], error) {
		found, err := HintOf(ctx, s.engine, in.Code)
		return &out[Hint]{found}, answer(err)
	})
	huma.Put(api, "/api/assets/{code}/hint", func(ctx context.Context, in *struct {
		CodeInput
		Body NewHint
	},
	) (*out[Hint], error) {
		kept, err := KeepHint(ctx, s.engine, in.Code, in.Body)
		return &out[Hint]{kept}, answer(err)
	})
	huma.Post(api, "/api/assets/{code}/hint/open", func(ctx context.Context, in *struct {
		CodeInput
		Body struct {
			PIN string `json:"pin"`
		}
	},
	) (*out[OpenedHint], error) {
		opened, err := OpenHint(ctx, s.engine, in.Code, in.Body.PIN)
		return &out[OpenedHint]{opened}, answer(err)
	})
	huma.Delete(api, "/api/assets/{code}/hint", func(ctx context.Context, in *CodeInput) (*out[Hint], error) {
		gone, err := ForgetHint(ctx, s.engine, in.Code)
		return &out[Hint]{gone}, answer(err)
	})
}

// HintOf says whether it is kept how a thing is unlocked.
func HintOf(ctx context.Context, engine *core.Engine, code string) (Hint, error) {
	number, err := engine.NumberOf("asset", code)
	if err != nil {
		return Hint{}, err
	}
	at, kept, err := engine.Assets.HintKept(ctx, people.AssetNumber(number))
	return hintOf(engine, number, at, kept), err
}

func hintOf(engine *core.Engine, asset uint64, at time.Time, kept bool) Hint {
	return Hint{Asset: engine.CodeOf("asset", asset), Kept: kept, At: moment(at, engine.Zone())}
}

// KeepHint keeps how a thing is unlocked, closed with a PIN.
func KeepHint(ctx context.Context, engine *core.Engine, code string, given NewHint) (Hint, error) {
	number, err := engine.NumberOf("asset", code)
	if err != nil {
		return Hint{}, err
	}
	kept, err := engine.Assets.KeepHint(ctx, people.AssetNumber(number), given.Hint, given.PIN)
	return hintOf(engine, number, kept.At, err == nil), err
}

// OpenHint opens how a thing is unlocked with its PIN.
func OpenHint(ctx context.Context, engine *core.Engine, code, pin string) (OpenedHint, error) {
	number, err := engine.NumberOf("asset", code)
	if err != nil {
		return OpenedHint{}, err
	}
	words, err := engine.Assets.Hint(ctx, people.AssetNumber(number), pin)
	return OpenedHint{Asset: engine.CodeOf("asset", number), Hint: words}, err
}

// ForgetHint forgets how a thing is unlocked.
func ForgetHint(ctx context.Context, engine *core.Engine, code string) (Hint, error) {
	number, err := engine.NumberOf("asset", code)
	if err != nil {
		return Hint{}, err
	}
	err = engine.Assets.ForgetHint(ctx, people.AssetNumber(number))
	return hintOf(engine, number, time.Time{}, false), err
}
