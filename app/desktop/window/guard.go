package window

import "net/http"

// guard sends the page with its policy. The page reaches Raja through Bridge
// and nothing else: a request of its own is refused before WebKitGTK, which
// ends the whole program when one carries a Blob, gets to see it.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if policy != "" {
			w.Header().Set("Content-Security-Policy", policy)
		}
		next.ServeHTTP(w, r)
	})
}
