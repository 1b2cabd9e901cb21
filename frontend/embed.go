//go:build production

// Package frontend holds the built page, ready to be served. It knows
// nothing of who serves it: the window and the browser get the same files.
package frontend

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// Dist returns the built page as it lies in frontend/dist, with index.html at
// its root. It never changes while the program runs.
func Dist() fs.FS {
	page, err := fs.Sub(dist, "dist")
	if err != nil {
		panic("frontend: the embedded page has no dist folder: " + err.Error())
	}
	return page
}
