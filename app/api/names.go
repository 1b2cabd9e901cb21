package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

// Name is what a list shows of a customer whom it knows by code alone.
type Name struct {
	Code  string `json:"code" doc:"as it was asked for"`
	ID    string `json:"id"`
	Name  string `json:"name"`
	Phone string `json:"phone" doc:"first number as it is dialled at home"`
}

// maxNames is how many are asked for at once: the rows of a page of a list.
const maxNames = 500

func (s *service) nameOperations(api huma.API) {
	huma.Get(api, "/api/names", func(ctx context.Context, in *struct {
		Codes []string `query:"codes" maxItems:"500" doc:"of customers"`
	},
	) (*out[listOf[Name]], error) {
		found, err := NamesOf(ctx, s.engine, in.Codes)
		return &out[listOf[Name]]{listOf[Name]{found, ""}}, answer(err)
	})
}

// NamesOf returns who codes of customers mean, those merged into another as
// that one. Nobody is made up for a code of nobody: it is left out.
func NamesOf(ctx context.Context, engine *core.Engine, codes []string) ([]Name, error) {
	if len(codes) > maxNames {
		return nil, fault.Invalid("codes", "are more than %d", maxNames)
	}
	names := []Name{}
	for _, code := range codes {
		customer, err := engine.People.Find(ctx, code)
		if fault.KindOf(err) == fault.KindNotFound {
			continue
		}
		if err != nil {
			return nil, about("codes", err)
		}
		names = append(names, Name{Code: code, ID: customer.ID.String(), Name: customer.Name, Phone: firstPhone(&customer)})
	}
	return names, nil
}
