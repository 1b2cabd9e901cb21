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
	if err := k.update(ctx, action, func(*tx) error { return nil }); err != nil {
		return err
	}
	return readable(tooShort(kept.Rewrap(ctx, change)))
}

// Rotate writes everything anew with the keys that NewKeys drew, also in a shop
// that was not encrypted. An error with store.ErrFailed in its chain says that
// the new keys may hold already; after any other the old ones do. Backups that
// were made before stay as they are.
func (k *Keys) Rotate(ctx context.Context, ring *keyring.Ring) error {
	return k.rotate(ctx, "keys.rotate", ring)
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
	// The entry comes first: a disk that does not take it changes nothing, and
	// afterwards nothing can fail but the rotation itself.
	if err := k.update(ctx, action, func(*tx) error { return nil }); err != nil {
		return err
	}
	return readable(kept.Rotate(ctx, ring))
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

// closed says of something encrypted why the secret does not open it.
func closed(what string, err error) error {
	var told *keyring.Mistyped
	switch {
	case errors.Is(err, keyring.ErrMissing):
		return fault.Forbidden("passphrase", "is needed: %s is encrypted, and opens with its passphrase or its recovery code", what).Because(err)
	case errors.As(err, &told):
		return fault.Forbidden("passphrase", "is wrong; should it be the recovery code of %s, then %s", what, told.Why).Because(err)
	}
	return fault.Forbidden("passphrase", "is wrong: %s is encrypted, and opens with its passphrase or its recovery code", what).Because(err)
}
