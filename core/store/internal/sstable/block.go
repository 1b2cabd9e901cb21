package sstable

import (
	"crypto/aes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"

	badgerdb "github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/fb"
	"github.com/dgraph-io/badger/v4/options"
	"github.com/dgraph-io/badger/v4/pb"
	"github.com/dgraph-io/badger/v4/y"
	"github.com/klauspost/compress/s2"
	"google.golang.org/protobuf/proto"
)

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
