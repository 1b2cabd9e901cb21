package memory

import (
	"bytes"
	"context"
	"fmt"
	"iter"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/internal/door"
	"github.com/raja-crm/raja/core/store/internal/tree"
)

// Load implements store.Loader. Here a load that fails changes nothing.
func (db *DB) Load(ctx context.Context, sorted iter.Seq2[store.KV, error]) error {
	return db.write(ctx, func(was *state) (*state, error) {
		if !was.data.Empty() || !was.once.Empty() {
			return nil, store.ErrNotEmpty
		}
		var all tree.Builder[[]byte]
		for kv, err := range door.Ascending(ctx, sorted) {
			if err != nil {
				return nil, fmt.Errorf("load: %w", err)
			}
			all.Add(bytes.Clone(kv.Key), append([]byte{}, kv.Value...))
		}
		return &state{data: all.Map()}, nil
	})
}
