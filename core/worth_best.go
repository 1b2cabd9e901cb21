package core

import (
	"cmp"
	"context"
	"slices"

	"github.com/raja-crm/raja/core/people"
)

// Best returns up to limit external customers who bought for the most in all,
// with what each is worth.
func (w *Worth) Best(ctx context.Context, limit int) ([]people.Ordinal, []Value, error) {
	type buyer struct {
		customer people.Ordinal
		net      int64
	}
	var all []buyer
	for batch, err := range w.batches(ctx, w.Today(), w.business.Window) {
		if err != nil {
			return nil, nil, err
		}
		for i := range batch.each {
			if row := &batch.each[i]; row.OrdersTotal > 0 {
				all = append(all, buyer{people.Ordinal(row.Ordinal), row.NetTotal})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b buyer) int { return cmp.Compare(b.net, a.net) })
	var named []people.Ordinal
	var values []Value
	for _, one := range all[:min(limit, len(all))] {
		value, err := w.Of(ctx, one.customer)
		if err != nil {
			return nil, nil, err
		}
		named, values = append(named, one.customer), append(values, value)
	}
	return named, values, nil
}
