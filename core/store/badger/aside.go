package badger

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/redo"
)

// asideName ends the name of a file of another store that was in the way of
// one of this store's.
const asideName = ".foreign"

// setAside renames what lies in the places of the checkpoint and the log and
// says that it is of another store: whose it is may have no other copy. It
// returns the new names, from the store's folder on.
func (f *folder) setAside() (names []string, err error) {
	foreign, err := redo.Foreign(f.disk, f.join(logName), f.identity.ofLog())
	if err != nil {
		return nil, err
	}
	if f.hasForeignCheckpoint() {
		foreign = append(foreign, f.join(checkpointName))
	}
	for _, name := range foreign {
		aside, err := f.unused(f.join(filepath.Base(name) + asideName))
		if err == nil {
			err = f.disk.Rename(name, aside)
		}
		if err != nil {
			return names, err
		}
		short, _ := filepath.Rel(f.dir, aside)
		names = append(names, short)
	}
	if len(names) > 0 {
		err = errors.Join(f.disk.SyncDir(f.join(logName)), f.disk.SyncDir(f.dir))
	}
	return names, err
}

// hasForeignCheckpoint says whether a file in the checkpoint's place can be read
// and is of another store, or of another kind.
func (f *folder) hasForeignCheckpoint() bool {
	r, err := checkpoint.Open(f.disk, f.join(checkpointName))
	if err != nil {
		return false
	}
	meta := r.Meta()
	_ = r.Close() // only its head was read
	return meta.Store != f.identity.ID || meta.Kind != checkpoint.KindCheckpoint
}

// unused is name, or name and a number where it is taken.
func (f *folder) unused(name string) (string, error) {
	files, err := f.disk.List(filepath.Dir(name))
	if err != nil {
		return "", err
	}
	taken := map[string]bool{}
	for _, file := range files {
		taken[file.Name] = true
	}
	free := name
	for n := 2; taken[filepath.Base(free)]; n++ {
		free = fmt.Sprintf("%s.%d", name, n)
	}
	return free, nil
}
