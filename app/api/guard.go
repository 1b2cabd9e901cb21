package api

import (
	"log/slog"
	"net/http"
	"runtime/debug"

	"github.com/raja-crm/raja/core/fault"
)

// guard keeps a bug in one request from ending the program: the panic is
// logged with its stack and answered as an internal error. An answer that had
// begun is broken off, so that half of it is not taken for all.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		once := &begun{ResponseWriter: w}
		defer func() {
			caught := recover()
			if caught == nil {
				return
			}
			if caught != http.ErrAbortHandler { //nolint:errorlint // net/http compares it so
				slog.Error("request panicked", "path", r.URL.Path, "panic", caught, "stack", string(debug.Stack()))
			}
			if once.status != 0 {
				panic(http.ErrAbortHandler)
			}
			writeFailure(w, fault.Internal("something went wrong inside Raja; nothing was changed"))
		}()
		next.ServeHTTP(once, r)
	})
}

// begun is an answer of which it is known whether it has begun: a second status,
// as for a page that went away half way, says nothing any more.
type begun struct {
	http.ResponseWriter
	status int
}

// WriteHeader passes the first status on.
func (b *begun) WriteHeader(status int) {
	if b.status == 0 {
		b.status = status
		b.ResponseWriter.WriteHeader(status)
	}
}

// Write begins the answer, if need be, and passes p on.
func (b *begun) Write(p []byte) (int, error) {
	b.WriteHeader(http.StatusOK)
	return b.ResponseWriter.Write(p)
}

// Unwrap lets a http.ResponseController find the connection.
func (b *begun) Unwrap() http.ResponseWriter { return b.ResponseWriter }
