package core

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Cluster is some customers who may be one person, or a household when they
// share a phone and have different names.
type Cluster struct {
	Household bool
	Members   []people.Customer // oldest first
	Pairs     []Pair            // of members, most alike first
	Score     float64           // of the two most alike
	Reasons   []string          // of those two
}

// Pair is two members of a cluster who were found to be alike themselves.
type Pair struct {
	One, Other people.Ordinal // the older one first
	Score      float64
	Reasons    []string // as people.Score gives them
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

// compare holds all who share a key against each other. Each is read once.
func (r *review) compare(block []people.Ordinal) error {
	if len(block) < 2 || len(block) > maxBlock {
		return nil
	}
	roots, err := r.allCurrently(r.reader, slices.Clone(block))
	if err != nil {
		return err
	}
	known := make([]compared, len(roots))
	for i, one := range roots {
		for j, other := range roots[:i] {
			pair := [2]people.Ordinal{min(one, other), max(one, other)}
			if r.seen[pair] {
				continue
			}
			r.seen[pair] = true
			if err := errors.Join(known[i].read(r, one), known[j].read(r, other)); err != nil {
				return err
			}
			r.weigh(&known[i], &known[j])
		}
	}
	return nil
}

// compared is a customer who is held against others, with those who were said to be
// somebody else.
type compared struct {
	customer people.Customer
	profile  people.Profile
	apart    []people.Ordinal
}

// read fills it once.
func (c *compared) read(r *review, who people.Ordinal) (err error) {
	if c.customer.Ordinal != 0 {
		return nil
	}
	if c.customer, err = r.shop.read(r.reader, who); err != nil {
		return err
	}
	if c.profile, err = r.profile(r.reader, who); err != nil {
		return err
	}
	c.apart, err = r.apartFrom(r.reader, &c.profile)
	return err
}

// apartFrom returns who was said to be somebody else, as whom they count now.
func (s *shop) apartFrom(reader store.Reader, known *people.Profile) ([]people.Ordinal, error) {
	var apart []people.Ordinal
	for _, other := range known.Apart {
		now, err := s.currently(reader, other)
		if err != nil {
			return nil, err
		}
		apart = append(apart, now)
	}
	return apart, nil
}

// weigh puts two customers together when they are alike enough.
func (r *review) weigh(a, b *compared) {
	if a.customer.Ordinal > b.customer.Ordinal {
		a, b = b, a
	}
	if slices.Contains(a.apart, b.customer.Ordinal) || slices.Contains(b.apart, a.customer.Ordinal) {
		return
	}
	score, reasons := people.Score(people.Suspect{Customer: &a.customer, Profile: &a.profile}, people.Suspect{Customer: &b.customer, Profile: &b.profile})
	household := slices.Contains(reasons, "household")
	if !worthReview(score, household, &a.profile, &b.profile) {
		return
	}
	pair := Pair{a.customer.Ordinal, b.customer.Ordinal, score, reasons}
	r.join([2]people.Customer{a.customer, b.customer}, Cluster{Household: household, Pairs: []Pair{pair}, Score: score, Reasons: reasons})
}

// worthReview reports whether two are alike enough to be looked at: a household
// that is written down as one is no question any more.
func worthReview(score float64, household bool, a, b *people.Profile) bool {
	if household {
		return len(lo.Intersect(a.Groups, b.Groups)) == 0
	}
	return score >= people.Maybe
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
		target.Pairs = append(target.Pairs, known.Pairs...)
		if known.Score > target.Score {
			target.Score, target.Reasons = known.Score, known.Reasons
		}
	}
	target.Members = lo.UniqBy(target.Members, func(m people.Customer) people.Ordinal { return m.Ordinal })
	target.Pairs = lo.UniqBy(target.Pairs, func(p Pair) [2]people.Ordinal { return [2]people.Ordinal{p.One, p.Other} })
	for _, member := range target.Members {
		r.cluster[role{member.Ordinal, found.Household}] = target
	}
}

func (r *review) clusters() []Cluster {
	var found []Cluster
	for _, one := range lo.Uniq(lo.Values(r.cluster)) {
		slices.SortFunc(one.Members, func(a, b people.Customer) int { return cmp.Compare(a.Ordinal, b.Ordinal) })
		slices.SortFunc(one.Pairs, func(a, b Pair) int {
			return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.One, b.One), cmp.Compare(a.Other, b.Other))
		})
		found = append(found, *one)
	}
	return found
}

// KeepApart notes that two customers are not one person, and no household
// either: they are not put into a cluster again. It returns a conflict for one
// customer by two names.
func (p *People) KeepApart(ctx context.Context, one, other people.Ordinal) error {
	return p.update(ctx, "customer.apart", func(t *tx) error {
		t.entry.Subject = Code(one) + " " + Code(other)
		if one == other {
			return fault.Conflict("other", "is %s already: both name one customer", Code(one))
		}
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
