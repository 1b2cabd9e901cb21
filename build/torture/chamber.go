package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"time"
)

// chamber is one way to hurt a store.
type chamber struct {
	name string
	run  func(context.Context, *trial) *result
}

func chambers() []chamber {
	return []chamber{
		{"kills", kills},
		{"cuts", cuts},
		{"images", images},
		{"flips", flips},
		{"full", full},
		{"faults", faults},
		{"shop", shop},
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

// trial is what a chamber is given.
type trial struct {
	options
	random *rand.Rand
	until  time.Time
}

func newTrial(o options, share time.Duration) *trial {
	return &trial{options: o, random: rand.New(rand.NewPCG(o.seed, 0)), until: time.Now().Add(share)}
}

// more says whether there is time for another cycle.
func (t *trial) more(ctx context.Context, done int) bool {
	if ctx.Err() != nil {
		return false
	}
	if t.cycles > 0 {
		return done < t.cycles
	}
	return time.Now().Before(t.until)
}

// result counts what came of it.
type result struct {
	cycles       int
	acknowledged int           // changes that were answered
	lost         int           // of them, those that were gone
	wrong        int           // entries that nobody wrote so
	stuck        int           // folders that did not open
	named        int           // damage that was said to be damage
	healed       int           // damage that was mended
	harmless     int           // damage that changed nothing
	skipped      string        // why a part could not run
	first        string        // the first thing that went wrong
	stood        [hands]uint64 // where each hand of the writer stood before the cycle
}

func (r *result) bad() bool {
	return r.lost+r.wrong+r.stuck > 0 || r.skipped != "" && r.cycles == 0 && r.first != ""
}

// blame keeps the first thing that went wrong.
func (r *result) blame(count *int, format string, args ...any) {
	*count++
	if r.first == "" {
		r.first = fmt.Sprintf(format, args...)
	}
}

const heading = "part       cycles  acknowledged  lost  wrong  stuck   named  healed  harmless"

func (r *result) row(name string) string {
	if r.skipped != "" {
		return fmt.Sprintf("%-9s  could not run here: %s", name, r.skipped)
	}
	row := fmt.Sprintf("%-9s %7d  %12d  %4d  %5d  %5d  %6d  %6d  %8d", name, r.cycles, r.acknowledged, r.lost, r.wrong, r.stuck, r.named, r.healed, r.harmless)
	if r.first != "" {
		row += "\n           first: " + r.first
	}
	return row
}
