//go:build !production

// Package frontend holds the built page, ready to be served. It knows
// nothing of who serves it: the window and the browser get the same files.
package frontend

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Dist returns the page as it lies on disk now, so that a rebuilt page shows
// after a reload. Until `npm run build` has run, its files do not exist.
func Dist() fs.FS {
	return os.DirFS(folder())
}

// folder prefers the place of this source file, which a build with -trimpath
// forgets; the working directory is right when run from the checkout.
func folder() string {
	if _, file, _, ok := runtime.Caller(0); ok && filepath.IsAbs(file) {
		beside := filepath.Join(filepath.Dir(file), "dist")
		if _, err := os.Stat(beside); err == nil {
			return beside
		}
	}
	return filepath.Join("frontend", "dist")
}
