package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// cuts cuts the power: the writer works in an ext4 file system on a loop device
// whose image lies in memory. It is stopped, the image is copied as it is,
// which is what has reached the device, and the copy is mounted and opened as
// after a restart. It needs root.
func cuts(ctx context.Context, t *trial) *result {
	self, err := os.Executable()
	if err != nil {
		return &result{skipped: err.Error()}
	}
	return cutsWith(ctx, t, self)
}

// cutsWithoutMsync does so with another Badger.
func cutsWithoutMsync(ctx context.Context, t *trial) *result {
	if err := mayCut(); err != nil {
		return &result{skipped: err.Error()}
	}
	program, err := t.silenced()
	if err != nil { // it can be built wherever this runs
		r := &result{}
		r.blame(&r.stuck, "%v", err)
		return r
	}
	return cutsWith(ctx, t, program)
}

// cutsWord lets the program be the process of cutsWith.
const cutsWord = "inside"

// cutsWith runs the program with mounts of its own: there another start of the
// machine is had by putting a file over the one that names it, and nothing
// stays mounted whatever happens.
func cutsWith(ctx context.Context, t *trial, program string) *result {
	if err := mayCut(); err != nil {
		return &result{skipped: err.Error()}
	}
	command := exec.CommandContext(ctx, program, cutsWord, "-seed", fmt.Sprint(t.seed), "-cycles", fmt.Sprint(t.cycles), "-time", fmt.Sprint(t.share))
	apart(command)
	var said, complaints bytes.Buffer
	command.Stdout, command.Stderr = &said, &complaints
	ended := command.Run()
	r, err := heard(&said)
	if err != nil {
		r.blame(&r.stuck, "%v: %v: %s", err, ended, firstLines(complaints.String()))
	}
	return r
}

// apart gives a command mounts of its own, where that can be, and the time to
// end what it has begun.
func apart(command *exec.Cmd) {
	if os.Geteuid() == 0 {
		command.SysProcAttr = &syscall.SysProcAttr{Unshareflags: syscall.CLONE_NEWNS}
	}
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	command.WaitDelay = patience
}

func mayCut() error {
	if os.Geteuid() != 0 {
		return fmt.Errorf("it needs root, for a loop device")
	}
	if _, err := exec.LookPath("mkfs.ext4"); err != nil {
		return fmt.Errorf("it needs mkfs.ext4: %w", err)
	}
	return nil
}

// cutsInside is that process.
func cutsInside(ctx context.Context, args []string) int {
	t := newTrial(options{}, 0)
	flags := flag.NewFlagSet(cutsWord, flag.ContinueOnError)
	flags.Uint64Var(&t.seed, "seed", 1, "")
	flags.IntVar(&t.cycles, "cycles", 0, "")
	flags.DurationVar(&t.share, "time", time.Minute, "")
	if err := flags.Parse(args); err != nil {
		return 2
	}
	r := &result{}
	bench, err := newCutBench()
	if err != nil {
		r.skipped = err.Error()
		r.tell(os.Stdout)
		return 0
	}
	defer bench.remove()
	t = newTrial(t.options, t.share)
	for t.more(ctx, r.cycles) && !r.bad() {
		r.cycles++
		if err := r.cutOnce(t, bench); err != nil {
			r.blame(&r.stuck, "cycle %d: %v", r.cycles, err)
		}
	}
	r.tell(os.Stdout)
	return 0
}

// afresh is every how many cycles a new store is begun, and cut soon.
const afresh = 6

// cutOnce is one cycle: the writer works, the power goes, and what is left is
// looked at.
func (r *result) cutOnce(t *trial, bench *cutBench) error {
	if err := bench.start(); err != nil {
		return err
	}
	if r.cycles%afresh == 1 {
		r.stood = [hands]uint64{}
		if err := bench.renew(); err != nil {
			return err
		}
	}
	when := aMoment(t.random)
	w, err := startWriter(bench.folder)
	if err != nil {
		return err
	}
	err = w.let(t.random, when)
	small, cutErr := bench.cut(w, when)
	if err != nil {
		return fmt.Errorf("%w: %s", err, firstLines(w.complaints.String()))
	}
	if cutErr != nil {
		return cutErr
	}
	if err := bench.start(); err != nil {
		return err
	}
	if w.answered {
		r.bootFiles(bench.folder, small)
	}
	r.repairsFit(when, r.look(bench.folder, w.acknowledged))
	return bench.stop()
}

// repairsFit holds the repairs against what the cut can have hurt: tables that
// were in use are not believed, those that were closed are whole.
func (r *result) repairsFit(when moment, repairs int) {
	switch {
	case when == working && repairs == 0 && !r.bad():
		r.miss(&r.wrong, "cycle %d: tables that were not synced were believed after a cut", r.cycles)
	case when == closed && repairs > 0:
		r.blame(&r.wrong, "cycle %d: the power was cut after the store had been closed, and that cost a repair", r.cycles)
	}
}
