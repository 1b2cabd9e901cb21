package badger

import (
	"context"
	"errors"
	"fmt"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/box"
	"github.com/raja-crm/raja/core/store/keyring"
)

// What the keys of an encrypted store are for.
const (
	purposeLog    = "log" // and checkpoints, and backups
	purposeTables = "tables"
)

// unlock opens the keys of a file with the secret. No keys is a nil box.
func (o Options) unlock(keys []byte) (*box.Box, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	ring, err := o.ring(keys)
	if err != nil {
		return nil, err
	}
	return ring.Box(purposeLog)
}

func (o Options) ring(keys []byte) (*keyring.Ring, error) {
	ring, err := keyring.Unlock(keys, o.Secret)
	if errors.Is(err, keyring.ErrSecret) {
		return nil, fmt.Errorf("%w: %w", store.ErrSecret, err)
	}
	return ring, err
}

// unlock opens the store's own keys.
func (f *folder) unlock(opts Options) error {
	if err := f.finishRotation(); err != nil {
		return err
	}
	if len(f.identity.Keys) == 0 {
		return nil
	}
	if made := opts.NewKeys; made != nil && keyring.ID(made.Wrapped()) == keyring.ID(f.identity.Keys) {
		return f.use(made)
	}
	ring, err := opts.ring(f.identity.Keys)
	if err != nil {
		return err
	}
	return f.use(ring)
}

func (f *folder) use(ring *keyring.Ring) (err error) {
	f.ring = ring
	f.box, err = ring.Box(purposeLog)
	return err
}

func (f *folder) tableKey() []byte {
	if f.ring == nil {
		return nil
	}
	return f.ring.Key(purposeTables)
}

// finishRotation takes over the keys of the checkpoint when they are others
// than the store's: a rotation was cut off after it had written everything
// with the new key, and before it could say so.
func (f *folder) finishRotation() error {
	kept, err := f.openCheckpoint()
	if err != nil || kept.Reader == nil {
		return nil //nolint:nilerr // a checkpoint that cannot be read is no rotation
	}
	meta := kept.Meta()
	if err := kept.close(); err != nil {
		return err
	}
	if meta.Store != f.identity.ID || keyring.ID(meta.Keys) == keyring.ID(f.identity.Keys) {
		return nil
	}
	// The identity comes last: until then the next Open begins here again.
	if err := (state{State: stateUnsure}).write(f.disk, f.dir); err != nil {
		return err
	}
	if err := f.dropLog(); err != nil {
		return err
	}
	f.identity.Keys = meta.Keys
	return f.writeIdentity()
}

// Encrypted says whether the store is encrypted.
func (db *DB) Encrypted() bool {
	db.writing.RLock()
	defer db.writing.RUnlock()
	return db.ring != nil
}

// Rewrap changes who can open the store: change is given its keys, to set a
// passphrase or a recovery code. The old ones open what was copied before, but
// nothing in this folder any more. It returns store.ErrSecret for a store that
// is not encrypted.
func (db *DB) Rewrap(ctx context.Context, change func(*keyring.Ring) error) error {
	if err := db.gate.Enter(); err != nil {
		return err
	}
	defer db.gate.Leave()
	db.alone()
	defer db.writing.Unlock()
	if db.ring == nil {
		return fmt.Errorf("%w: the store is not encrypted", store.ErrSecret)
	}
	if db.failed != nil {
		return db.failed
	}
	if err := change(db.ring); err != nil {
		return err
	}
	db.identity.Keys = db.ring.Wrapped()
	if err := db.writeIdentity(); err != nil {
		return explain("change the keys", err)
	}
	return db.saveNow(ctx) // whose head carries the wraps as well
}

// Rotate writes everything anew with the key of another ring, nil for none. A
// store that was not encrypted is afterwards, and the other way round. A power
// cut leaves the store with the old key or with the new one.
func (db *DB) Rotate(ctx context.Context, ring *keyring.Ring) error {
	if err := db.gate.Enter(); err != nil {
		return err
	}
	defer db.gate.Leave()
	db.alone()
	defer db.writing.Unlock()
	if db.failed != nil {
		return db.failed
	}
	next := *db.folder
	next.ring, next.box, next.identity.Keys = nil, nil, nil
	if ring != nil {
		if err := next.use(ring); err != nil {
			return err
		}
		next.identity.Keys = ring.Wrapped()
	}
	return db.rotate(ctx, &next)
}

func (db *DB) rotate(ctx context.Context, next *folder) error {
	if err := db.mark(stateUnsure); err != nil { // the tables are made anew, whatever happens
		return err
	}
	seq := db.log.Head()
	if err := next.writeCheckpoint(ctx, db.truth().entries(ctx), seq); err != nil {
		return db.notRotated(next, err)
	}
	*db.folder = *next
	db.opts.tableKey = db.tableKey()
	err := errors.Join(db.newLog(seq), db.writeIdentity())
	if err == nil {
		err = db.rebuild(context.WithoutCancel(ctx), "") // there is no way back any more
	}
	if err != nil { // the next Open finishes it
		db.failed = fmt.Errorf("%w: %w", store.ErrFailed, explain("change the key", err))
		return db.failed
	}
	return nil
}

// notRotated goes on with the old key when the old checkpoint is still in
// place. When the new one is, which a disk that failed afterwards can leave,
// nothing more is written: the next Open goes on with the new key.
func (db *DB) notRotated(next *folder, why error) error {
	kept, err := db.openCheckpoint()
	if err == nil && kept.Reader != nil {
		meta := kept.Meta()
		_ = kept.close() // only its head was read
		if keyring.ID(meta.Keys) != keyring.ID(next.identity.Keys) {
			return errors.Join(why, db.mark(stateOpen))
		}
	}
	if err == nil && kept.Reader == nil {
		return errors.Join(why, db.mark(stateOpen))
	}
	db.failed = fmt.Errorf("%w: %w", store.ErrFailed, explain("change the key", why))
	return db.failed
}

// saveNow writes a checkpoint of everything. Nobody else may be inside.
func (db *DB) saveNow(ctx context.Context) error { return db.save(ctx, db.truth()) }
