//go:build !production

package window

// policy is empty while `wails dev` reloads the page over a socket.
const policy = ""
