package sstable

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	badgerdb "github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/table"

	"github.com/raja-crm/raja/core/store"
)

// Check looks at the tables in dir, which are encrypted where there is a key, for
// what would make Badger crash, quietly start anew or quietly lose keys: a lost
// MANIFEST, tables whose end was never written, and each block of each table by
// its checksum. Badger reads the last block of a table, and those that it merges,
// in goroutines of its own, where a panic over one ends the program; and a merge
// that meets a block which cannot be read leaves out all that is behind it. So
// nothing is opened before all is read.
// Damage is store.ErrCorrupt, or an error of Badger's own.
func Check(dir string, tableKey []byte) error {
	listed, err := readManifest(dir)
	if err != nil || len(listed.Tables) == 0 {
		return err
	}
	keys, err := openKeys(dir, tableKey)
	if err != nil {
		return err
	}
	defer keys.Close() //nolint:errcheck // only read
	known, found := readChecked(dir), checked{}
	var one sync.Mutex
	checks := make([]func() error, 0, len(listed.Tables))
	for id, kind := range listed.Tables {
		checks = append(checks, func() error {
			name := filepath.Base(table.NewFilename(id, dir))
			if _, err := keys.DataKey(kind.KeyID); err != nil { // a table that is known is not read, but Badger reads it
				return fmt.Errorf("the key of table %d: %w: %w", id, store.ErrCorrupt, err)
			}
			sum, err := known.look(filepath.Join(dir, name), kind, keys)
			if err != nil {
				return fmt.Errorf("table %d: %w: %w", id, store.ErrCorrupt, err)
			}
			one.Lock()
			defer one.Unlock()
			found[name] = sum
			return nil
		})
	}
	if err := together(checks); err != nil {
		return err
	}
	if !maps.Equal(known, found) {
		found.write(dir)
	}
	return nil
}

// together makes as many checks at a time as there are processors.
func together(checks []func() error) error {
	errs, free := make([]error, len(checks)), make(chan struct{}, runtime.GOMAXPROCS(0))
	var running sync.WaitGroup
	for i, check := range checks {
		free <- struct{}{}
		running.Go(func() {
			errs[i] = check()
			<-free
		})
	}
	running.Wait()
	return errors.Join(errs...)
}

// openKeys reads the keys that Badger has drawn for its tables.
func openKeys(dir string, tableKey []byte) (keys *badgerdb.KeyRegistry, err error) {
	broken := Guarded(func() {
		keys, err = badgerdb.OpenKeyRegistry(badgerdb.KeyRegistryOptions{Dir: dir, ReadOnly: true, EncryptionKey: tableKey})
	})
	return keys, errors.Join(broken, err)
}

// readManifest reads the list of tables; a folder without tables needs none.
func readManifest(dir string) (badgerdb.Manifest, error) {
	f, err := os.Open(filepath.Join(dir, badgerdb.ManifestFilename))
	if errors.Is(err, fs.ErrNotExist) {
		tables, _ := filepath.Glob(filepath.Join(dir, "*.sst")) // a pattern in dir's own name finds nothing, which is harmless
		if len(tables) > 0 {
			return badgerdb.Manifest{}, fmt.Errorf("the MANIFEST of %d tables is missing: %w", len(tables), store.ErrCorrupt)
		}
		return badgerdb.Manifest{}, nil
	}
	if err != nil {
		return badgerdb.Manifest{}, err
	}
	defer f.Close() //nolint:errcheck // only read
	listed, _, err := badgerdb.ReplayManifestFile(f, 0, badgerdb.DefaultOptions(dir).WithLogger(nil))
	return listed, err
}
