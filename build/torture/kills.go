package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
)

// kills ends the writer with SIGKILL at a random moment, again and again in one
// folder, and looks each time whether what it was answered is there. While the
// machine stays on a kill costs no repair.
func kills(ctx context.Context, t *trial) *result {
	r := &result{}
	dir, err := os.MkdirTemp("", "raja-kills-")
	if err != nil {
		r.blame(&r.stuck, "%v", err)
		return r
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of /tmp
	folder := filepath.Join(dir, "store")
	for t.more(ctx, r.cycles) && !r.bad() {
		r.cycles++
		when := aMoment(t.random)
		w, err := startWriter(folder)
		if err != nil {
			r.blame(&r.stuck, "cycle %d: %v", r.cycles, err)
			break
		}
		err = w.let(t.random, when)
		if killed := w.kill(); killed != nil {
			err = killed
		}
		if err != nil {
			r.blame(&r.stuck, "cycle %d: %v", r.cycles, err)
			break
		}
		repairs := r.look(folder, w.acknowledged)
		if repairs > 0 && when != opening && runtime.GOOS == "linux" { // which tells one start from another
			r.blame(&r.wrong, "cycle %d: a kill cost a repair", r.cycles)
		}
	}
	return r
}
