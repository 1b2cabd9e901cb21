package core

import (
	"cmp"
	"context"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
)

// TierCount is one tier of the rule and how many have it.
type TierCount struct {
	Code, NameID, NameEN string // Code is "" for those who have none
	Members              int
}

// Tiers returns every tier of the loyalty rule, the lowest first, before them
// those who have none. It reads everybody's facts.
func (l *Loyalty) Tiers(ctx context.Context) ([]TierCount, error) {
	manifest := l.rules.manifest("loyalty")
	if manifest == nil {
		return nil, nil
	}
	all := []TierCount{{}}
	for _, tier := range manifest.Tiers {
		all = append(all, TierCount{tier.Code, tier.Name.ID, tier.Name.EN, 0})
	}
	for batch, err := range l.batches(ctx, l.Today(), l.business.Window) {
		if err != nil {
			return nil, err
		}
		for i := range batch.each {
			if at := int(batch.each[i].Tier); at < len(all) {
				all[at].Members++
			}
		}
	}
	return all, nil
}

// Members returns up to limit customers who have a tier, "" those who have
// none, who bought the most within a year first: they are the nearest to the
// tier above.
func (l *Loyalty) Members(ctx context.Context, tier string, limit int) ([]people.Ordinal, error) {
	position, err := l.tierAt(tier)
	if err != nil {
		return nil, err
	}
	type member struct {
		customer people.Ordinal
		net      int64
	}
	var found []member
	for batch, err := range l.batches(ctx, l.Today(), l.business.Window) {
		if err != nil {
			return nil, err
		}
		for i := range batch.each {
			if row := &batch.each[i]; row.Tier == position && row.OrdersTotal > 0 {
				found = append(found, member{people.Ordinal(row.Ordinal), row.Net365})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b member) int { return cmp.Compare(b.net, a.net) })
	named := []people.Ordinal{}
	for _, one := range found[:min(limit, len(found))] {
		named = append(named, one.customer)
	}
	return named, nil
}

func (l *Loyalty) tierAt(code string) (uint32, error) {
	manifest := l.rules.manifest("loyalty")
	if manifest == nil {
		return 0, fault.Unavailable("plugin", "no rule gives points and tiers; enable one with raja plugin enable")
	}
	if code == "" {
		return 0, nil
	}
	for i, tier := range manifest.Tiers {
		if tier.Code == code {
			return uint32(i + 1), nil
		}
	}
	return 0, fault.NotFound("tier", "there is no tier %.40q", code)
}
