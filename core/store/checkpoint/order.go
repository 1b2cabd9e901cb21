package checkpoint

import (
	"context"
	"errors"
	"iter"
	"time"

	"github.com/raja-crm/raja/core/store"
)

// Maker is the ability of a store to copy itself into a file while it works.
type Maker interface {
	// Copy makes the file in one step. It returns ErrForeign when the base of
	// an increment is of another store, or so old that the changes since are
	// no longer kept.
	Copy(ctx context.Context, order Order) (Info, error)
}

// Order is what to copy.
type Order struct {
	Name  string // of the file
	At    time.Time
	Shop  string
	Notes map[string]int64
	// Base makes an increment of what was changed after that file; nil copies
	// everything.
	Base *Info
	// Files go with the copy: names and bodies, in the order of the names.
	Files iter.Seq2[store.KV, error]
}

// ErrForeign is returned where an increment cannot follow its base.
var ErrForeign = errors.New("checkpoint: the changes since that file are not to be had here")

// Read reads a whole file, gives its entries to give, and returns what is known
// of it. What give gets is good until it returns.
func Read(r *Reader, entries iter.Seq2[store.KV, error], give func(store.KV) error) (Info, error) {
	for kv, err := range entries {
		if err != nil {
			return Info{}, err
		}
		if err := give(kv); err != nil {
			return Info{}, err
		}
	}
	info, _ := r.Info()
	return info, nil
}
