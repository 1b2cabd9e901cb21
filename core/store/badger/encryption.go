package badger

import (
	"context"
	"errors"
	"fmt"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/box"
	"github.com/raja-crm/raja/core/store/keyring"
	"github.com/raja-crm/raja/core/store/redo"
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
// with the new key, and before it could say so. Where one of the two was put
// back from before a rotation instead, nothing is touched and they are refused:
// the log that would be dropped is the only copy of what it holds.
func (f *folder) finishRotation() error {
	kept, err := f.openCheckpoint()
	if err != nil || kept.Reader == nil {
		return nil //nolint:nilerr // a checkpoint that cannot be read is no rotation
	}
	meta, turn := kept.Meta(), kept.turn()
	if err := kept.close(); err != nil {
		return err
	}
	if keyring.ID(meta.Keys) == keyring.ID(f.identity.Keys) {
		return nil
	}
	if err := f.cutOff(meta.Seq, turn); err != nil {
		return err
	}
	// The identity comes last: until then the next Open begins here again.
	if err := (state{State: stateUnsure}).write(f.disk, f.dir); err != nil {
		return err
	}
	if err := f.dropLog(); err != nil {
		return err
	}
	f.identity.Keys, f.identity.Turn = meta.Keys, turn
	return f.writeIdentity()
}

// cutOff returns nil where a checkpoint of other keys, as of the record seq,
// is what a rotation left that was cut off: it is the newer one, and the log
// goes no further. Else it says which file is the older one.
func (f *folder) cutOff(seq uint64, turn int64) error {
	if turn < f.identity.Turn {
		return older(checkpointName, identityName, "move it away, and Raja makes it again of the tables")
	}
	first, err := redo.FirstSegment(f.disk, f.join(logName))
	if err != nil {
		return err
	}
	reach, err := redo.Reach(f.disk, f.join(logName), f.identity.ofLog())
	switch {
	case err != nil:
		return err
	case turn > f.identity.Turn && reach > seq:
		return older(identityName, checkpointName, "move it away, and Raja makes it again of the checkpoint")
	case turn > f.identity.Turn:
		return nil
	}
	return f.cutOffUncounted(first, reach, seq)
}

// cutOffUncounted is cutOff for what a Raja wrote that did not count its
// rotations. That began the log anew behind the new checkpoint, and said
// before that the tables are unsure.
func (f *folder) cutOffUncounted(first, reach, seq uint64) error {
	if first > seq+1 {
		return older(checkpointName, identityName, "move it away, and Raja makes it again of the tables")
	}
	stillOld := first > 0 && first <= seq && reach == seq
	begun := reach <= seq && (readState(f.disk, f.dir).State == stateUnsure)
	if stillOld || begun {
		return nil
	}
	return fault.Conflict("data", "%s and %s in the folder store are of different keys, so one of them was put back from before the key was changed; nothing was touched: put back the one that belongs to the other, or restore a backup", identityName, checkpointName)
}

// older refuses a file that was put back from before the key was changed.
func older(old, newer, way string) error {
	return fault.Conflict("data", "store/%s is older than store/%s, from before the key of the shop was changed; nothing was touched: put the newer one back, or %s", old, newer, way)
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
	next.identity.Turn++
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
