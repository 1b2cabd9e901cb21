package core

import (
	"context"
	"errors"
	"reflect"
	"slices"

	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// A tier does not follow from the orders that are there: it also says what came
// before. So an import leaves beside its batch how it found the tier of who was
// a customer before, wherever it moved one.

// tierTrace is how an import found a tier, and how it left it.
type tierTrace struct {
	Was   tierState `cbor:"1,keyasint"`
	Left  tierState `cbor:"2,keyasint"`
	Mixed bool      `cbor:"3,keyasint,omitempty"` // something else moved it in between
}

// tierState is a tier in the facts, and as it is kept.
type tierState struct {
	Tier string            `cbor:"1,keyasint,omitempty"` // code
	Kept *loyalty.Standing `cbor:"2,keyasint,omitempty"`
}

func traceKey(batch uint64, customer people.Ordinal) record.Key {
	return batchKey(batch).Uint32(uint32(customer))
}

func (t *tx) tierState(customer people.Ordinal) (tierState, error) {
	row, err := t.factsNow(customer)
	if err != nil {
		return tierState{}, err
	}
	is := tierState{Tier: t.tierCode(row.Tier)}
	kept, err := t.standings.read(t.shop, t, uint64(customer))
	if err == nil {
		is.Kept = &kept
	}
	return is, unlessAbsent(err)
}

// tracing moves a tier and, in an import, notes how it was found and left.
func (t *tx) tracing(customer people.Ordinal, move func() error) error {
	if t.batch == 0 {
		return move()
	}
	known, err := t.read(t, customer)
	if err != nil || known.Batch == t.batch {
		return errors.Join(unlessAbsent(err), move()) // she goes with the batch
	}
	was, err := t.tierState(customer)
	if err != nil {
		return err
	}
	if err := move(); err != nil {
		return err
	}
	trace := tierTrace{Was: was, Left: was}
	key := traceKey(t.batch, customer)
	if err := t.codec.Get(t, key, &trace); err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	trace.Mixed = trace.Mixed || !reflect.DeepEqual(trace.Left, was)
	if trace.Left, err = t.tierState(customer); err != nil {
		return err
	}
	return t.codec.Put(t, key, &trace)
}

// tiers gives everybody the tier that the import found, where nothing moved it
// since. Where something did, the rule is asked what she earns without it.
func (u *unimport) tiers(ctx context.Context) error {
	var traced []people.Ordinal
	err := u.store.View(ctx, func(reader store.Reader) error {
		for kv, err := range reader.Range(store.Range{Prefix: batchKey(u.batch.Number), KeyOnly: true}) {
			if err != nil {
				return err
			}
			if len(kv.Key) > len(batchKey(0)) {
				traced = append(traced, people.Ordinal(record.Tail32(kv.Key)))
			}
		}
		return nil
	})
	if err != nil || u.options.DryRun {
		return readable(err)
	}
	err = inPieces(ctx, u, traced, func(_ store.Reader, t *tx, customer people.Ordinal, did *piece) error {
		back, err := t.restoreTier(u.batch.Number, customer)
		if err == nil && !back {
			did.review = append(did.review, customer)
		}
		did.wrote = true
		return err
	})
	if err != nil {
		return err
	}
	for some := range slices.Chunk(u.review, pieceSize) {
		if err := u.reviewTiers(ctx, some); err != nil {
			return err
		}
	}
	return nil
}

// restoreTier gives a customer the tier that an import found, and is false where
// something else moved it since. The trace goes either way.
func (t *tx) restoreTier(batch uint64, customer people.Ordinal) (bool, error) {
	var trace tierTrace
	key := traceKey(batch, customer)
	if err := t.codec.Get(t, key, &trace); err != nil {
		return true, unlessAbsent(err)
	}
	now, err := t.tierState(customer)
	if err != nil {
		return false, err
	}
	if err := t.Delete(key); err != nil {
		return false, err
	}
	rank := t.rankOf(trace.Was.Tier)
	if trace.Mixed || !reflect.DeepEqual(now, trace.Left) || (rank == 0 && trace.Was.Tier != "") {
		return false, nil
	}
	if err := t.editFacts(customer, func(row *abi.Facts) { row.Tier = uint32(rank) }); err != nil {
		return false, err
	}
	if trace.Was.Kept != nil {
		return true, t.standings.putUnnoted(t, trace.Was.Kept)
	}
	return true, t.dropStanding(customer)
}

// dropStanding forgets what is kept of a tier.
func (t *tx) dropStanding(customer people.Ordinal) error {
	key := t.standings.key(uint64(customer))
	_, kept, err := t.standings.standing(t, key)
	if err != nil || kept == nil {
		return err
	}
	return t.standings.write(t, key, nil, kept, nil)
}

// reviewTiers asks the rule which tier customers earn without the orders that
// are gone, and takes back what they earn no more. Where it cannot be asked, the
// tier stays until its review.
func (u *unimport) reviewTiers(ctx context.Context, customers []people.Ordinal) error {
	due := make([]dueTier, len(customers))
	for i, customer := range customers {
		due[i] = dueTier{customer: customer, day: u.Today()}
	}
	earned, err := (&Loyalty{u.shop}).earnedOn(ctx, due, u.Today())
	if err != nil {
		return unlessSilent(err) // as after a refund: the next review sees it
	}
	ranks := map[people.Ordinal]loyalty.Rank{}
	for i, one := range due {
		ranks[one.customer] = earned[i]
	}
	return inPieces(ctx, u, customers, func(_ store.Reader, t *tx, customer people.Ordinal, did *piece) error {
		did.wrote = true
		return t.moveTier(customer, func(held loyalty.Held, by loyalty.Tiers) (loyalty.Held, string) {
			if ranks[customer] >= held.Rank {
				return held, ""
			}
			return loyalty.Held{Rank: ranks[customer], Since: t.Today(), Review: by.ReviewFrom(t.Today())}, loyalty.WhyRevoked
		}, 0)
	})
}
