// Package box closes bytes so that only who has the key can read them, and
// nobody can change them unseen: XChaCha20-Poly1305 with a nonce of chance.
// Where keys come from is core/store/keyring's business.
package box

import (
	"crypto/cipher"
	"crypto/rand"
	"fmt"

	"golang.org/x/crypto/chacha20poly1305"

	"github.com/raja-crm/raja/core/store"
)

// KeySize is how long a key is, in bytes.
const KeySize = chacha20poly1305.KeySize

// Box seals and opens with one key, from many goroutines. A nil *Box leaves
// bytes as they are: that is a store without encryption.
type Box struct{ aead cipher.AEAD }

// New makes a box of a key of KeySize bytes.
func New(key []byte) (*Box, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, fmt.Errorf("box: %w", err)
	}
	return &Box{aead}, nil
}

// Seal returns plain closed, longer by 40 bytes. The place is not kept in it;
// Open must be told the same one, so that bytes that were moved do not open.
func (b *Box) Seal(plain, place []byte) []byte {
	if b == nil {
		return plain
	}
	nonce := make([]byte, chacha20poly1305.NonceSizeX, chacha20poly1305.NonceSizeX+len(plain)+chacha20poly1305.Overhead)
	_, _ = rand.Read(nonce) // never fails: the program ends first
	return b.aead.Seal(nonce, nonce, plain, place)
}

// Open returns what Seal closed. Bytes that were changed or moved, or closed
// with another key, are store.ErrCorrupt.
func (b *Box) Open(sealed, place []byte) ([]byte, error) {
	if b == nil {
		return sealed, nil
	}
	if len(sealed) < chacha20poly1305.NonceSizeX {
		return nil, fmt.Errorf("box: cut short: %w", store.ErrCorrupt)
	}
	nonce, rest := sealed[:chacha20poly1305.NonceSizeX], sealed[chacha20poly1305.NonceSizeX:]
	plain, err := b.aead.Open(nil, nonce, rest, place)
	if err != nil {
		return nil, fmt.Errorf("box: changed, or closed with another key: %w", store.ErrCorrupt)
	}
	return plain, nil
}
