package badger

import (
	"encoding/binary"
	"errors"
	"fmt"
	"iter"

	"github.com/klauspost/compress/s2"

	"github.com/raja-crm/raja/core/store"
)

// A group in the log: for each key in order the length of the key doubled,
// plus one for a deletion, as a varint; the key with its space; and, unless it
// is deleted, the length of the value as a varint and the value. All of it is
// compressed with S2, which also leaves no run of zeros in it.

// packChanges lays a group out.
func packChanges(changes iter.Seq2[[]byte, change]) []byte {
	var data []byte
	for key, c := range changes {
		if c.gone {
			data = binary.AppendUvarint(data, uint64(len(key))<<1|1)
			data = append(data, key...)
			continue
		}
		data = binary.AppendUvarint(data, uint64(len(key))<<1)
		data = append(data, key...)
		data = binary.AppendUvarint(data, uint64(len(c.value)))
		data = append(data, c.value...)
	}
	return s2.Encode(nil, data)
}

// maxUnpacked is more than a group of transactions can hold, in bytes.
const maxUnpacked = (maxGroup + 1) * (store.MaxTxnBytes + store.MaxTxnOps*(store.MaxKey+16))

// unpackChanges is the opposite. Its slices are the caller's own.
func unpackChanges(body []byte) (iter.Seq2[[]byte, change], error) {
	length, err := s2.DecodedLen(body)
	if err == nil && length > maxUnpacked {
		err = errors.New("it unpacks to more than any group")
	}
	var data []byte
	if err == nil {
		data, err = s2.Decode(nil, body)
	}
	if err != nil {
		return nil, fmt.Errorf("a group of the log: %w: %w", store.ErrCorrupt, err)
	}
	if err := wholeChanges(data); err != nil {
		return nil, err
	}
	return func(yield func([]byte, change) bool) {
		for rest := data; len(rest) > 0; {
			var key []byte
			var c change
			key, c, rest, _ = cutChange(rest) // wholeChanges has tried it
			if !yield(key, c) {
				return
			}
		}
	}, nil
}

func wholeChanges(data []byte) error {
	for len(data) > 0 {
		var err error
		if _, _, data, err = cutChange(data); err != nil {
			return err
		}
	}
	return nil
}

func cutChange(data []byte) (key []byte, c change, rest []byte, err error) {
	head, n := binary.Uvarint(data)
	if n <= 0 {
		return nil, c, nil, errChange
	}
	if key, data, err = cutPiece(data[n:], head>>1); err != nil || head&1 == 1 {
		return key, change{gone: true}, data, err
	}
	length, n := binary.Uvarint(data)
	if n <= 0 {
		return nil, c, nil, errChange
	}
	c.value, rest, err = cutPiece(data[n:], length)
	return key, c, rest, err
}

var errChange = fmt.Errorf("a group of the log has a wrong length: %w", store.ErrCorrupt)

func cutPiece(data []byte, length uint64) (piece, rest []byte, err error) {
	if length > uint64(len(data)) {
		return nil, nil, errChange
	}
	return data[:length:length], data[length:], nil
}
