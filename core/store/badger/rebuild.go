package badger

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"os"
	"slices"

	badgerdb "github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/ristretto/v2/z"

	"github.com/raja-crm/raja/core/store"
)

// rebuild makes the tables anew from the checkpoint and the log, and notes
// why, unless the store is new. When it fails the old ones are as they were.
func (db *DB) rebuild(ctx context.Context, why string) error {
	if err := db.roomToRebuild(); err != nil {
		return err
	}
	v, err := db.truth().fill(ctx, db.join(db.freshTables()), db.opts)
	if err != nil {
		return fmt.Errorf("rebuild the tables: %w", err)
	}
	if err := db.turnTo(v); err != nil {
		return err
	}
	db.rebuilt(why)
	return nil
}

// renew makes the checkpoint and the log anew from the tables, which hold
// every change that was acknowledged.
func (db *DB) renew(ctx context.Context, part store.Part, why string) error {
	seq, err := db.view.applied()
	if err != nil {
		return err
	}
	if err := errors.Join(db.view.verify(), db.view.whole(ctx)); err != nil { // what is wrong in them would be right from then on
		return err
	}
	aside, err := db.setAside()
	if err != nil {
		return explain("keep what lies there", err)
	}
	snapshot := db.view.bdb.NewTransaction(false)
	defer snapshot.Discard()
	meta := db.meta(seq)
	meta.Notes = maps.Clone(meta.Notes)
	if meta.Notes == nil {
		meta.Notes = map[string]int64{}
	}
	meta.Notes[noteRenewed] = 1
	if err := db.writeNoted(ctx, all(snapshot), meta); err != nil {
		return err
	}
	if err := db.newLog(seq); err != nil {
		return explain("begin the log anew", err)
	}
	db.noteRepair(part, why)
	db.toLast(func(last *store.Repair) { last.Kept = aside })
	return nil
}

// toLast changes the last repair.
func (db *DB) toLast(change func(*store.Repair)) {
	db.mending.Lock()
	defer db.mending.Unlock()
	change(&db.repairs[len(db.repairs)-1])
}

func (db *DB) noteRepair(part store.Part, why string) {
	db.mending.Lock()
	defer db.mending.Unlock()
	db.repairs = append(db.repairs, store.Repair{What: part, Why: why})
}

// noteLoss notes with the repair of the tables what is in neither copy.
func (db *DB) noteLoss(lost int, why string) {
	db.mending.Lock()
	defer db.mending.Unlock()
	if n := len(db.repairs); n == 0 || db.repairs[n-1].What != store.PartTables {
		db.repairs = append(db.repairs, store.Repair{What: store.PartTables, Why: why})
	}
	db.repairs[len(db.repairs)-1].Lost = lost
}

// Repairs implements store.Healer.
func (db *DB) Repairs() []store.Repair {
	db.mending.Lock()
	defer db.mending.Unlock()
	return slices.Clone(db.repairs)
}

// fill makes a view of the truth in the folder dir, which is new. When it
// fails nothing is left of it. How much the truth unpacks to is not known
// before, so the disk is asked on the way.
func (t truth) fill(ctx context.Context, dir string, opts Options) (v *view, err error) {
	if v, err = openView(dir, opts); err == nil {
		if err = v.load(t.roomFor(t.entries(ctx), 0), t.last, opts.Progress); err == nil {
			return v, nil
		}
		err = errors.Join(err, v.close())
	}
	return nil, errors.Join(err, os.RemoveAll(dir))
}

// load fills an empty view through Badger's bulk writer and notes that it is
// as of the record seq.
func (v *view) load(entries iter.Seq2[store.KV, error], seq uint64, progress func(int)) error {
	w := v.bdb.NewStreamWriter()
	if err := w.Prepare(); err != nil {
		w.Cancel()
		return explain("load", err)
	}
	counts := tallies{}
	if err := stream(w, counts.counted(entries), progress); err != nil {
		w.Cancel()
		return err
	}
	if err := w.Flush(); err != nil {
		return explain("load", err)
	}
	v.counts = tallies{}
	if err := v.write(seq, nothing, counts); err != nil || v.inMemory() {
		return err
	}
	return explain("load", private(v.dir))
}

func nothing(func([]byte, change) bool) {}

// loadChunk is how many bytes go to Badger's bulk writer at a time.
const loadChunk = 1 << 20

// stream feeds the entries to w in chunks.
func stream(w *badgerdb.StreamWriter, entries iter.Seq2[store.KV, error], progress func(int)) error {
	chunk := z.NewBuffer(2*loadChunk, "load")
	defer func() { _ = chunk.Release() }() // frees memory; nothing to report
	records := 0
	for kv, err := range entries {
		if err != nil {
			return err
		}
		badgerdb.KVToBuffer(&pb.KV{Key: kv.Key, Value: kv.Value, Version: 1}, chunk)
		records++
		if chunk.LenNoPadding() < loadChunk {
			continue
		}
		if err := w.Write(chunk); err != nil {
			return explain("write a chunk", err)
		}
		chunk.Reset()
		if progress != nil {
			progress(records)
		}
	}
	return explain("write the last chunk", w.Write(chunk))
}
