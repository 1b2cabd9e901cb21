package main

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/raja-crm/raja/core/store/badger"
)

// kills ends the writer with SIGKILL at a random moment, again and again in one
// folder, and looks each time whether what it was answered is there.
func kills(ctx context.Context, t *trial) *result {
	r := &result{}
	dir, err := os.MkdirTemp("", "raja-kills-")
	if err != nil {
		r.skipped = err.Error()
		return r
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of /tmp
	folder := filepath.Join(dir, "store")
	for t.more(ctx, r.cycles) && r.first == "" {
		w, err := startWriter(folder, "one")
		if err != nil {
			r.blame(&r.stuck, "cycle %d: %v", r.cycles, err)
			break
		}
		w.let(t)
		w.kill()
		r.cycles++
		r.look(folder, "one", w.acknowledged)
	}
	return r
}

// look opens a folder and holds it against what the writer was answered.
func (r *result) look(folder, boot string, acknowledged [hands]uint64) {
	db, err := badger.Open(folder, storeOptions(boot))
	if err != nil {
		r.blame(&r.stuck, "cycle %d does not open: %v", r.cycles, err)
		return
	}
	defer db.Close() //nolint:errcheck // its folder is looked at again in the next cycle
	if len(db.Repairs()) > 0 {
		r.healed++
	}
	last, err := standing(db)
	if err != nil {
		r.blame(&r.wrong, "cycle %d: %v", r.cycles, err)
		return
	}
	for hand := range hands {
		r.acknowledged += int(acknowledged[hand]) - int(min(acknowledged[hand], r.before(hand)))
		if last[hand] < acknowledged[hand] {
			r.blame(&r.lost, "cycle %d: hand %d was answered step %d, the store is at %d", r.cycles, hand, acknowledged[hand], last[hand])
		}
	}
	r.stood = last
	if r.cycles%16 == 0 { // the two copies, byte by byte
		if repairs, err := db.Heal(context.Background(), nil); err != nil || len(repairs) > 0 {
			r.blame(&r.wrong, "cycle %d: the copies differ: %v %v", r.cycles, repairs, err)
		}
	}
}

// before is where a hand stood when the cycle began.
func (r *result) before(hand int) uint64 { return r.stood[hand] }

// writer is a writer at work.
type writer struct {
	command      *exec.Cmd
	out          io.ReadCloser
	acknowledged [hands]uint64
	answers      chan struct{} // one for each answer that was read, then closed
	said         error
}

func startWriter(folder, boot string) (*writer, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	w := &writer{command: exec.Command(self, writerWord, folder, boot), answers: make(chan struct{}, 1<<16)}
	w.command.Stderr = os.Stderr
	if w.out, err = w.command.StdoutPipe(); err != nil {
		return nil, err
	}
	if err := w.command.Start(); err != nil {
		return nil, err
	}
	go w.listen()
	return w, nil
}

func (w *writer) listen() {
	defer close(w.answers)
	in := bufio.NewReader(w.out)
	var one [10]byte
	for {
		if _, err := io.ReadFull(in, one[:]); err != nil {
			return
		}
		w.acknowledged[one[1]] = binary.BigEndian.Uint64(one[2:])
		w.answers <- struct{}{}
	}
}

// let lets the writer work: until a random number of answers has come, and a
// random bit of a millisecond more, which may be in the midst of anything.
func (w *writer) let(t *trial) {
	for range 1 + t.random.IntN(120) {
		if _, more := <-w.answers; !more {
			return
		}
	}
	time.Sleep(time.Duration(t.random.IntN(3_000)) * time.Microsecond)
}

// kill ends the writer and reads what it still said.
func (w *writer) kill() {
	_ = w.command.Process.Kill()
	for range w.answers { //nolint:revive // what was in the pipe counts as said
	}
	var exit *exec.ExitError
	if err := w.command.Wait(); err != nil && !errors.As(err, &exit) {
		w.said = err
	}
}
