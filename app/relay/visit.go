package relay

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"runtime/debug"
	"time"

	"github.com/raja-crm/raja/core/fault"
)

// errGone is why a command ends whose caller does not listen any more.
var errGone = errors.New("relay: the caller is gone")

// answer runs one command for a caller who knows the token.
func (h *Host) answer(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	if err := control.EnableFullDuplex(); err != nil { // else an answer waits until the caller has hung up
		fail(w, http.StatusInternalServerError, fault.Internal("%s", err))
		return
	}
	control.SetReadDeadline(time.Now().Add(callTime)) //nolint:errcheck,forbidigo // as below; deadlines are the wall's
	in := framesOf(r.Body)
	call, err := readCall(in)
	switch {
	case err != nil:
		fail(w, http.StatusBadRequest, fault.Invalid("", "this is no command that Raja understands, or it is longer than %d bytes", MaxCall))
	case !h.keeps(call.Data):
		fail(w, http.StatusConflict, fault.Conflict("data", "%s is not the folder that this Raja has open", call.Data))
	case !h.begin():
		fail(w, http.StatusServiceUnavailable, ErrClosing)
	default:
		defer h.busy.Done()
		control.SetReadDeadline(time.Time{}) //nolint:errcheck // a connection that has none is gone, and says so when it is read
		h.converse(w, control, in, call)
	}
}

// keeps reports whether a path is the folder that is open here.
func (h *Host) keeps(data []byte) bool {
	named, err := os.Stat(string(data))
	return err == nil && os.SameFile(named, h.folder)
}

func readCall(in *frames) (Call, error) {
	var call Call
	k, body, err := in.next()
	if err != nil {
		return call, err
	}
	if k != kindCall {
		return call, errFrame
	}
	return call, json.Unmarshal(body, &call)
}

// converse runs the command while it listens to the caller.
func (h *Host) converse(w http.ResponseWriter, control *http.ResponseController, in *frames, call Call) {
	w.Header().Set("Content-Type", media)
	out := &writer{to: w, sent: control.Flush}
	if control.Flush() != nil {
		return
	}
	ctx, cancel := context.WithCancelCause(h.calls)
	defer cancel(nil)
	input, feed := io.Pipe()
	heard := make(chan struct{})
	go func() {
		defer close(heard)
		listen(in, feed, cancel)
	}()
	code, ok := h.guarded(ctx, call, streamsTo(out, input, call))
	input.Close() //nolint:errcheck // a pipe's never fails
	patience := callTime
	if !ok || out.frame(kindExit, []byte{byte(code)}) != nil {
		patience = 0
	}
	control.SetReadDeadline(time.Now().Add(patience)) //nolint:errcheck,forbidigo // the caller only has to hang up
	<-heard
}

// guarded runs the command; it is not ok when that ended in a panic, which
// must not take the shop along.
func (h *Host) guarded(ctx context.Context, call Call, streams Streams) (code int, ok bool) {
	defer func() {
		if caught := recover(); caught != nil {
			slog.Error("a command panicked", "panic", caught, "stack", string(debug.Stack()))
		}
	}()
	return h.run(ctx, call, streams), true
}

func streamsTo(out *writer, input io.Reader, call Call) Streams {
	streams := Streams{Out: stream{out, kindOut}, Err: stream{out, kindErr}}
	if call.Input {
		streams.In = input
	}
	if call.Watched {
		streams.Progress = func(p Progress) {
			out.document(kindProgress, p) //nolint:errcheck // a caller that is gone sees no progress
		}
	}
	return streams
}

// listen passes on what the caller sends until it hangs up. A caller who
// cancels, or is gone before the answer, ends the command.
func listen(in *frames, feed *io.PipeWriter, cancel context.CancelCauseFunc) {
	for {
		k, body, err := in.next()
		switch {
		case err != nil:
			cancel(errGone)
			feed.CloseWithError(errGone)
			return
		case k == kindInput:
			feed.Write(body) //nolint:errcheck // a command that reads no more has had enough
		case k == kindEOF:
			feed.Close() //nolint:errcheck // a pipe's never fails
		case k == kindCancel:
			cancel(context.Canceled)
			feed.CloseWithError(context.Canceled)
		}
	}
}

// fail answers instead of a command.
func fail(w http.ResponseWriter, status int, why *fault.Error) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(failure{why}) //nolint:errcheck // a caller that is gone asks again
}

type failure struct {
	Error *fault.Error `json:"error"`
}
