package core

import (
	"cmp"
	"context"
	"slices"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Cluster is some customers who may be one person, or a household when they
// share a phone and have different names.
type Cluster struct {
	Household bool
	Members   []people.Customer // oldest first
	Score     float64           // of the two most alike
	Reasons   []string          // of those two
}

// maxBlock is how many customers of one key are compared with each other: a
// shop's own phone, given to hundreds, says nothing.
const maxBlock = 50

// Clusters compares all customers who share a phone, an address, or what
// spellings of a name share, and returns up to limit clusters, most alike
// first. Who was said to be apart is not put together again.
func (p *People) Clusters(ctx context.Context, limit int) ([]Cluster, error) {
	var found []Cluster
	err := p.store.View(ctx, func(reader store.Reader) error {
		r := &review{shop: p.shop, reader: reader, seen: map[[2]people.Ordinal]bool{}, cluster: map[role]*Cluster{}}
		if err := r.blocks(ctx); err != nil {
			return err
		}
		found = r.clusters()
		return nil
	})
	slices.SortFunc(found, func(a, b Cluster) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Members[0].Ordinal, b.Members[0].Ordinal))
	})
	return found[:min(limit, len(found))], readable(err)
}

// review is one walk through the keys that customers share.
type review struct {
	*shop
	reader  store.Reader
	seen    map[[2]people.Ordinal]bool
	cluster map[role]*Cluster
}

// role is a customer in a cluster of one sort: she may be one person with
// somebody and share a household with somebody else.
type role struct {
	customer  people.Ordinal
	household bool
}

// blocks compares those who share a key of the lookups, key after key.
func (r *review) blocks(ctx context.Context) error {
	var (
		block   []people.Ordinal
		current string
	)
	for kv, err := range r.reader.Range(store.Range{Prefix: record.In(record.Lookup), KeyOnly: true}) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		value := string(kv.Key[:len(kv.Key)-4])
		if value != current {
			if err := r.compare(block); err != nil {
				return err
			}
			current, block = value, block[:0]
		}
		block = append(block, people.Ordinal(record.Tail32(kv.Key)))
	}
	return r.compare(block)
}

// compare holds all who share a key against each other.
func (r *review) compare(block []people.Ordinal) error {
	if len(block) < 2 || len(block) > maxBlock {
		return nil
	}
	roots, err := r.allCurrently(r.reader, slices.Clone(block))
	if err != nil {
		return err
	}
	for i, one := range roots {
		for _, other := range roots[:i] {
			pair := [2]people.Ordinal{min(one, other), max(one, other)}
			if r.seen[pair] {
				continue
			}
			r.seen[pair] = true
			if err := r.weigh(pair); err != nil {
				return err
			}
		}
	}
	return nil
}

// weigh puts two customers together when they are alike enough.
func (r *review) weigh(pair [2]people.Ordinal) error {
	var two [2]people.Customer
	var known [2]people.Profile
	for i, ordinal := range pair {
		var err error
		if two[i], err = r.read(r.reader, ordinal); err != nil {
			return err
		}
		if known[i], err = r.profile(r.reader, ordinal); err != nil {
			return err
		}
	}
	if slices.Contains(known[0].Apart, pair[1]) || slices.Contains(known[1].Apart, pair[0]) {
		return nil
	}
	shared := lo.Intersect(known[0].Groups, known[1].Groups)
	score, reasons := people.Score(people.Suspect{Customer: &two[0], Profile: &known[0]}, people.Suspect{Customer: &two[1], Profile: &known[1]})
	household := slices.Contains(reasons, "household")
	if (!household && score < people.Maybe) || (household && len(shared) > 0) {
		return nil
	}
	r.join(two, Cluster{Household: household, Score: score, Reasons: reasons})
	return nil
}

// join puts two customers, and all who are in a cluster of the same sort with
// either, into one.
func (r *review) join(two [2]people.Customer, found Cluster) {
	target := &found
	for _, one := range two {
		known := r.cluster[role{one.Ordinal, found.Household}]
		if known == nil {
			known = &Cluster{Household: found.Household, Members: []people.Customer{one}}
		}
		target.Members = append(target.Members, known.Members...)
		if known.Score > target.Score {
			target.Score, target.Reasons = known.Score, known.Reasons
		}
	}
	target.Members = lo.UniqBy(target.Members, func(m people.Customer) people.Ordinal { return m.Ordinal })
	for _, member := range target.Members {
		r.cluster[role{member.Ordinal, found.Household}] = target
	}
}

func (r *review) clusters() []Cluster {
	var found []Cluster
	for _, one := range lo.Uniq(lo.Values(r.cluster)) {
		slices.SortFunc(one.Members, func(a, b people.Customer) int { return cmp.Compare(a.Ordinal, b.Ordinal) })
		found = append(found, *one)
	}
	return found
}

// KeepApart notes that two customers are not one person: they are not put into
// a cluster again.
func (p *People) KeepApart(ctx context.Context, one, other people.Ordinal) error {
	return p.update(ctx, "customer.apart", func(t *tx) error {
		t.entry.Subject = Code(one) + " " + Code(other)
		if _, err := t.read(t, other); err != nil {
			return err
		}
		_, err := t.editProfile(one, func(known *people.Profile) error {
			known.Apart = lo.Uniq(append(known.Apart, other))
			return nil
		})
		return err
	})
}
