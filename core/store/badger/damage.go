package badger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

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

// checkTables looks at what would make Badger crash, or quietly start anew:
// a lost MANIFEST, tables whose end was never written, and the last block of
// each, in which it looks for the last key. Other blocks are not read; records
// carry their own checksums.
func checkTables(dir string) error {
	listed, err := readManifest(dir)
	if err != nil {
		return err
	}
	for id, kind := range listed.Tables {
		if err := checkTable(table.NewFilename(id, dir), kind); err != nil {
			return fmt.Errorf("table %d: %w: %w", id, store.ErrCorrupt, err)
		}
	}
	return nil
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
// backwards: length of the checksum, checksum, length of the index, index.
func checkTable(name string, kind badgerdb.TableManifest) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // only read
	info, err := f.Stat()
	if err != nil {
		return err
	}
	sum, end, err := readBack(f, info.Size())
	if err != nil {
		return err
	}
	index, _, err := readBack(f, end)
	if err != nil {
		return err
	}
	var want pb.Checksum
	if err := proto.Unmarshal(sum, &want); err != nil {
		return err
	}
	if _, known := pb.Checksum_Algorithm_name[int32(want.Algo)]; !known {
		return fmt.Errorf("checksum of unknown kind %d", want.Algo) // Badger would panic
	}
	if err := y.VerifyChecksum(index, &want); err != nil || kind.KeyID != 0 {
		return err // an encrypted table's blocks are not to be read from here
	}
	return checkLastBlock(f, index, kind.Compression)
}

// checkLastBlock verifies the block that Badger reads in a goroutine of its
// own, where a panic over it ends the program. The block ends with its
// checksum and that one's length.
func checkLastBlock(f *os.File, index []byte, compression options.CompressionType) error {
	root := fb.GetRootAsTableIndex(index, 0) // its checksum holds
	var last fb.BlockOffset
	if n := root.OffsetsLength(); n == 0 || !root.Offsets(&last, n-1) {
		return errors.New("it has no blocks")
	}
	block := make([]byte, last.Len())
	_, err := f.ReadAt(block, int64(last.Offset()))
	if err == nil && compression == options.Snappy {
		block, err = s2.Decode(nil, block) // of which Snappy is a part
	}
	if err != nil {
		return err
	}
	end := len(block) - 4
	if end < 0 {
		return errors.New("its last block is cut short")
	}
	start := end - int(binary.BigEndian.Uint32(block[end:]))
	if start < 0 || start >= end {
		return errors.New("the checksum of its last block has a wrong length")
	}
	var want pb.Checksum
	if err := proto.Unmarshal(block[start:end], &want); err != nil {
		return err
	}
	if _, known := pb.Checksum_Algorithm_name[int32(want.Algo)]; !known {
		return fmt.Errorf("checksum of unknown kind %d", want.Algo)
	}
	return y.VerifyChecksum(block[:start], &want)
}

// readBack reads the bytes before end and their length behind them.
func readBack(f *os.File, end int64) (data []byte, start int64, err error) {
	var length [4]byte
	if _, err := f.ReadAt(length[:], end-4); err != nil {
		return nil, 0, err
	}
	start = end - 4 - int64(binary.BigEndian.Uint32(length[:]))
	if start < 0 || start == end-4 {
		return nil, 0, errors.New("its end was never written")
	}
	data = make([]byte, end-4-start)
	_, err = f.ReadAt(data, start)
	return data, start, err
}
