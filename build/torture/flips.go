package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// flips turns one bit of one file of a small store, opens it, reads everything
// and compares the copies. The store must give back what was written, mended
// if need be, or say that it is damaged. Which bit is up to chance; of the
// zeros behind what is used of a file a few are tried too.
func flips(ctx context.Context, t *trial) *result {
	if t.every {
		return everyBit(ctx, t)
	}
	r := &result{}
	dir, err := os.MkdirTemp("", "raja-flips-")
	if err == nil {
		defer os.RemoveAll(dir) //nolint:errcheck // a folder of /tmp
		err = r.flipIn(ctx, t, dir)
	}
	if err != nil {
		r.blame(&r.stuck, "%v", err)
	}
	return r
}

func (r *result) flipIn(ctx context.Context, t *trial, dir string) error {
	whole := filepath.Join(dir, "whole")
	if err := smallStore(whole, flipOptions(), flipStood()); err != nil {
		return err
	}
	targets, err := targetsIn(whole)
	if err != nil {
		return err
	}
	for i := 0; i < mostFlips && t.more(ctx, r.cycles) && len(targets) > 0 && r.first == ""; i++ {
		r.cycles++
		hurt := filepath.Join(dir, "hurt")
		if err := errors.Join(os.RemoveAll(hurt), os.CopyFS(hurt, os.DirFS(whole))); err != nil {
			return err
		}
		target := pick(targets, i, t.random)
		if err := target.flip(hurt); err != nil {
			return err
		}
		r.judgeFlip(hurt, target, flipStood())
	}
	return nil
}

// mostFlips bounds a run: Badger leaves some megabytes in the process for every
// folder that it fails to open. Another seed flips other bits.
const mostFlips = 8000

// pick takes the files in turn, and any bit of each, so that a small file is
// seen as often as a large one.
func pick(targets map[string][]int, turn int, random *rand.Rand) target {
	files := slices.Sorted(maps.Keys(targets))
	name := files[turn%len(files)]
	return target{name, targets[name][random.IntN(len(targets[name]))]}
}

// flipSteps is how far the last hand goes in the small store.
const flipSteps = 60

// smallStore is one with a checkpoint, a log of several segments and tables,
// closed.
func smallStore(dir string, opts badger.Options, stood [hands]uint64) error {
	db, err := badger.Open(dir, opts)
	if err != nil {
		return err
	}
	for hand, steps := range stood {
		for step := uint64(1); step <= steps; step++ {
			if err := db.Update(context.Background(), nil, take(hand, step)); err != nil {
				return errors.Join(err, db.Close())
			}
		}
	}
	return db.Close()
}

// flipStood is where each hand stands in the small store: the first ones wrote
// what lies in the checkpoint and stays, the last one goes on in the log.
func flipStood() [hands]uint64 {
	stood := [hands]uint64{}
	for hand := range hands - 1 {
		stood[hand] = window
	}
	stood[hands-1] = flipSteps
	return stood
}

func flipOptions() badger.Options {
	o := storeOptions("one")
	o.CheckpointAfter, o.Segment, o.Ballast = 24<<10, 16<<10, 4<<10
	return o
}

// target is one bit of one file.
type target struct {
	name string
	bit  int
}

// targetsIn lists every bit of what is used of each file, and one in 4,099 of
// the bits of the zeros behind.
func targetsIn(dir string) (map[string][]int, error) {
	found := map[string][]int{}
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		used := len(strings.TrimRight(string(body), "\x00"))
		relative, err := filepath.Rel(dir, name)
		for bit := 0; bit < len(body)*8; bit++ {
			if bit < used*8 || bit%4_099 == 0 {
				found[relative] = append(found[relative], bit)
			}
		}
		return err
	})
	return found, err
}

func (t target) flip(dir string) error {
	f, err := os.OpenFile(filepath.Join(dir, t.name), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	one := make([]byte, 1)
	_, err = f.ReadAt(one, int64(t.bit/8))
	one[0] ^= 1 << (t.bit % 8)
	if err == nil {
		_, err = f.WriteAt(one, int64(t.bit/8))
	}
	return errors.Join(err, f.Close())
}

// judgeFlip opens a store with one wrong bit, whose hands stood somewhere.
func (r *result) judgeFlip(dir string, hurt target, stood [hands]uint64) {
	db, err := badger.Open(dir, flipOptions())
	if err != nil {
		r.say(hurt, err)
		return
	}
	defer db.Close() //nolint:errcheck // the folder is thrown away
	_, err = db.Heal(context.Background(), nil)
	if err != nil {
		r.say(hurt, err)
		return
	}
	last, err := standing(db)
	switch {
	case err != nil:
		r.blame(&r.wrong, "bit %d of %s: %v", hurt.bit, hurt.name, err)
	case last != stood:
		r.blame(&r.lost, "bit %d of %s: the hands stand at %v, not %v", hurt.bit, hurt.name, last, stood)
	case len(db.Repairs()) > 0:
		r.healed++
	default:
		r.harmless++
	}
}

// say counts an error that names the damage; any other leaves the owner
// without a word.
func (r *result) say(hurt target, err error) {
	if errors.Is(err, store.ErrCorrupt) {
		r.named++
		return
	}
	r.blame(&r.stuck, "bit %d of %s: %v", hurt.bit, hurt.name, fmt.Errorf("%T: %w", err, err))
}
