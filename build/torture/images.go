package main

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"slices"

	"github.com/raja-crm/raja/core/store/disk/simulated"
	"github.com/raja-crm/raja/core/store/redo"
)

// images makes every disk that a power cut can leave of a log whose last record
// was on its way: each subset of the sectors that were not synced. Each must
// open, hold what was answered, and go on.
func images(ctx context.Context, t *trial) *result {
	r := &result{}
	for t.more(ctx, r.cycles) && !r.bad() {
		r.cycles++
		log, synced, last := recorded(t.random)
		pending := log.Pending()
		if len(pending) > 12 {
			pending = pending[:12]
		}
		for mask := range 1 << len(pending) {
			var kept []simulated.Pending
			for i, one := range pending {
				if mask&(1<<i) != 0 {
					kept = append(kept, one)
				}
			}
			r.acknowledged += len(synced)
			r.judge(log.Cut(kept...), synced, last)
		}
	}
	return r
}

var errOnItsWay = errors.New("the power goes")

// recorded is a log with some records that were answered and a last one that
// was not.
func recorded(random *rand.Rand) (d *simulated.Disk, synced [][]byte, last []byte) {
	d, last = &simulated.Disk{}, noise(random)
	log, err := redo.Open(d, "log", redo.Options{Segment: 8 << 10})
	if err != nil {
		return d, nil, nil
	}
	for range random.IntN(10) {
		body := noise(random)
		if _, err := log.Append(body); err == nil {
			synced = append(synced, body)
		}
	}
	d.Fail = func(s simulated.Step) error {
		if s.Kind == "sync" {
			return errOnItsWay
		}
		return nil
	}
	_, _ = log.Append(last) // it fails, as it must
	d.Fail = nil
	return d, synced, last
}

func noise(random *rand.Rand) []byte {
	body := make([]byte, 1+random.IntN(3_000))
	for i := range body {
		body[i] = byte(1 + random.IntN(255))
	}
	return body
}

// judge opens what a cut left.
func (r *result) judge(d *simulated.Disk, synced [][]byte, last []byte) {
	log, err := redo.Open(d, "log", redo.Options{Segment: 8 << 10})
	if err != nil {
		r.blame(&r.stuck, "cycle %d: %v", r.cycles, err)
		return
	}
	n, all := 0, append(slices.Clone(synced), last)
	err = log.Replay(0, func(_ uint64, body []byte) error {
		if n >= len(all) || !bytes.Equal(body, all[n]) {
			r.blame(&r.wrong, "cycle %d: record %d is another", r.cycles, n+1)
		}
		n++
		return nil
	})
	if n < len(synced) || err != nil {
		r.blame(&r.lost, "cycle %d: %d of %d records, %v", r.cycles, n, len(synced), err)
	}
	if _, err := log.Append([]byte("on")); err != nil {
		r.blame(&r.stuck, "cycle %d: it does not go on: %v", r.cycles, err)
	}
}
