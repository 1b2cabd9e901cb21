package window

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// Bridge is all that the page can call, as window.go.window.Bridge: one
// request to the contract at a time, and its cancellation. A bound method of
// its own per operation would lose errors and hang on a panic.
type Bridge struct {
	contract http.Handler

	mu    sync.Mutex
	ended bool
	live  map[string]context.CancelFunc // requests on their way, by id
	busy  sync.WaitGroup
}

// NewBridge returns a Bridge to a contract.
func NewBridge(contract http.Handler) *Bridge {
	return &Bridge{contract: contract, live: map[string]context.CancelFunc{}}
}

// Requests that do not come back are ended. Long work is a job and answers at
// once; a dialog waits for a person.
const (
	deadline     = 30 * time.Second
	filesTimeout = time.Hour
)

type request struct {
	ID     string `json:"id"`
	Method string `json:"method"`
	Path   string `json:"path"`
	Body   string `json:"body"`
}

// Do answers a request {id, method, path, body} with {status, body}, both as
// JSON. It always answers: a panic is status 500.
func (b *Bridge) Do(text string) (answer string) {
	defer func() {
		if caught := recover(); caught != nil {
			slog.Error("bridge panicked", "panic", caught, "stack", string(debug.Stack()))
			answer = failed(http.StatusInternalServerError, "internal", "something went wrong inside Raja; nothing was changed")
		}
	}()
	var asked request
	if err := json.Unmarshal([]byte(text), &asked); err != nil || !strings.HasPrefix(asked.Path, "/api/") {
		return notARequest()
	}
	ctx, done, ok := b.begin(asked)
	if !ok {
		return failed(http.StatusServiceUnavailable, "unavailable", "Raja is being closed")
	}
	defer done()
	r, err := http.NewRequestWithContext(ctx, asked.Method, "http://raja.local"+asked.Path, strings.NewReader(asked.Body))
	if err != nil {
		return notARequest()
	}
	if asked.Body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	w := &recorder{header: http.Header{}}
	b.contract.ServeHTTP(w, r)
	return encode(reply{Status: w.code(), Body: w.body.String()})
}

// Cancel ends the request with this id, if it is still on its way.
func (b *Bridge) Cancel(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if cancel, ok := b.live[id]; ok {
		cancel()
	}
}

// end cancels every request and waits until none is left; later ones are
// refused. The page is gone by then, its last calls may not be.
func (b *Bridge) end() {
	b.mu.Lock()
	b.ended = true
	for _, cancel := range b.live {
		cancel()
	}
	b.mu.Unlock()
	b.busy.Wait()
}

// begin notes a request; it is not ok once the window has ended.
func (b *Bridge) begin(asked request) (ctx context.Context, done func(), ok bool) {
	limit := deadline
	if strings.HasPrefix(asked.Path, "/api/files/") {
		limit = filesTimeout
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.ended {
		return nil, nil, false
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	b.live[asked.ID] = cancel
	b.busy.Add(1)
	return ctx, func() {
		cancel()
		b.mu.Lock()
		delete(b.live, asked.ID)
		b.mu.Unlock()
		b.busy.Done()
	}, true
}
