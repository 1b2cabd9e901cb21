package checkpoint

import (
	"encoding/binary"
	"errors"
	"io"
)

// Extent looks whether a file that was just opened goes on as its parts say,
// up to its end, without reading them. It finds one that was cut short or
// grew, and not one that was altered in place.
func (r *Reader) Extent() error {
	at := r.begins
	for {
		length, err := r.lengthAt(at)
		if err != nil {
			return err
		}
		if length == 0 {
			break
		}
		at += 4 + int64(length) + int64(len(r.link))
	}
	length, err := r.lengthAt(at + 4)
	if err != nil {
		return err
	}
	end := at + 8 + int64(length) + int64(len(r.link))
	if n, _ := r.file.ReadAt(make([]byte, 2), end-1); n != 1 {
		return damaged("the file is cut short or too long")
	}
	return nil
}

func (r *Reader) lengthAt(at int64) (uint32, error) {
	data := make([]byte, 4)
	if _, err := r.file.ReadAt(data, at); errors.Is(err, io.EOF) {
		return 0, damaged("the file is cut short")
	} else if err != nil {
		return 0, err
	}
	length := binary.LittleEndian.Uint32(data)
	if length > maxStored {
		return 0, damaged("a chunk has a wrong length")
	}
	return length, nil
}
