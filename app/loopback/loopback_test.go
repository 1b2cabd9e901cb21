package loopback_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/raja-crm/raja/app/loopback"
)

// serve starts a guarded contract that answers "secret", and returns its
// address and launch token.
func serve(t *testing.T) (address, token string) {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	contract := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "secret") })
	guarded := loopback.New(contract, fstest.MapFS{"index.html": {Data: []byte("page")}}, server.Listener.Addr().String())
	server.Config.Handler = guarded
	server.Start()
	t.Cleanup(server.Close)
	return server.URL, guarded.LaunchToken()
}

// ask sends a request with changes and returns its status and body.
func ask(t *testing.T, method, url, body string, change func(*http.Request)) (int, string) {
	t.Helper()
	request, err := http.NewRequest(method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(request)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(text)
}

func session(t *testing.T, address, token string) string {
	t.Helper()
	status, body := ask(t, "POST", address+"/api/session", `{"token":"`+token+`"}`, nil)
	if status != http.StatusOK {
		t.Fatalf("the launch token gives %d %s", status, body)
	}
	return strings.Split(body, `"`)[3]
}

func TestTheLaunchTokenGivesASession(t *testing.T) {
	address, token := serve(t)
	granted := session(t, address, token)
	status, body := ask(t, "GET", address+"/api/customers", "", func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+granted) })
	if status != http.StatusOK || body != "secret" {
		t.Errorf("with a session: %d %q", status, body)
	}
}

func TestStrangersAreRefused(t *testing.T) {
	address, token := serve(t)
	granted := session(t, address, token)
	bearer := func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+granted) }
	for name, attack := range map[string]struct {
		method, path, body string
		change             func(*http.Request)
		status             int
	}{
		"no session": {"GET", "/api/customers", "", nil, http.StatusUnauthorized},
		"a guessed session": {"GET", "/api/customers", "", func(r *http.Request) {
			r.Header.Set("Authorization", "Bearer "+strings.Repeat("A", len(granted)))
		}, http.StatusUnauthorized},
		"the launch token as a session": {"GET", "/api/customers", "", func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) }, http.StatusUnauthorized},
		"a wrong launch token":          {"POST", "/api/session", `{"token":"guess"}`, nil, http.StatusUnauthorized},
		"an empty launch token":         {"POST", "/api/session", `{"token":""}`, nil, http.StatusUnauthorized},
		"a rebound host name": {"GET", "/api/customers", "", func(r *http.Request) {
			bearer(r)
			r.Host = "evil.example:" + r.URL.Port()
		}, http.StatusMisdirectedRequest},
		"a rebound host name for the page": {"GET", "/", "", func(r *http.Request) { r.Host = "evil.example" }, http.StatusMisdirectedRequest},
		"another port of this machine": {"GET", "/api/customers", "", func(r *http.Request) {
			bearer(r)
			r.Host = "127.0.0.1:1"
		}, http.StatusMisdirectedRequest},
		"a form on another page": {"POST", "/api/customers", "", func(r *http.Request) {
			bearer(r)
			r.Header.Set("Origin", "http://evil.example")
		}, http.StatusForbidden},
		"a fetch from another site": {"GET", "/api/customers", "", func(r *http.Request) {
			bearer(r)
			r.Header.Set("Sec-Fetch-Site", "cross-site")
		}, http.StatusForbidden},
		"a page on another port": {"GET", "/api/customers", "", func(r *http.Request) {
			bearer(r)
			r.Header.Set("Sec-Fetch-Site", "same-site")
		}, http.StatusForbidden},
	} {
		t.Run(name, func(t *testing.T) {
			status, body := ask(t, attack.method, address+attack.path, attack.body, attack.change)
			if status != attack.status || strings.Contains(body, "secret") {
				t.Errorf("got %d %q, want %d", status, body, attack.status)
			}
		})
	}
}

func TestThePageMayLoadNothingFromElsewhere(t *testing.T) {
	address, _ := serve(t)
	response, err := http.Get(address + "/")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	policy := response.Header.Get("Content-Security-Policy")
	for _, wanted := range []string{"default-src 'self'", "script-src 'self'", "frame-ancestors 'none'"} {
		if !strings.Contains(policy, wanted) {
			t.Errorf("the policy %q lacks %s", policy, wanted)
		}
	}
	if response.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("another origin is allowed to read")
	}
}
