package core

import (
	"bytes"
	"errors"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// What the owner decided once lies as one record beside the business: how
// orders are worked on, the fields of her own, how customers are disturbed,
// how fast tickets go.

// maxSetting is how large such a record may be, so that the journal's entry
// holds it twice, before and after.
const maxSetting = 40 << 10

// setting reads what the owner decided, and false where she decided nothing.
func setting[T any](s *shop, reader store.Reader, key record.Key) (found T, set bool, err error) {
	err = s.codec.Get(reader, key, &found)
	if errors.Is(err, store.ErrNotFound) {
		return found, false, nil
	}
	return found, err == nil, err
}

// putSetting writes what the owner decides; field is named when it is too
// large.
func (t *tx) putSetting(key record.Key, field string, value any) error {
	sealed, err := t.codec.Marshal(key, value)
	if err != nil {
		return err
	}
	if len(sealed) > maxSetting {
		return fault.Invalid(field, "holds %d KB in all, more than %d; shorten its texts", len(sealed)>>10, maxSetting>>10)
	}
	return t.put(key, value)
}

// settable reports whether a key holds what the owner decides about the shop,
// and not what Raja keeps for itself.
func settable(key record.Key) bool {
	for _, one := range []record.Key{businessKey(), workshopKey(), fieldsKey(), programKey(), mannersKey(), levelsKey(), entitlementsKey()} {
		if bytes.Equal(one, key) {
			return true
		}
	}
	return false
}

// unset writes a setting as it was before a change.
func (t *tx) unset(key record.Key, now, before []byte) error {
	t.note(key, now, before)
	if before == nil {
		return t.Delete(key)
	}
	return t.Set(key, before)
}
