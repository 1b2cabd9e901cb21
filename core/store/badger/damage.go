package badger

import (
	"crypto/aes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	badgerdb "github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/fb"
	"github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/badger/v4/table"
	"github.com/dgraph-io/badger/v4/y"
	"github.com/klauspost/compress/s2"
	"google.golang.org/protobuf/proto"

	"github.com/raja-crm/raja/core/store"
)

// checkTables looks at what would make Badger crash, quietly start anew or
// quietly lose keys: a lost MANIFEST, tables whose end was never written, and
// each block of each table by its checksum. Badger reads the last block of a
// table, and those that it merges, in goroutines of its own, where a panic over
// one ends the program; and a merge that meets a block which cannot be read
// leaves out all that is behind it. So nothing is opened before all is read.
func checkTables(dir string, tableKey []byte) error {
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
	broken := guarded(func() {
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

// checkTable verifies the index at the end of a table file, which reads
// backwards: length of the checksum, checksum, length of the index, index; and
// all the blocks that it lists.
func checkTable(name string, kind badgerdb.TableManifest, keys *badgerdb.KeyRegistry) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	key, err := keys.DataKey(kind.KeyID) // nil of a table in the clear
	if err != nil {
		return err
	}
	sum, rest, err := cutBack(data)
	if err != nil {
		return err
	}
	index, _, err := cutBack(rest)
	if err != nil {
		return err
	}
	if err := verify(index, sum); err != nil {
		return err
	}
	if index, err = decrypted(index, key); err != nil {
		return err
	}
	root := fb.GetRootAsTableIndex(index, 0) // its checksum holds
	var at fb.BlockOffset
	var unpacked []byte
	if root.OffsetsLength() == 0 {
		return errors.New("it has no blocks")
	}
	for i := range root.OffsetsLength() {
		if !root.Offsets(&at, i) || uint64(at.Offset())+uint64(at.Len()) > uint64(len(data)) {
			return errors.New("a block lies behind its end")
		}
		block, err := decrypted(data[at.Offset():at.Offset()+at.Len()], key)
		if err == nil && kind.Compression == options.Snappy {
			block, err = unpack(unpacked[:cap(unpacked)], block)
			unpacked = block
		}
		if err == nil {
			err = checkBlock(block)
		}
		if err != nil {
			return fmt.Errorf("block %d: %w", i, err)
		}
	}
	return nil
}

// mostInBlock is more than a block unpacks to, in bytes: a length beyond it is
// damage.
const mostInBlock = 16 << 20

// unpack undoes Snappy, of which S2 reads everything, in the room of an earlier
// block where that is enough.
func unpack(room, packed []byte) ([]byte, error) {
	length, err := s2.DecodedLen(packed)
	if err == nil && length > mostInBlock {
		err = errors.New("it has a wrong length")
	}
	if err != nil {
		return nil, err
	}
	return s2.Decode(room, packed)
}

// checkBlock verifies one block, which ends with its checksum and that one's
// length.
func checkBlock(block []byte) error {
	sum, held, err := cutBack(block)
	if err != nil {
		return err
	}
	return verify(held, sum)
}

// verify holds data to its checksum as Badger writes it.
func verify(data, sum []byte) error {
	var want pb.Checksum
	if err := proto.Unmarshal(sum, &want); err != nil {
		return err
	}
	if _, known := pb.Checksum_Algorithm_name[int32(want.Algo)]; !known {
		return fmt.Errorf("checksum of unknown kind %d", want.Algo) // Badger would panic
	}
	return y.VerifyChecksum(data, &want)
}

// decrypted is data without its encryption; its last bytes are what was drawn
// for it.
func decrypted(data []byte, key *pb.DataKey) ([]byte, error) {
	if key == nil {
		return data, nil
	}
	end := len(data) - aes.BlockSize
	if end < 0 {
		return nil, errors.New("it is cut short")
	}
	return y.XORBlockAllocate(data[:end], key.Data, data[end:])
}

// cutBack takes the piece off the end of data whose length stands behind it.
func cutBack(data []byte) (piece, rest []byte, err error) {
	end := len(data) - 4
	if end < 0 {
		return nil, nil, errors.New("it is cut short")
	}
	start := end - int(binary.BigEndian.Uint32(data[end:]))
	if start < 0 || start == end {
		return nil, nil, errors.New("its end was never written")
	}
	return data[start:end], data[:start], nil
}
