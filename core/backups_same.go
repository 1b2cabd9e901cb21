package core

import (
	"context"
	"crypto/sha256"
	"encoding/binary"

	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/store"
)

// noteOrigin is in the head of a backup what names the shop: the beginning of
// its journal, which stays the same over every restore and every name.
const noteOrigin = "origin"

// origin names a shop: the first eight bytes of the SHA-256 over the first
// entry of its journal, as it is kept. It is never 0.
func origin(reader store.Reader) (int64, error) {
	sealed, err := reader.Get(journal.Key(1))
	if err != nil {
		return 0, err
	}
	return originOf(sealed), nil
}

func originOf(sealed []byte) int64 {
	sum := sha256.Sum256(sealed)
	return max(1, int64(binary.BigEndian.Uint64(sum[:8])>>1))
}

// Same says whether a backup is of this shop. Backups of an earlier Raja carry
// no origin; they are known by the name.
func (b *Backups) Same(ctx context.Context, of Backup) (bool, error) {
	if of.Origin == 0 {
		return of.Shop == b.called(), nil
	}
	var own int64
	err := b.store.View(ctx, func(reader store.Reader) (err error) {
		own, err = origin(reader)
		return err
	})
	return own == of.Origin, readable(err)
}

// sameShop says whether two backups are of one shop.
func sameShop(a, b Backup) bool {
	if a.Origin == 0 || b.Origin == 0 {
		return a.Shop == b.Shop
	}
	return a.Origin == b.Origin
}
