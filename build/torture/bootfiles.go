package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// bootFiles are the small files that an opening begins with. Once something
// was answered they are on the disk, and only an opening or a closing writes
// them again.
func bootFiles() []string { return []string{"store.json", "state"} }

// readBootFiles reads them as the programs see them; one that is not there is
// nil.
func readBootFiles(folder string) (map[string][]byte, error) {
	found := map[string][]byte{}
	for _, name := range bootFiles() {
		body, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		found[name] = body
	}
	return found, nil
}

// bootFiles holds the small files after a cut against what they were before
// it; where nothing is known of them they are not looked at.
func (r *result) bootFiles(folder string, before map[string][]byte) {
	after, err := readBootFiles(folder)
	if err != nil {
		r.blame(&r.stuck, "cycle %d: %v", r.cycles, err)
	}
	for name, body := range before {
		if !bytes.Equal(body, after[name]) {
			r.miss(&r.lost, "cycle %d: %s was %q before the cut and is %q", r.cycles, name, body, after[name])
		}
	}
}
