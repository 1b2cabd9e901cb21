package api

import (
	"time"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/intake"
)

// ImportColumn is how one column of a file was understood.
type ImportColumn struct {
	Heading string `json:"heading"`
	Field   string `json:"field" doc:"empty for a column that was passed over"`
	NameID  string `json:"name_id"`
	NameEN  string `json:"name_en"`
}

// ImportSums are for comparing with paper: of the orders in the file that
// could be taken, new or not.
type ImportSums struct {
	Orders  int    `json:"orders"`
	Total   int64  `json:"total" doc:"in minor units"`
	FirstOn string `json:"first_on,omitempty" format:"date"`
	LastOn  string `json:"last_on,omitempty" format:"date"`

	Differ    int                `json:"differ" doc:"orders whose stated total is not what their lines come to"`
	Differing []ImportDifference `json:"differing" doc:"the first of them"`
}

// ImportDifference is an order whose stated total is not what its lines come
// to. The stated one is taken; what it is less counts as a discount.
type ImportDifference struct {
	Order  string `json:"order" doc:"its number in the file, empty where it has none"`
	Line   int    `json:"line" doc:"of the file"`
	Stated int64  `json:"stated" doc:"minor units"`
	Lines  int64  `json:"lines" doc:"minor units"`
}

func importColumnsOf(batch *core.Batch) []ImportColumn {
	names := lo.KeyBy(intake.Fields(batch.Kind), func(f intake.Field) string { return f.Key })
	return lo.Map(batch.Columns, func(c core.Column, _ int) ImportColumn {
		return ImportColumn{c.Heading, c.Field, names[c.Field].NameID, names[c.Field].NameEN}
	})
}

// importSumsOf is nil for customers, and where nobody counted.
func importSumsOf(batch *core.Batch) *ImportSums {
	sums := batch.Sums
	if sums.Orders == 0 {
		return nil
	}
	return &ImportSums{
		Orders: sums.Orders, Total: int64(sums.Total),
		FirstOn: sums.First.Format(time.DateOnly), LastOn: sums.Last.Format(time.DateOnly), Differ: sums.Differ,
		Differing: lo.Map(sums.Differing, func(d core.Difference, _ int) ImportDifference {
			return ImportDifference{d.Order, d.Line, int64(d.Stated), int64(d.Lines)}
		}),
	}
}
