package window

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"time"
)

// Bridge is all that the page can call: one request to the contract at a
// time, and its cancellation. A bound method of its own per operation would
// lose errors and hang on a panic.
type Bridge struct {
	open func() (*shop, error)
	shop *shop

	mu   sync.Mutex
	live map[string]context.CancelFunc // requests on their way, by id
}

// deadline ends a request that does not come back. Long work is a job and
// answers at once.
const deadline = 30 * time.Second

type request struct {
	ID     string `json:"id"`
	Method string `json:"method"`
	Path   string `json:"path"`
	Body   string `json:"body"`
}

type reply struct {
	Status int    `json:"status"`
	Body   string `json:"body"`
}

func (b *Bridge) start(ctx context.Context) {
	b.shop.picker.ready(ctx)
	go b.shop.engine.Warm(ctx) //nolint:errcheck // the first search warms again and says what is wrong
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
		return failed(http.StatusBadRequest, "invalid", "the page sent something that is no request")
	}
	ctx, done := b.begin(asked)
	defer done()
	r, err := http.NewRequestWithContext(ctx, asked.Method, "http://raja.local"+asked.Path, strings.NewReader(asked.Body))
	if err != nil {
		return failed(http.StatusBadRequest, "invalid", "the page sent something that is no request")
	}
	if asked.Body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	w := &recorder{header: http.Header{}}
	b.shop.contract.ServeHTTP(w, r)
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

func (b *Bridge) begin(asked request) (context.Context, func()) {
	limit := deadline
	if strings.HasPrefix(asked.Path, "/api/files/") {
		limit = time.Hour // a dialog waits for a person
	}
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.live == nil {
		b.live = map[string]context.CancelFunc{}
	}
	b.live[asked.ID] = cancel
	return ctx, func() {
		cancel()
		b.mu.Lock()
		defer b.mu.Unlock()
		delete(b.live, asked.ID)
	}
}

func failed(status int, kind, message string) string {
	body := map[string]any{"error": map[string]string{"kind": kind, "field": "", "message": message}}
	return encode(reply{Status: status, Body: encode(body)})
}

func encode(value any) string {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return `{"status":500,"body":"{}"}`
	}
	return strings.TrimSpace(text.String())
}

// recorder keeps an answer in memory.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header { return r.header }

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
}

func (r *recorder) Write(p []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(p)
}

func (r *recorder) code() int { return max(r.status, http.StatusOK) }
