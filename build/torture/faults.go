package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/raja-crm/raja/core/store/badger"
)

// faults lets every operation on the log, the checkpoint and the small files
// fail in turn, each in a life of its own: from the first, through checkpoints
// and new segments, to closing, and once more from opening to closing. Then the program is started again on the disk,
// which is well; and the power is cut in the moment after the failure, at the
// end of the life, and after going on. Whatever was answered must be there, and
// the rest whole or not at all. The operations of Badger's own files are not
// among them.
func faults(ctx context.Context, t *trial) *result {
	r := &result{}
	dir, err := os.MkdirTemp(memoryFolder(), "raja-faults-")
	if err != nil {
		r.blame(&r.stuck, "%v", err)
		return r
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of its own
	list, err := wellLife(filepath.Join(dir, "well"))
	if err != nil {
		r.blame(&r.stuck, "nothing fails, and yet: %v", err)
		return r
	}
	for pass := 0; pass == 0 || t.more(ctx, r.cycles) && !r.bad(); pass++ {
		r.failAll(ctx, t, list, dir, uint64(pass))
	}
	r.notes = append(r.notes, list.sentences(t.every)...)
	return r
}

// memoryFolder is where the tables lie, which every cut takes away: in memory
// where the system has a place for it.
func memoryFolder() string {
	const place = "/dev/shm"
	if info, err := os.Stat(place); err == nil && info.IsDir() {
		return place
	}
	return ""
}

// wellLife lists the operations of a life in which nothing fails.
func wellLife(dir string) (*operations, error) {
	whole := newFaultLife(dir, "", nil)
	whole.live()
	list := &operations{all: whole.disk.names(), failed: map[string]bool{}}
	if whole.early == nil && whole.stood.Load() != faultSteps {
		whole.early = fmt.Errorf("%d steps were answered, not %d", whole.stood.Load(), faultSteps)
	}
	return list, whole.early
}

// failAll lets each operation fail once. Those of a checkpoint in the
// background, which may come at another time, are tried more than once.
func (r *result) failAll(ctx context.Context, t *trial, list *operations, dir string, pass uint64) {
	failed := map[string]bool{}
	for range 5 {
		for some := range slices.Chunk(list.without(failed), livesAtOnce) {
			if ctx.Err() != nil || r.bad() || t.cycles > 0 && r.cycles >= t.cycles {
				return
			}
			r.failSome(t, list, failed, some, dir, pass)
		}
	}
}

// failSome lives some lives at a time.
func (r *result) failSome(t *trial, list *operations, failed map[string]bool, names []string, dir string, pass uint64) {
	parts, lives := make([]result, len(names)), make([]*faultLife, len(names))
	var together sync.WaitGroup
	for n, name := range names {
		random := rand.New(rand.NewPCG(t.seed+pass, uint64(r.cycles+n)))
		lives[n] = newFaultLife(filepath.Join(dir, fmt.Sprint("life", n)), name, random)
		together.Go(func() { parts[n].fault(lives[n]) })
	}
	together.Wait()
	for n, life := range lives {
		r.add(&parts[n])
		if life.disk.hasFailed() {
			failed[life.disk.fail], list.failed[life.disk.fail] = true, true
			list.cuts += life.cuts
		}
	}
}

const livesAtOnce = 6

// fault is one life and what is left of it.
func (r *result) fault(life *faultLife) {
	r.cycles++
	if err := os.RemoveAll(life.folder); err != nil { // of the life before
		r.blame(&r.stuck, "%v", err)
		return
	}
	life.live()
	if !life.disk.hasFailed() { // a checkpoint in the background came at another time
		return
	}
	if life.early != nil {
		r.blame(&r.stuck, "before %s fails: %v", life.disk.fail, life.early)
		return
	}
	r.acknowledged += int(life.stood.Load())
	atEnd := life.snap("the power is cut at the end", nil)
	atEndSome := life.snap("the power is cut at the end, some of it kept", life.random)
	later := r.startAgain(life)
	for _, one := range slices.Concat(life.snaps, []snap{atEnd, atEndSome}, later) {
		life.cuts++
		r.reopen(life, one)
	}
	if life.told {
		r.named++
	} else {
		r.harmless++
	}
}

// startAgain is what follows a kill: the same machine, and a disk that is well.
// It returns what a cut leaves after new changes.
func (r *result) startAgain(life *faultLife) []snap {
	db, err := badger.Open(life.folder, life.options())
	if err != nil {
		r.blame(&r.stuck, "%s fails, started again: %v", life.disk.fail, err)
		return nil
	}
	defer db.Close() //nolint:errcheck // the power is cut before
	if last, whole := r.isWhole(db, life, life.snap("started again", nil)); whole {
		life.stood.Store(last + 1)
		life.tried.Store(last + 1)
		return []snap{life.snap("started again, gone on, and the power is cut", nil)}
	}
	return nil
}

// reopen opens what a cut has left. The tables were not synced and are gone.
func (r *result) reopen(life *faultLife, one snap) {
	if err := os.RemoveAll(life.folder); err != nil {
		r.blame(&r.stuck, "%v", err)
		return
	}
	o := faultOptions("two")
	o.Disk = one.disk
	db, err := badger.Open(life.folder, o)
	if err != nil {
		r.blame(&r.stuck, "%s fails, %s: %v", life.disk.fail, one.when, err)
		return
	}
	r.isWhole(db, life, one)
	_ = db.Close() // the folder is thrown away
}

// isWhole holds a store against what was answered, and takes a step more.
func (r *result) isWhole(db *badger.DB, life *faultLife, at snap) (last uint64, whole bool) {
	if len(db.Repairs()) > 0 {
		r.healed++
	}
	stands, err := standing(db)
	last = stands[0]
	where := life.disk.fail + " fails, " + at.when
	switch repairs, healErr := db.Heal(context.Background(), nil); {
	case err != nil:
		r.miss(&r.wrong, "%s: %v", where, err)
	case last < at.stood:
		r.miss(&r.lost, "%s: step %d was answered, the store is at %d", where, at.stood, last)
	case last > at.tried:
		r.miss(&r.wrong, "%s: step %d was tried, the store is at %d", where, at.tried, last)
	case healErr != nil || len(repairs) > 0:
		r.miss(&r.wrong, "%s: the copies differ: %v %v", where, repairs, healErr)
	default:
		if err := db.Update(context.Background(), nil, take(0, last+1)); err != nil {
			r.blame(&r.stuck, "%s: a new change is refused: %v", where, err)
			return last, false
		}
		r.acknowledged++
		return last, true
	}
	return last, false
}
