package loopback

import (
	"crypto/subtle"
	"net/http"
	"slices"
	"strings"
)

// Programs guards a handler that other programs of this user call and no
// browser does: it listens on address, 127.0.0.1 and a port, and is asked by
// POST in a media type of its own, which no form of a page can send. There is
// no CORS: a page that asks first gets no answer that it could use.
func Programs(address, media string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		w.Header().Set("Cache-Control", "no-store")
		switch {
		case r.Host != address:
			refuse(w, http.StatusMisdirectedRequest, "this address is not Raja's")
		case fromBrowser(r.Header):
			refuse(w, http.StatusForbidden, "no browser is answered here")
		case r.Method != http.MethodPost:
			refuse(w, http.StatusMethodNotAllowed, "only commands are answered here")
		case !slices.Equal(r.Header.Values("Content-Type"), []string{media}):
			refuse(w, http.StatusUnsupportedMediaType, "only commands are answered here")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// fromBrowser reports whether a header stands there that a browser sets and a
// page cannot take away.
func fromBrowser(header http.Header) bool {
	for name := range header {
		if name == "Origin" || name == "Referer" || name == "Cookie" || strings.HasPrefix(name, "Sec-") {
			return true
		}
	}
	return false
}

// Bearers passes on who sends the token as a bearer.
func Bearers(token string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		given, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
		if !ok || token == "" || subtle.ConstantTimeCompare([]byte(given), []byte(token)) != 1 {
			refuse(w, http.StatusUnauthorized, "this secret is not the one in the data folder")
			return
		}
		next.ServeHTTP(w, r)
	})
}
