// Package loopback guards the contract when it is served over HTTP on this
// machine: other programs, other users' pages and rebound host names are
// strangers here. It serves the page and passes requests on; it knows no
// business.
package loopback

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/json"
	"io/fs"
	"net/http"
	"strings"
	"sync"
	"time"
)

// How long a request may take to arrive whole: a stranger who dawdles does not
// keep a connection.
const (
	bodyTime   = 10 * time.Second
	uploadTime = 10 * time.Minute
)

// Server admits requests that carry a session. It listens nowhere itself.
type Server struct {
	contract http.Handler
	page     http.Handler
	hosts    []string // exact Host headers that are answered

	mu      sync.Mutex
	launch  string          // the token in the address that was printed
	session map[string]bool // tokens of the tabs that used it
}

// New guards contract and page for a server that listens on address, which is
// 127.0.0.1 and a port.
func New(contract http.Handler, page fs.FS, address string) *Server {
	_, port, _ := strings.Cut(address, ":")
	return &Server{
		contract: contract, page: http.FileServerFS(page), launch: rand.Text(),
		hosts: []string{"127.0.0.1:" + port, "localhost:" + port}, session: map[string]bool{},
	}
}

// LaunchToken returns the secret that the first page exchanges for a session.
// It goes into the address's fragment, which no browser sends anywhere.
func (s *Server) LaunchToken() string { return s.launch }

// ServeHTTP answers what comes from this machine's own page.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.headers(w.Header())
	if !s.knowsHost(r.Host) {
		refuse(w, http.StatusMisdirectedRequest, "this address is not Raja's")
		return
	}
	http.NewCrossOriginProtection().Handler(http.HandlerFunc(s.route)).ServeHTTP(w, r)
}

func (s *Server) route(w http.ResponseWriter, r *http.Request) {
	patience := bodyTime
	if r.URL.Path == "/api/uploads" && s.admitted(r) {
		patience = uploadTime
	}
	http.NewResponseController(w).SetReadDeadline(time.Now().Add(patience)) //nolint:errcheck,forbidigo // a recorder in a test has none; deadlines are the wall's
	switch {
	case strings.HasSuffix(r.URL.Path, "/") && r.URL.Path != "/":
		refuse(w, http.StatusNotFound, "there is nothing here")
	case !strings.HasPrefix(r.URL.Path, "/api/"):
		s.page.ServeHTTP(w, r)
	case !s.sameOrigin(r):
		refuse(w, http.StatusForbidden, "this request comes from another page")
	case r.URL.Path == "/api/session" && r.Method == http.MethodPost:
		s.exchange(w, r)
	case !s.admitted(r):
		refuse(w, http.StatusUnauthorized, "open Raja again with the address that raja serve printed")
	default:
		s.contract.ServeHTTP(w, r)
	}
}

// headers forbid the page to load, send or be framed anywhere else. Mantine
// sets inline styles.
func (s *Server) headers(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "+
		"img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
}

// knowsHost compares the whole Host header: a name that was rebound to
// 127.0.0.1 carries its own.
func (s *Server) knowsHost(host string) bool {
	for _, known := range s.hosts {
		if host == known {
			return true
		}
	}
	return false
}

func (s *Server) sameOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return false
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	host, ok := strings.CutPrefix(origin, "http://")
	return ok && s.knowsHost(host)
}

// exchange gives a session for the launch token.
func (s *Server) exchange(w http.ResponseWriter, r *http.Request) {
	var asked struct {
		Token string `json:"token"`
	}
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4<<10)).Decode(&asked)
	if err != nil || subtle.ConstantTimeCompare([]byte(asked.Token), []byte(s.launch)) != 1 {
		refuse(w, http.StatusUnauthorized, "the address is out of date; run raja serve again")
		return
	}
	session := rand.Text() + rand.Text()
	s.mu.Lock()
	s.session[session] = true
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]string{"session": session}) //nolint:errcheck // a page that is gone asks again
}

func (s *Server) admitted(r *http.Request) bool {
	session, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	s.mu.Lock()
	defer s.mu.Unlock()
	return ok && s.session[session]
}

func refuse(w http.ResponseWriter, status int, message string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(map[string]any{ //nolint:errcheck // as above
		"error": map[string]string{"kind": "forbidden", "field": "", "message": message},
	})
}
