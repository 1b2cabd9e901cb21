package sstable

import (
	"encoding/json"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"

	badgerdb "github.com/dgraph-io/badger/v4"
)

// checkedName is the file beside the tables that says which of them were held to
// the checksums of all their blocks, each with a checksum over all of it. A table
// never changes once it is written, and reading it is ten times as fast as
// unpacking it. A note that is wrong, old or absent costs that time and no more:
// a table that it does not name rightly is looked at whole.
const checkedName = "CHECKED"

// checked are checksums of whole tables by the names of their files.
type checked map[string]uint32

func readChecked(dir string) checked {
	data, err := os.ReadFile(filepath.Join(dir, checkedName))
	var known checked
	if err != nil || json.Unmarshal(data, &known) != nil {
		return nil
	}
	return known
}

// look looks at a table as far as it is not known, and returns its checksum.
func (c checked) look(name string, kind badgerdb.TableManifest, keys *badgerdb.KeyRegistry) (uint32, error) {
	sum, err := sumOf(name)
	if err != nil {
		return 0, err
	}
	if was, there := c[filepath.Base(name)]; there && was == sum {
		return sum, nil
	}
	broken := Guarded(func() { err = checkTable(name, kind, keys) })
	return sum, errors.Join(broken, err)
}

// write notes what was looked at. A disk that takes no note is nobody's error.
func (c checked) write(dir string) {
	data, err := json.Marshal(c)
	if err == nil {
		_ = os.WriteFile(filepath.Join(dir, checkedName), data, 0o600)
	}
}

// sumOf is a CRC-32C over all of a file.
func sumOf(name string) (uint32, error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close() //nolint:errcheck // only read
	sum := crc32.New(crc32.MakeTable(crc32.Castagnoli))
	_, err = io.CopyBuffer(sum, f, make([]byte, 1<<20))
	return sum.Sum32(), err
}
