package window_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"testing"

	"github.com/raja-crm/raja/app/desktop/window"
)

type answer struct {
	Status int    `json:"status"`
	Body   string `json:"body"`
}

func ask(t *testing.T, bridge *window.Bridge, request string) answer {
	t.Helper()
	var got answer
	if err := json.Unmarshal([]byte(bridge.Do(request)), &got); err != nil {
		t.Fatalf("Do(%s) did not answer JSON: %v", request, err)
	}
	return got
}

func TestBridgeAnswersEveryRequest(t *testing.T) {
	contract := http.NewServeMux()
	contract.HandleFunc("POST /api/echo", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusCreated)
		io.Copy(w, r.Body) // the test sees what is missing
	})
	contract.HandleFunc("GET /api/panic", func(http.ResponseWriter, *http.Request) { panic("boom") })
	contract.HandleFunc("GET /api/silent", func(http.ResponseWriter, *http.Request) {})
	bridge := window.NewBridge(contract)

	for _, test := range []struct {
		name, request string
		want          answer
	}{
		{
			"a body comes back as it was sent",
			`{"id":"1","method":"POST","path":"/api/echo","body":"{\"name\":\"Bu <Sari> & Ayu\"}"}`,
			answer{201, `{"name":"Bu <Sari> & Ayu"}`},
		},
		{
			"a panic is an internal error",
			`{"id":"2","method":"GET","path":"/api/panic"}`,
			answer{500, `{"error":{"field":"","kind":"internal","message":"something went wrong inside Raja; nothing was changed"}}`},
		},
		{"silence is consent", `{"id":"3","method":"GET","path":"/api/silent"}`, answer{200, ""}},
		{
			"a Blob, which JSON turns into {}, is no request",
			`{}`,
			answer{400, `{"error":{"field":"","kind":"invalid","message":"the page sent something that is no request"}}`},
		},
		{
			"a path outside the contract is no request",
			`{"id":"4","method":"GET","path":"/wails/ipc.js"}`,
			answer{400, `{"error":{"field":"","kind":"invalid","message":"the page sent something that is no request"}}`},
		},
		{
			"a method that HTTP does not know is no request",
			`{"id":"5","method":"GET /","path":"/api/silent"}`,
			answer{400, `{"error":{"field":"","kind":"invalid","message":"the page sent something that is no request"}}`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := ask(t, bridge, test.request); got != test.want {
				t.Errorf("Do(%s) = %+v, want %+v", test.request, got, test.want)
			}
		})
	}
}

func TestCancelReachesTheRequestItNames(t *testing.T) {
	began, why := make(chan struct{}), make(chan error, 1)
	bridge := window.NewBridge(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		close(began)
		<-r.Context().Done()
		why <- r.Context().Err()
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	answered := make(chan string)
	go func() { answered <- bridge.Do(`{"id":"slow","method":"GET","path":"/api/slow"}`) }()
	<-began
	bridge.Cancel("another")
	bridge.Cancel("slow")
	if err := <-why; !errors.Is(err, context.Canceled) {
		t.Errorf("the request ended with %v, want %v", err, context.Canceled)
	}
	if got := <-answered; got != `{"status":503,"body":""}` {
		t.Errorf("Do = %s, want status 503", got)
	}
}
