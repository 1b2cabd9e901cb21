package main

import (
	"context"
	"math/rand/v2"
	"time"
)

// chamber is one way to hurt a store.
type chamber struct {
	name string
	does string
	// least is how many changes a cycle must have got answered, on average: a
	// store that refuses everything loses nothing, and passes nowhere.
	least int
	// without are the columns that mean nothing here.
	without []string
	run     func(context.Context, *trial) *result
}

// chambers are tried in this order: what may take longer than its share comes
// early, and the rest shares what is left.
func chambers() []chamber {
	return []chamber{
		{"kills", "the program is killed at a random moment of its work, its opening and its closing", hands, []string{"named", "harmless"}, kills},
		{"faults", "every operation on a file fails in turn, and the power is cut after it", 1, nil, faults},
		{"cuts", "the power is cut in an ext4 file system on a loop device", hands, []string{"named", "harmless"}, cuts},
		{"images", "every disk that a cut can leave of a recorded log: each prefix, and of what was not synced each subset of sectors", 1, []string{"named", "healed", "harmless"}, images},
		{"flips", "one bit of one file is turned", 1, nil, flips},
		{"full", "a file system of 48 MB is filled to the last byte, and freed", 1, []string{"healed", "harmless"}, full},
		{"shop", "the whole engine beside a plain map and the store in memory, with power cuts between", 40, []string{"named", "harmless"}, shop},
		{"nomsync", "power cuts with a Badger whose msync does nothing, as on Windows", hands, []string{"named", "harmless"}, cutsWithoutMsync},
	}
}

func names() []string {
	var all []string
	for _, one := range chambers() {
		all = append(all, one.name)
	}
	return all
}

func find(name string) *chamber {
	for _, one := range chambers() {
		if one.name == name {
			return &one
		}
	}
	return nil
}

// try runs the chamber.
func (c chamber) try(ctx context.Context, o options, share time.Duration) *result {
	return c.judge(c.run(ctx, newTrial(o, share)))
}

// judge holds a result to what must have been done.
func (c chamber) judge(r *result) *result {
	switch {
	case r.skipped != "" || r.bad():
	case r.cycles == 0:
		r.blame(&r.stuck, "not one cycle was run")
	case r.acknowledged < c.least*r.cycles:
		r.blame(&r.stuck, "%d changes were answered in %d cycles, the least is %d a cycle", r.acknowledged, r.cycles, c.least)
	}
	return r
}

// trial is what a chamber is given.
type trial struct {
	options
	random *rand.Rand
	share  time.Duration
	until  time.Time
}

func newTrial(o options, share time.Duration) *trial {
	return &trial{options: o, random: rand.New(rand.NewPCG(o.seed, 0)), share: share, until: time.Now().Add(share)}
}

// more says whether there is time for another cycle; for one there is.
func (t *trial) more(ctx context.Context, done int) bool {
	if ctx.Err() != nil {
		return false
	}
	if t.cycles > 0 {
		return done < t.cycles
	}
	return done == 0 || time.Now().Before(t.until)
}
