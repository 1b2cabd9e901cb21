package door

import (
	"bytes"
	"context"
	"fmt"
	"iter"

	"github.com/raja-crm/raja/core/store"
)

// Ascending passes on the entries of a bulk load while they keep the rules:
// keys rise, no limit is broken, ctx lives. What breaks one ends it as an
// error.
func Ascending(ctx context.Context, sorted iter.Seq2[store.KV, error]) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		var last []byte
		for kv, err := range sorted {
			if err == nil {
				err = next(ctx, last, kv)
			}
			if err != nil {
				yield(store.KV{}, err)
				return
			}
			last = append(last[:0], kv.Key...)
			if !yield(kv, nil) {
				return
			}
		}
	}
}

// next says whether kv may follow the key last in a bulk load.
func next(ctx context.Context, last []byte, kv store.KV) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	var alone Budget
	if err := alone.Set(kv.Key, kv.Value); err != nil {
		return err
	}
	if bytes.Compare(last, kv.Key) >= 0 {
		return fmt.Errorf("key %x does not come after %x", kv.Key, last)
	}
	return nil
}
