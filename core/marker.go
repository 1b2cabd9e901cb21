package core

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store"
)

// PartMarker is raja.json, which is mended from its copy beside it, and without
// one from what the store holds.
const PartMarker store.Part = "marker"

// marker is the file that makes a folder Raja's. It is written last when a
// shop is created, so that a folder with a marker is whole. It has a copy:
// neither is of use to anybody but Raja, and people tidy folders.
type marker struct {
	Format int `json:"format"`
}

func (m marker) bytes() []byte {
	body, _ := json.Marshal(m) // one number: it cannot fail
	return append(body, '\n')
}

// readMarker returns false for a file that is missing or cannot be understood.
func readMarker(path string) (marker, bool, error) {
	body, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return marker{}, false, nil
	}
	if err != nil {
		return marker{}, false, fault.Unavailable("data", "%s cannot be read", path).Because(err)
	}
	var read marker
	if json.Unmarshal(body, &read) != nil || read.Format < 1 {
		return marker{}, false, nil
	}
	return read, true, nil
}

// findMarker returns what the marker says, or else its copy. Where both are
// gone and there is a store the format is 0: the store will tell.
func findMarker(path string) (format int, lost bool, err error) {
	var newest int
	for i, name := range []string{markerName, copyName} {
		read, found, err := readMarker(filepath.Join(path, name))
		if err != nil {
			return 0, false, err
		}
		lost = lost || i == 0 && !found
		newest = max(newest, read.Format)
	}
	switch {
	case newest > folderFormat:
		return 0, lost, fault.Unavailable("data", "%s was written by a newer Raja; update this one", path)
	case newest > 0 || holdsStore(path):
		return newest, lost, nil
	case exists(path, markerName) || exists(path, backupsName):
		return 0, lost, missing(path)
	}
	return 0, lost, fault.Invalid("data", "%s is not a Raja folder; create a shop with raja init in a new one", path)
}

// holdsStore says whether a store was begun in the folder.
func holdsStore(path string) bool {
	dir := filepath.Join(path, storeName)
	return exists(dir, "store.json") || exists(dir, "checkpoint") || exists(dir, "MANIFEST")
}

// finish writes the marker, its copy first, and makes their directory entries
// durable.
func (f *folder) finish() error {
	body := marker{Format: folderFormat}.bytes()
	err := errors.Join(writeDurably(f.join(copyName), body), writeDurably(f.join(markerName), body))
	if err == nil {
		f.format = folderFormat
	}
	return err
}

// upgrade notes that the folder is of this Raja's format now: an older one
// would take it for an empty shop.
func (f *folder) upgrade() error {
	if f.format == folderFormat {
		return nil
	}
	return f.finish()
}

// mend writes a marker or a copy that is not what it should be anew, once the
// shop was found to be whole, and reports whether the marker had been lost. A
// disk that does not take it is asked the next time.
func (f *folder) mend() (mended bool) {
	want := marker{Format: folderFormat}.bytes()
	for _, name := range []string{copyName, markerName} {
		if held, err := os.ReadFile(f.join(name)); err != nil || !bytes.Equal(held, want) {
			return f.finish() == nil && f.lost
		}
	}
	return f.lost
}
