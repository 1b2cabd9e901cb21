package relay_test

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/app/relay"
)

// written is the note as a stranger who can read it would.
type written struct {
	Version string `json:"version"`
	Address string `json:"address"`
	Token   string `json:"token"`
	PID     int    `json:"pid"`
}

func noteIn(t *testing.T, dir string) (n written) {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(dir, relay.NoteName))
	if err == nil {
		err = json.Unmarshal(body, &n)
	}
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// frame is a piece of the conversation.
func frame(kind byte, body string) string {
	return string(binary.BigEndian.AppendUint32([]byte{kind}, uint32(len(body)))) + body
}

// command is a whole call that a friend would make.
func command(t *testing.T, dir string) string {
	t.Helper()
	body, err := json.Marshal(relay.Call{Words: [][]byte{[]byte("customer"), []byte("list")}, Data: []byte(dir)})
	if err != nil {
		t.Fatal(err)
	}
	return frame('c', string(body))
}

// never is a shop in which no command may run.
func never(t *testing.T) (dir string) {
	t.Helper()
	return open(t, func(context.Context, relay.Call, relay.Streams) int {
		t.Error("a stranger's command was run")
		return 0
	})
}

func TestStrangersAreRefused(t *testing.T) {
	dir := never(t)
	note := noteIn(t, dir)
	set := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	for name, attack := range map[string]struct {
		method, path string
		change       func(*http.Request)
		status       int
	}{
		"nobody's secret":       {"POST", "/call", func(r *http.Request) { r.Header.Del("Authorization") }, http.StatusUnauthorized},
		"a guessed secret":      {"POST", "/call", set("Authorization", "Bearer "+strings.Repeat("A", len(note.Token))), http.StatusUnauthorized},
		"an empty secret":       {"POST", "/call", set("Authorization", "Bearer "), http.StatusUnauthorized},
		"half of the secret":    {"POST", "/call", set("Authorization", "Bearer "+note.Token[:20]), http.StatusUnauthorized},
		"another scheme":        {"POST", "/call", set("Authorization", "Basic "+note.Token), http.StatusUnauthorized},
		"a rebound name":        {"POST", "/call", func(r *http.Request) { r.Host = "evil.example" }, http.StatusMisdirectedRequest},
		"localhost by its name": {"POST", "/call", func(r *http.Request) { r.Host = "localhost" + note.Address[len("127.0.0.1"):] }, http.StatusMisdirectedRequest},
		"another port's name":   {"POST", "/call", func(r *http.Request) { r.Host = "127.0.0.1:1" }, http.StatusMisdirectedRequest},
		"a page elsewhere":      {"POST", "/call", set("Origin", "https://evil.example"), http.StatusForbidden},
		"a page of this port":   {"POST", "/call", set("Origin", "http://"+note.Address), http.StatusForbidden},
		"a page without origin": {"POST", "/call", set("Origin", "null"), http.StatusForbidden},
		"a fetch":               {"POST", "/call", set("Sec-Fetch-Site", "same-origin"), http.StatusForbidden},
		"a link":                {"POST", "/call", set("Referer", "https://evil.example/"), http.StatusForbidden},
		"a cookie":              {"POST", "/call", set("Cookie", "a=b"), http.StatusForbidden},
		"an address bar":        {"GET", "/call", nil, http.StatusMethodNotAllowed},
		"a preflight":           {"OPTIONS", "/call", nil, http.StatusMethodNotAllowed},
		"a form":                {"POST", "/call", set("Content-Type", "application/x-www-form-urlencoded"), http.StatusUnsupportedMediaType},
		"plain text":            {"POST", "/call", set("Content-Type", "text/plain"), http.StatusUnsupportedMediaType},
		"no type":               {"POST", "/call", func(r *http.Request) { r.Header.Del("Content-Type") }, http.StatusUnsupportedMediaType},
		"another path":          {"POST", "/", nil, http.StatusNotFound},
		"a page's greeting":     {"POST", "/greet", set("Origin", "https://evil.example"), http.StatusForbidden},
		"a rebound greeting":    {"POST", "/greet", func(r *http.Request) { r.Host = "evil.example" }, http.StatusMisdirectedRequest},
		"no challenge":          {"POST", "/greet", nil, http.StatusBadRequest},
		"a long challenge":      {"POST", "/greet", set("Raja-Challenge", strings.Repeat("x", 100)), http.StatusBadRequest},
	} {
		t.Run(name, func(t *testing.T) {
			request, err := http.NewRequest(attack.method, "http://"+note.Address+attack.path, strings.NewReader(command(t, dir)))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Content-Type", "application/x-raja-relay")
			request.Header.Set("Authorization", "Bearer "+note.Token)
			if attack.change != nil {
				attack.change(request)
			}
			refused(t, request, attack.status, note.Token)
		})
	}
}

// refused expects a status, and an answer that is of no use to a page.
func refused(t *testing.T, request *http.Request, status int, secret string) {
	t.Helper()
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != status || strings.Contains(string(body), secret) {
		t.Errorf("got %d %q, %v, want %d", response.StatusCode, body, err, status)
	}
	for name := range response.Header {
		if strings.HasPrefix(name, "Access-Control-") {
			t.Errorf("the answer allows another page something: %s", name)
		}
	}
}

// Whoever knows the secret may run any command; what is no command must do no
// harm all the same.
func TestNonsenseIsNoCommand(t *testing.T) {
	dir := never(t)
	note := noteIn(t, dir)
	for name, body := range map[string]string{
		"nothing":                    "",
		"half a head":                "c\x00",
		"a length that is a lie":     "c\xff\xff\xff\xff{}",
		"a length without a body":    "c\x00\x00\x10\x00{}",
		"another kind first":         frame('i', "rows"),
		"a word that is no document": frame('c', "customer list"),
		"a document of another form": frame('c', `{"words": {"a": 1}}`),
		"a document without end":     frame('c', strings.Repeat("[", 100_000)),
	} {
		t.Run(name, func(t *testing.T) {
			request, err := http.NewRequest("POST", "http://"+note.Address+"/call", strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Content-Type", "application/x-raja-relay")
			request.Header.Set("Authorization", "Bearer "+note.Token)
			refused(t, request, http.StatusBadRequest, note.Token)
		})
	}
}

func TestACommandWhoseCallerIsGoneIsEnded(t *testing.T) {
	begun, ended := make(chan struct{}), make(chan struct{})
	dir := open(t, func(ctx context.Context, _ relay.Call, _ relay.Streams) int {
		close(begun)
		<-ctx.Done()
		close(ended)
		return 1
	})
	note := noteIn(t, dir)
	conn, err := net.Dial("tcp", note.Address)
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequest("POST", "http://"+note.Address+"/call", io.MultiReader(strings.NewReader(command(t, dir)), patient(ended)))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-raja-relay")
	request.Header.Set("Authorization", "Bearer "+note.Token)
	sent := make(chan struct{})
	go func() {
		defer close(sent)
		request.Write(conn) // until the connection is closed below
	}()
	<-begun
	conn.Close()
	<-ended
	<-sent
}

// patient is a stream that ends when done is.
type patient <-chan struct{}

func (p patient) Read([]byte) (int, error) {
	<-p
	return 0, io.EOF
}

// A port passes on to others when its Raja was killed.
func TestAStrangerOnTheNotesPortIsToldNothing(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	heard := make(chan string, 1)
	go func() {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		request, err := http.ReadRequest(bufio.NewReader(conn))
		if err != nil {
			return
		}
		var all strings.Builder
		request.Write(&all)
		heard <- all.String()
		io.WriteString(conn, "HTTP/1.1 200 OK\r\nContent-Length: 32\r\n\r\n"+strings.Repeat("y", 32))
	}()
	dir := t.TempDir()
	secret := strings.Repeat("S", 52)
	leave(t, dir, written{version, listener.Addr().String(), secret, 1})
	line, err := relay.Find(context.Background(), dir, version)
	if err == nil || line != nil {
		t.Errorf("Find = %v, %v; want an error", line, err)
	}
	if told := <-heard; strings.Contains(told, secret) || !strings.Contains(told, "/greet") {
		t.Errorf("the stranger heard %q", told)
	}
}

func leave(t *testing.T, dir string, n written) {
	t.Helper()
	body, err := json.Marshal(n)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, relay.NoteName), body, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}
