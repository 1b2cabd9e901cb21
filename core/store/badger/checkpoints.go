package badger

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/box"
	"github.com/raja-crm/raja/core/store/checkpoint"
)

// kept is the checkpoint opened to be read, or nothing where there is none
// yet.
type kept struct {
	*checkpoint.Reader
	seq     uint64
	renewed bool // the log up to it is void: it was damaged
	box     *box.Box
}

// openCheckpoint opens the store's own checkpoint. One of another store, or a
// backup that was put in its place, is as good as none: its entries and its
// changes are not those of the log and the tables beside it.
func (f *folder) openCheckpoint() (kept, error) {
	k, err := f.anyCheckpoint()
	if err != nil || k.Reader == nil {
		return k, err
	}
	foreign := ""
	switch meta := k.Meta(); {
	case meta.Store != f.identity.ID:
		foreign = "it is of another store than " + identityName
	case meta.Kind != checkpoint.KindCheckpoint:
		foreign = "it is a file of another kind: " + meta.Kind
	}
	if foreign != "" {
		return kept{}, errors.Join(fmt.Errorf("the checkpoint: %s: %w", foreign, store.ErrCorrupt), k.close())
	}
	return k, nil
}

// anyCheckpoint opens whatever lies in the checkpoint's place.
func (f *folder) anyCheckpoint() (kept, error) {
	r, err := checkpoint.Open(f.disk, f.join(checkpointName))
	if errors.Is(err, fs.ErrNotExist) && f.identity.Saved {
		return kept{}, fmt.Errorf("the checkpoint is missing: %w", store.ErrCorrupt)
	}
	if errors.Is(err, fs.ErrNotExist) {
		return kept{}, nil
	}
	if err != nil {
		return kept{}, fmt.Errorf("the checkpoint: %w", err)
	}
	_, renewed := r.Meta().Notes[noteRenewed]
	return kept{Reader: r, seq: r.Meta().Seq, renewed: renewed, box: f.box}, nil
}

func (k kept) entries() iter.Seq2[store.KV, error] {
	if k.Reader == nil {
		return func(func(store.KV, error) bool) {}
	}
	return k.Entries(k.box)
}

func (k kept) close() error {
	if k.Reader == nil {
		return nil
	}
	return k.Close()
}

// writeCheckpoint makes the checkpoint file of the entries, which are
// everything up to the record seq.
func (f *folder) writeCheckpoint(ctx context.Context, entries iter.Seq2[store.KV, error], seq uint64) error {
	return f.writeNoted(ctx, entries, f.meta(seq))
}

// noteRenewed is in the head of a checkpoint that takes the place of a damaged
// log as well: a power cut may leave that one beside it.
const noteRenewed = "renewed"

func (f *folder) writeNoted(ctx context.Context, entries iter.Seq2[store.KV, error], meta checkpoint.Meta) error {
	_, err := checkpoint.Write(f.disk, f.join(checkpointName), meta, f.box, until(ctx, entries))
	if err != nil {
		return explain("checkpoint", err)
	}
	return f.noteSaved()
}

// noteSaved remembers that there is a checkpoint, so that one that is gone is
// missed.
func (f *folder) noteSaved() error {
	if f.identity.Saved {
		return nil
	}
	f.identity.Saved = true
	return explain("checkpoint", f.writeIdentity())
}

func (f *folder) meta(seq uint64) checkpoint.Meta {
	meta := checkpoint.Meta{Kind: checkpoint.KindCheckpoint, Store: f.identity.ID, Seq: seq, Keys: f.identity.Keys}
	if f.identity.Turn > 0 {
		meta.Notes = map[string]int64{noteTurn: f.identity.Turn}
	}
	return meta
}

// noteTurn says in the head of a checkpoint how often the key was changed.
const noteTurn = "turn"

func (k kept) turn() int64 { return k.Meta().Notes[noteTurn] }

// until ends a walk with ctx.
func until(ctx context.Context, entries iter.Seq2[store.KV, error]) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		for kv, err := range entries {
			if err == nil {
				err = ctx.Err()
			}
			if !yield(kv, err) || err != nil {
				return
			}
		}
	}
}

// due says whether the log has grown enough since the last checkpoint: so far
// that a rebuild stays quick, and not so often that a large shop writes
// checkpoints all day. While many write at once it waits for a calmer moment,
// until the log is patience times as long. What was in the log before the store was
// opened is no reason until the checkpoint is late: a command that opens it for
// one change would begin one that its end cuts off, and so would the next.
func (db *DB) due(wrote int) bool {
	enough := db.enough()
	if wrote >= rush {
		enough *= patience
	}
	return db.failed == nil && db.saving.Load() == nil && (db.logged-db.found > enough || db.logged > late*enough)
}

func (db *DB) enough() int64 { return max(db.opts.CheckpointAfter, db.saved.Load()/4) }

const (
	late     = 2 // times enough from which on a checkpoint is finished before the store is closed
	rush     = 8 // transactions in one group from which on many write at once
	patience = 4
)

// saveSoon starts a checkpoint of what has been committed so far. The
// committer alone calls it, between two groups.
func (db *DB) saveSoon() {
	if !db.writing.TryRLock() { // somebody waits to be alone: later
		return
	}
	ctx, cancel := context.WithCancel(db.ending)
	db.saving.Store(&cancel)
	upTo := db.truth()
	db.overdue = db.logged > late*db.enough()
	db.logged, db.found = 0, 0
	db.tasks.Go(func() {
		defer db.writing.RUnlock()
		defer db.saving.Store(nil)
		defer cancel()
		if err := db.save(ctx, upTo); err != nil && ctx.Err() == nil {
			db.grumble("checkpoint", err) // the log goes on growing until the next one
		}
	})
}

// stopSaving gives up a checkpoint in the background.
func (db *DB) stopSaving() {
	if cancel := db.saving.Load(); cancel != nil {
		(*cancel)()
	}
}

// spare is how much of the log stays behind a checkpoint, in bytes, so that a
// backup can be continued by an increment days later.
const spare = 16 << 20

// save writes a checkpoint and drops the log before it. It is made of the
// checkpoint before and the log, which are verified as they are read: what is
// wrong in the tables never gets into it.
func (db *DB) save(ctx context.Context, upTo truth) error {
	if err := db.room(db.saved.Load()+spare, db.opts.Reserve); err != nil {
		return err
	}
	if err := db.writeCheckpoint(ctx, upTo.entries(ctx), upTo.last); err != nil {
		return err
	}
	if err := errors.Join(db.measure(), explain("checkpoint", db.privateTables())); err != nil {
		return err
	}
	if db.copying.Load() > 0 { // somebody still reads it; the next checkpoint drops it
		return nil
	}
	return explain("drop the log", db.log.Drop(upTo.last+1, min(spare, db.opts.CheckpointAfter)))
}

// measure learns how large the checkpoint is.
func (db *DB) measure() error {
	files, err := db.disk.List(db.dir)
	for _, file := range files {
		if file.Name == checkpointName {
			db.saved.Store(file.Size)
		}
	}
	return explain("measure the checkpoint", err)
}
