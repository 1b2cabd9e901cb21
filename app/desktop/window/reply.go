package window

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
)

type reply struct {
	Status int    `json:"status"`
	Body   string `json:"body"`
}

func notARequest() string {
	return failed(http.StatusBadRequest, "invalid", "the page sent something that is no request")
}

// failed is the contract's own shape of an error, for those that the contract
// never saw.
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

// Header returns the answer's headers, which the page never sees.
func (r *recorder) Header() http.Header { return r.header }

// WriteHeader keeps the first status.
func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
}

// Write keeps p.
func (r *recorder) Write(p []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(p)
}

func (r *recorder) code() int { return max(r.status, http.StatusOK) }
