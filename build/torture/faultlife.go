package main

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/disk/simulated"
)

// faultLife is a store from its making to its closing, of whose operations one
// fails.
type faultLife struct {
	folder       string // of the tables; the rest lies in the disk
	disk         *unwell
	random       *rand.Rand
	stood, tried atomic.Uint64 // the last step that was answered, and that was tried
	told         bool          // some error was returned
	early        error         // before the operation failed
	snaps        []snap        // of the moment after the failure
	cuts         int
}

// snap is what a cut leaves, and what must be in it.
type snap struct {
	when         string
	disk         *simulated.Disk
	stood, tried uint64
}

func newFaultLife(folder, fail string, random *rand.Rand) *faultLife {
	life := &faultLife{folder: folder, disk: newUnwell(folder, fail), random: random}
	life.disk.then = func() {
		life.snaps = append(life.snaps,
			life.snap("the power is cut at once", nil),
			life.snap("the power is cut at once, some of it kept", life.random))
	}
	return life
}

func (l *faultLife) snap(when string, random *rand.Rand) snap {
	one := snap{when: when, stood: l.stood.Load()}
	one.disk = l.disk.cut(random)
	one.tried = l.tried.Load()
	return one
}

const faultSteps = 25

func faultOptions(boot string) badger.Options {
	o := storeOptions(boot)
	o.CheckpointAfter, o.Segment, o.Ballast = 16<<10, 8<<10, 4<<10
	return o
}

func (l *faultLife) options() badger.Options {
	o := faultOptions("one")
	o.Disk = l.disk
	return o
}

// live opens, writes and closes, twice, and goes on after errors as a shop does.
func (l *faultLife) live() {
	l.day(faultSteps / 2)
	l.day(faultSteps)
}

// day is from an opening to a closing, with the steps up to one.
func (l *faultLife) day(last uint64) {
	db, err := badger.Open(l.folder, l.options())
	if err != nil {
		l.tell(fmt.Errorf("open: %w", err))
		return
	}
	for step := l.stood.Load() + 1; step <= last && l.step(db, step); step++ {
		l.disk.awaitCheckpoint()
	}
	if err := db.Close(); err != nil {
		l.tell(fmt.Errorf("close: %w", err))
	}
}

// step takes a step, and once more when it fails: it may have been written.
func (l *faultLife) step(db *badger.DB, step uint64) (answered bool) {
	l.tried.Store(step)
	for range 2 {
		err := db.Update(context.Background(), nil, take(0, step))
		if err == nil {
			l.stood.Store(step)
			return true
		}
		l.tell(fmt.Errorf("step %d: %w", step, err))
	}
	return false
}

// tell takes an error, which must have a cause.
func (l *faultLife) tell(err error) {
	l.told = true
	if !l.disk.hasFailed() && l.early == nil {
		l.early = err
	}
}

// operations are those of a life in which nothing fails, by name.
type operations struct {
	all    []string
	failed map[string]bool // of them
	cuts   int
}

// without lists those that are not among some.
func (o *operations) without(some map[string]bool) []string {
	return slices.DeleteFunc(slices.Clone(o.all), func(name string) bool { return some[name] })
}

// sentences tell which operations have failed: of each file how many of which
// kind, or each by its name.
func (o *operations) sentences(each bool) []string {
	lines := []string{fmt.Sprintf("a life has %d operations on files; %d of them failed, each in a life of its own, and the power was cut %d times", len(o.all), len(o.failed), o.cuts)}
	if each {
		return append(lines, slices.Sorted(maps.Keys(o.failed))...)
	}
	files := map[string]map[string]int{}
	for name := range o.failed {
		words := strings.Fields(name)
		file := strings.SplitN(words[1], "/", 2)[0]
		if files[file] == nil {
			files[file] = map[string]int{}
		}
		files[file][words[0]]++
	}
	for _, file := range slices.Sorted(maps.Keys(files)) {
		line := file + ":"
		for _, kind := range slices.Sorted(maps.Keys(files[file])) {
			line += fmt.Sprintf(" %s %d", kind, files[file][kind])
		}
		lines = append(lines, line)
	}
	return lines
}
