package core

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/keyring"
)

// Keys is the chapter of encryption at rest: who can read the data folder when
// it is taken away with the machine it lies on.
type Keys struct{ *shop }

// NewKeys draws the keys of an encrypted shop. The recovery code opens the
// shop when the passphrase is forgotten; it is to be written down, and is told
// never again.
func NewKeys(passphrase string) (ring *keyring.Ring, recovery string, err error) {
	ring, recovery, err = keyring.New(passphrase)
	return ring, recovery, tooShort(err)
}

// Encrypted says whether the data folder is encrypted.
func (k *Keys) Encrypted() bool {
	kept, can := k.kept().(*badger.DB)
	return can && kept.Encrypted()
}

// SetPassphrase changes the passphrase. Backups that were made before still
// open with the old one.
func (k *Keys) SetPassphrase(ctx context.Context, passphrase string) error {
	return k.change(ctx, "keys.passphrase", func(ring *keyring.Ring) error { return ring.SetPassphrase(passphrase) })
}

// NewRecovery makes a new recovery code in place of the old one.
func (k *Keys) NewRecovery(ctx context.Context) (code string, err error) {
	err = k.change(ctx, "keys.recovery", func(ring *keyring.Ring) (err error) {
		code, err = ring.NewRecovery()
		return err
	})
	return code, err
}

func (k *Keys) change(ctx context.Context, action string, change func(*keyring.Ring) error) error {
	kept, err := k.encrypted()
	if err != nil {
		return err
	}
	if err := kept.Rewrap(ctx, change); err != nil {
		return readable(tooShort(err))
	}
	return k.update(ctx, action, func(*tx) error { return nil })
}

// Rotate draws new keys and writes everything anew with them, also in a shop
// that was not encrypted. It returns the new recovery code.
func (k *Keys) Rotate(ctx context.Context, passphrase string) (recovery string, err error) {
	ring, recovery, err := NewKeys(passphrase)
	if err != nil {
		return "", err
	}
	return recovery, k.rotate(ctx, "keys.rotate", ring)
}

// Decrypt writes everything anew without encryption.
func (k *Keys) Decrypt(ctx context.Context) error {
	if _, err := k.encrypted(); err != nil {
		return err
	}
	return k.rotate(ctx, "keys.decrypt", nil)
}

func (k *Keys) rotate(ctx context.Context, action string, ring *keyring.Ring) error {
	kept, can := k.kept().(*badger.DB)
	if !can {
		return fault.Unavailable("data", "this shop is kept where Raja does not encrypt")
	}
	if err := kept.Rotate(ctx, ring); err != nil {
		return readable(err)
	}
	return k.update(ctx, action, func(*tx) error { return nil })
}

func (k *Keys) encrypted() (*badger.DB, error) {
	kept, can := k.kept().(*badger.DB)
	if !can || !kept.Encrypted() {
		return nil, fault.Conflict("data", "this shop is not encrypted; raja key rotate encrypts it")
	}
	return kept, nil
}

func tooShort(err error) error {
	if errors.Is(err, keyring.ErrShort) {
		return fault.Invalid("passphrase", "is shorter than %d letters; choose a longer one", keyring.MinPassphrase)
	}
	return err
}
