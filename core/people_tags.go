package core

import (
	"cmp"
	"context"
	"slices"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Tagged is a tag, and how many customers have it.
type Tagged struct {
	Tag       string
	Customers int
}

// Tags returns up to limit tags that customers have, the one with the most
// first. It reads everybody.
func (p *People) Tags(ctx context.Context, limit int) ([]Tagged, error) {
	var counted map[string]int
	err := p.store.View(ctx, func(reader store.Reader) (err error) {
		counted, err = p.countTags(ctx, reader)
		return err
	})
	found := make([]Tagged, 0, len(counted))
	for tag, customers := range counted {
		found = append(found, Tagged{tag, customers})
	}
	slices.SortFunc(found, func(a, b Tagged) int {
		return cmp.Or(cmp.Compare(b.Customers, a.Customers), cmp.Compare(a.Tag, b.Tag))
	})
	return found[:min(max(limit, 0), len(found))], readable(err)
}

func (p *People) countTags(ctx context.Context, reader store.Reader) (map[string]int, error) {
	counted := map[string]int{}
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Customers)}) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
		var known people.Customer
		if err := p.codec.Unmarshal(kv.Key, kv.Value, &known); err != nil {
			return nil, err
		}
		if known.Into != 0 {
			continue // her tags went to the one as whom she counts
		}
		for _, tag := range known.Tags {
			counted[tag]++
		}
	}
	return counted, nil
}
