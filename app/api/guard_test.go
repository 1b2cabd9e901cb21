package api

import (
	"bytes"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"testing"
)

// asked serves a handler behind the guard and returns what its client sees, and
// what the server complains of.
func asked(t *testing.T, handler http.HandlerFunc) (status int, body, complaints string, broken error) {
	t.Helper()
	var said bytes.Buffer
	server := httptest.NewUnstartedServer(guard(handler))
	server.Config.ErrorLog = log.New(&said, "", 0)
	server.Start()
	response, err := http.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	read, broken := io.ReadAll(response.Body)
	_ = response.Body.Close()
	server.Close()
	return response.StatusCode, string(read), said.String(), broken
}

func TestABugIsAnsweredAsAnInternalError(t *testing.T) {
	status, body, _, broken := asked(t, func(http.ResponseWriter, *http.Request) { panic("a bug") })
	if status != http.StatusInternalServerError || broken != nil || body != `{"error":{"kind":"internal","field":"","message":"something went wrong inside Raja; nothing was changed"}}`+"\n" {
		t.Errorf("%d %s %v", status, body, broken)
	}
}

func TestAnAnswerThatBreaksOffIsNotTakenForWhole(t *testing.T) {
	for _, why := range []any{"a bug", http.ErrAbortHandler} {
		status, body, _, broken := asked(t, func(w http.ResponseWriter, _ *http.Request) {
			_, _ = io.WriteString(w, `{"customers": [`)
			_ = http.NewResponseController(w).Flush()
			panic(why)
		})
		if status != http.StatusOK || body != `{"customers": [` || broken == nil {
			t.Errorf("after %v: %d %s %v, want an answer that is broken off", why, status, body, broken)
		}
	}
}

func TestASecondStatusSaysNothing(t *testing.T) {
	status, body, complaints, broken := asked(t, func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, "half of it")
		w.WriteHeader(http.StatusInternalServerError)
	})
	if status != http.StatusOK || body != "half of it" || broken != nil || complaints != "" {
		t.Errorf("%d %s %v; the server complains: %s", status, body, broken, complaints)
	}
}
