package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/store/disk"
	"github.com/raja-crm/raja/core/store/disk/simulated"
	"github.com/raja-crm/raja/core/store/redo"
)

// images makes every disk that a power cut can leave of a log that is being
// written: the power goes at each step in turn, which is every prefix, and then
// of the sectors, sizes and names that were not synced there is each subset.
// Each such disk must open, hold what was answered, and go on.
func images(ctx context.Context, t *trial) *result {
	r := &result{}
	made := 0
	for t.more(ctx, r.cycles) && !r.bad() {
		r.cycles++
		story := newStory(t.random)
		whole := newUnwell("", "")
		if err := story.tell(whole, new(int)); err != nil {
			r.blame(&r.stuck, "cycle %d: %v", r.cycles, err)
		}
		for _, step := range whole.names() {
			if changes(step) && !r.bad() {
				made += r.cutAt(step, story, t.random)
			}
		}
	}
	r.notes = append(r.notes, fmt.Sprintf("%d disks of %d logs", made, r.cycles))
	return r
}

// changes says whether a step of the disk changes it.
func changes(step string) bool {
	kind, _, _ := strings.Cut(step, " ")
	return kind != "read" && kind != "list" && kind != "close"
}

// cutAt tells the story until the power goes at a step, and judges each disk
// that this can leave. It returns how many there are.
func (r *result) cutAt(step string, s story, random *rand.Rand) (made int) {
	d, answered := newUnwell("", step), 0
	d.then = func() {
		for image := range subsets(d.Disk, random) {
			made++
			r.judge(image, s[:answered], s[answered:])
		}
	}
	_ = s.tell(d, &answered) // the power is gone
	return made
}

// story is what is written to a log, one record after the other.
type story [][]byte

func newStory(random *rand.Rand) story {
	var s story
	for range 1 + random.IntN(6) {
		body := make([]byte, 1+random.IntN(3_000))
		for i := range body {
			body[i] = byte(1 + random.IntN(255))
		}
		s = append(s, body)
	}
	return s
}

// tell writes the story to a new log.
func (s story) tell(d disk.Disk, answered *int) error {
	log, err := redo.Open(d, "log", imageOptions())
	for _, body := range s {
		if err != nil {
			break
		}
		if _, err = log.Append(body); err == nil {
			*answered++
		}
	}
	return err
}

func imageOptions() redo.Options { return redo.Options{Segment: 8 << 10} }

// mostPending is of how many things that were not synced each subset is made:
// of more, these are the last ones, and the others are there or not together.
const mostPending = 8

// subsets yields the disks that a cut can leave.
func subsets(log *simulated.Disk, random *rand.Rand) func(func(*simulated.Disk) bool) {
	return func(yield func(*simulated.Disk) bool) {
		pending := log.Pending()
		var rest []simulated.Pending
		if n := len(pending) - mostPending; n > 0 {
			rest, pending = pending[:n], pending[n:]
			if random.IntN(2) == 0 {
				rest = nil
			}
		}
		for mask := range 1 << len(pending) {
			kept := slices.Clone(rest)
			for i, one := range pending {
				if mask&(1<<i) != 0 {
					kept = append(kept, one)
				}
			}
			if !yield(log.Cut(kept...)) {
				return
			}
		}
	}
}

// judge opens what a cut left. It must hold what was answered, and of the rest
// at most the record that was on its way.
func (r *result) judge(d *simulated.Disk, answered, rest [][]byte) {
	log, err := redo.Open(d, "log", imageOptions())
	if err != nil {
		r.blame(&r.stuck, "cycle %d: %v", r.cycles, err)
		return
	}
	want, n := slices.Concat(answered, rest[:min(1, len(rest))]), 0
	err = log.Replay(0, func(_ uint64, body []byte) error {
		if n >= len(want) || !bytes.Equal(body, want[n]) {
			r.miss(&r.wrong, "cycle %d: record %d is another", r.cycles, n+1)
		}
		n++
		return nil
	})
	r.acknowledged += len(answered)
	if err != nil {
		r.blame(&r.lost, "cycle %d: %d of %d records, %v", r.cycles, n, len(answered), err)
	} else if n < len(answered) {
		r.miss(&r.lost, "cycle %d: %d of %d records", r.cycles, n, len(answered))
	}
	if seq, err := log.Append([]byte("on")); err != nil || seq != uint64(n+1) {
		r.blame(&r.stuck, "cycle %d: it does not go on: record %d, %v", r.cycles, seq, err)
		return
	}
	r.acknowledged++
	r.reread(d, n+1)
}

// reread opens the log once more after it went on and the power was cut.
func (r *result) reread(d *simulated.Disk, records int) {
	n := 0
	log, err := redo.Open(d.Cut(), "log", imageOptions())
	if err == nil {
		err = log.Replay(0, func(uint64, []byte) error { n++; return nil })
	}
	if err != nil || n != records {
		r.blame(&r.lost, "cycle %d: after going on %d of %d records: %v", r.cycles, n, records, err)
	}
}
