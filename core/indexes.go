package core

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Index is a part of the store that follows from the records, and can be made
// anew from them alone while the shop works.
type Index string

// The indexes.
const (
	IndexKeys    Index = "keys"    // ids, references and keys of imports
	IndexLookups Index = "lookups" // phones and addresses
	IndexOrders  Index = "orders"  // each customer's orders
	IndexLists   Index = "lists"   // every other list of records
	IndexTrail   Index = "trail"   // which journal entries changed a record
	IndexFacts   Index = "facts"   // pasts, and what plugins see
	IndexSets    Index = "sets"    // everybody, and the segments
)

// generations say how each index is derived today. Whoever changes that raises
// the number: the index is then made anew when a shop is opened.
func generations() map[Index]uint32 {
	return map[Index]uint32{
		IndexKeys: 1, IndexLookups: 2, IndexOrders: 1, IndexLists: 1, IndexFacts: 1, IndexSets: 1,
		IndexTrail: 2, // shops of format 2 and before have none
	}
}

// Indexes returns the names of all indexes.
func Indexes() []Index { return slices.Sorted(maps.Keys(generations())) }

func generationsKey() record.Key { return record.In(record.Meta).Text("indexes") }

// Rebuild makes an index anew and returns how many entries were missing, wrong
// or too many. Each is held against the records once more in the transaction
// that mends it, so work may go on meanwhile.
func (h *Health) Rebuild(ctx context.Context, index Index) (mended int, err error) {
	repair := map[Index]func(context.Context) (int, error){
		IndexKeys:    func(ctx context.Context) (int, error) { return h.mendKeys(ctx, record.Unique) },
		IndexLookups: func(ctx context.Context) (int, error) { return h.mendKeys(ctx, record.Lookup) },
		IndexOrders:  func(ctx context.Context) (int, error) { return h.mendKeys(ctx, record.OrdersOf) },
		IndexLists:   func(ctx context.Context) (int, error) { return h.mendKeys(ctx, record.Lists) },
		IndexTrail:   h.mendTrail,
		IndexFacts:   h.mendFacts,
		IndexSets:    h.mendSets,
	}[index]
	if repair == nil {
		return 0, fault.Invalid("index", "%q is none; the indexes are %v", index, Indexes())
	}
	if mended, err = repair(ctx); err != nil {
		return mended, err
	}
	return mended, h.update(ctx, "index.rebuild", func(t *tx) error {
		t.entry.Subject = string(index)
		t.entry.Notes = map[string]string{"mended": fmt.Sprint(mended)}
		return t.noteGeneration(index)
	})
}

// noteGeneration remembers how an index was derived.
func (t *tx) noteGeneration(index Index) error {
	known, err := readGenerations(t, t.codec)
	if err != nil {
		return err
	}
	known[index] = generations()[index]
	return t.codec.Put(t, generationsKey(), known)
}

// readGenerations returns how each index was derived when it was last made;
// shops that were created before this was noted have the first of each.
func readGenerations(reader store.Reader, codec *record.Codec) (map[Index]uint32, error) {
	known := map[Index]uint32{}
	for index := range generations() {
		known[index] = 1
	}
	err := codec.Get(reader, generationsKey(), &known)
	if errors.Is(err, store.ErrNotFound) {
		err = nil
	}
	return known, err
}

// renewIndexes makes those indexes anew that are derived differently today.
func (h *Health) renewIndexes(ctx context.Context) error {
	var known map[Index]uint32
	err := h.store.View(ctx, func(reader store.Reader) (err error) {
		known, err = readGenerations(reader, h.codec)
		return err
	})
	if err != nil {
		return readable(err)
	}
	for _, index := range Indexes() {
		if known[index] < generations()[index] {
			if _, err := h.Rebuild(ctx, index); err != nil {
				return err
			}
		}
	}
	return nil
}

// mendSlice is how many entries of an index one transaction mends.
const mendSlice = 64

// inSlices runs mend for the suspects, some in a transaction.
func inSlices[T any](ctx context.Context, h *Health, suspects []T, mend func(*tx, T) error) error {
	for slice := range slices.Chunk(suspects, mendSlice) {
		err := h.update(ctx, "index.mend", func(t *tx) error {
			for _, one := range slice {
				if err := mend(t, one); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
