package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"time"
)

// writer is a writer at work in a process of its own.
type writer struct {
	command      *exec.Cmd
	in           io.Closer
	out          io.Reader
	complaints   bytes.Buffer
	acknowledged [hands]uint64
	answers      chan struct{} // one for each answer that was read, then closed
	answered     bool          // something was
}

func startWriter(folder string) (*writer, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	w := &writer{command: exec.Command(self, writerWord, folder), answers: make(chan struct{}, 1<<16)}
	w.command.Stderr = &w.complaints
	if w.in, err = w.command.StdinPipe(); err != nil {
		return nil, err
	}
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

// moment is when a writer is ended.
type moment int

const (
	working moment = iota // in the midst of its work
	opening               // in the first moments, which are its opening
	closing               // soon after it was told to close
	closed                // when it has closed
)

// aMoment is mostly in the midst of work.
func aMoment(random *rand.Rand) moment {
	switch random.IntN(8) {
	case 0:
		return opening
	case 1:
		return closing
	case 2:
		return closed
	}
	return working
}

// patience is how long a writer may take for one answer, and to close.
const patience = 30 * time.Second

// let lets the writer work up to a moment, and a random bit of a millisecond
// more, which may be in the midst of anything. A writer that ends before, or
// answers nothing, is an error.
func (w *writer) let(random *rand.Rand, until moment) error {
	if until == opening {
		time.Sleep(time.Duration(random.IntN(60_000)) * time.Microsecond)
		return nil
	}
	for range 1 + random.IntN(120) {
		if err := w.await(); err != nil {
			return err
		}
	}
	switch until {
	case closing:
		_ = w.in.Close() // it may have ended
		time.Sleep(time.Duration(random.IntN(20_000)) * time.Microsecond)
	case closed:
		return w.close()
	default:
		time.Sleep(time.Duration(random.IntN(3_000)) * time.Microsecond)
	}
	return nil
}

// await waits for one answer.
func (w *writer) await() error {
	select {
	case _, more := <-w.answers:
		w.answered = w.answered || more
		if !more {
			return errors.New("the writer ended by itself")
		}
	case <-time.After(patience):
		return errors.New("the writer got no answer")
	}
	return nil
}

func (w *writer) close() error {
	_ = w.in.Close() // it may have ended
	for {
		select {
		case _, more := <-w.answers:
			if !more {
				return nil
			}
		case <-time.After(patience):
			return errors.New("the writer does not close")
		}
	}
}

// kill ends the writer and reads what it still said. One that ended by itself
// because something was refused is an error.
func (w *writer) kill() error {
	_ = w.command.Process.Kill() // it may have ended
	for range w.answers {        // what was in the pipe counts as said
		w.answered = true
	}
	var exit *exec.ExitError
	err := w.command.Wait()
	switch {
	case errors.As(err, &exit) && exit.ExitCode() != failedCode && w.complaints.Len() == 0:
		return nil // it was killed
	case err != nil:
		return fmt.Errorf("the writer was refused: %w: %s", err, firstLines(w.complaints.String()))
	}
	return nil
}

// firstLines keeps the beginning of a long text, such as of a panic.
func firstLines(text string) string { return text[:min(len(text), 600)] }
