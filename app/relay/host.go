package relay

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/raja-crm/raja/app/loopback"
	"github.com/raja-crm/raja/core/fault"
)

// media is what the two ends speak; a browser sends no such thing.
const media = "application/x-raja-relay"

// The two things that a caller asks. Who greets learns that this is the Raja
// that wrote the note, before it tells anything itself.
const (
	greetPath       = "/greet"
	callPath        = "/call"
	challengeHeader = "Raja-Challenge"
)

const (
	callTime = 10 * time.Second // in which a call has to be there whole
	grace    = time.Second      // that commands have to end by themselves when the shop is closed
)

// Host runs the commands of others in the Raja that has a shop open. Close it
// before the shop.
type Host struct {
	dir    string
	folder os.FileInfo
	note   note
	run    Runner
	server *http.Server
	served chan error

	calls context.Context // of all commands
	end   context.CancelCauseFunc

	mu    sync.Mutex
	ended bool
	busy  sync.WaitGroup
}

// Listen answers for the shop in dir, which this process has open, and puts
// the note there. It returns unavailable when there is no port, or when the
// note cannot be kept from other users.
func Listen(dir, version string, run Runner) (*Host, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, unusable(err)
	}
	folder, err := os.Stat(dir)
	if err != nil {
		return nil, unusable(err)
	}
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, unusable(err)
	}
	h := &Host{
		dir: dir, folder: folder, run: run, served: make(chan error, 1),
		note: note{Version: version, Address: listener.Addr().String(), Token: rand.Text() + rand.Text(), PID: os.Getpid()},
	}
	h.calls, h.end = context.WithCancelCause(context.Background())
	h.server = &http.Server{
		Handler: h.handler(), ReadHeaderTimeout: 5 * time.Second, IdleTimeout: callTime, MaxHeaderBytes: 16 << 10,
	}
	go func() { h.served <- h.server.Serve(listener) }()
	if err := h.note.post(dir); err != nil {
		return nil, errors.Join(unusable(err), h.stop())
	}
	return h, nil
}

func unusable(err error) error {
	var why unfit
	if errors.As(err, &why) {
		return fault.Unavailable("data", "while the shop is open here the command line cannot use it: its %s %s; put the data folder on a disk that keeps permissions", NoteName, why)
	}
	return fault.Unavailable("data", "while the shop is open here the command line cannot use it: no port of this machine can be had, or the folder cannot be written").Because(err)
}

func (h *Host) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc(greetPath, h.greet)
	mux.Handle(callPath, loopback.Bearers(h.note.Token, http.HandlerFunc(h.answer)))
	return loopback.Programs(h.note.Address, media, mux)
}

// greet proves that this is the Raja that wrote the note.
func (h *Host) greet(w http.ResponseWriter, r *http.Request) {
	challenge := r.Header.Get(challengeHeader)
	if len(challenge) < minToken || len(challenge) > 2*minToken {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	w.Write(h.note.proof(challenge)) //nolint:errcheck // a caller that is gone asks again
}

// begin notes a command; it is not ok once the shop is being closed.
func (h *Host) begin() (ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.ended {
		h.busy.Add(1)
	}
	return !h.ended
}

// Close takes the note away, gives running commands a moment to end, ends them
// and waits until none is left.
func (h *Host) Close() error {
	return errors.Join(h.takeDown(), h.stop())
}

func (h *Host) stop() error {
	h.mu.Lock()
	h.ended = true
	h.mu.Unlock()
	h.wait()
	h.end(ErrClosing)
	h.wait() // for their last words
	err := h.server.Close()
	h.busy.Wait()
	if stopped := <-h.served; !errors.Is(stopped, http.ErrServerClosed) {
		err = errors.Join(err, stopped)
	}
	return err
}

// wait returns when no command runs any more, or the grace is over.
func (h *Host) wait() {
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	_ = h.server.Shutdown(ctx) // late ones are ended next
}

// takeDown removes the note if it is still this host's own.
func (h *Host) takeDown() error {
	if read, err := readNote(h.dir); err != nil || read != h.note {
		return nil //nolint:nilerr // somebody else's, or gone
	}
	return os.Remove(filepath.Join(h.dir, NoteName))
}
