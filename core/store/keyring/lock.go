package keyring

import (
	"fmt"

	"github.com/raja-crm/raja/core/store"
)

// Lock is a text that only a secret opens, which lies nowhere: whoever closed it
// gives it each time.
type Lock struct {
	Salt   []byte `cbor:"1,keyasint"` // of argon2id
	Passes uint32 `cbor:"2,keyasint"` // of argon2id
	Memory uint32 `cbor:"3,keyasint"` // of argon2id, in KiB
	Lanes  uint32 `cbor:"4,keyasint"` // of argon2id
	Box    []byte `cbor:"5,keyasint"` // the text in a box that the secret's key opens
}

// Close locks a text with a secret. The place is not kept in it; Open must be
// told the same one.
func Close(text, secret, place string) (Lock, error) {
	s, err := closed([]byte(text), secret, place)
	return Lock{Salt: s.Salt, Passes: s.Time, Memory: s.Memory, Lanes: uint32(s.Lanes), Box: s.Key}, err
}

// Open returns the text. A secret that does not open it is ErrSecret; so is a
// box that was changed or moved.
func (l *Lock) Open(secret, place string) (string, error) {
	s := slot{Salt: l.Salt, Time: l.Passes, Memory: l.Memory, Lanes: uint8(l.Lanes), Key: l.Box}
	if s.greedy() {
		return "", fmt.Errorf("keyring: a lock asks for too much: %w", store.ErrCorrupt)
	}
	text, err := s.open(secret, place)
	if err != nil {
		return "", ErrSecret
	}
	return string(text), nil
}
