package checkpoint

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"math"

	"github.com/klauspost/compress/zstd"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/box"
	"github.com/raja-crm/raja/core/store/disk"
)

// Reader reads one file from its beginning to its end.
type Reader struct {
	file  disk.File
	in    *bufio.Reader
	meta  Meta
	form  uint32 // version of the file
	link  link
	zstd  *zstd.Decoder
	info  Info
	whole bool

	begins int64 // where the first chunk does
}

// Open opens a file and reads what it says of itself. It returns
// store.ErrCorrupt for one that is none, and ErrNewer.
func Open(d disk.Disk, name string) (*Reader, error) {
	f, err := d.Open(name, disk.Read)
	if err != nil {
		return nil, err
	}
	r := &Reader{file: f, in: bufio.NewReaderSize(io.NewSectionReader(f, 0, math.MaxInt64), 1<<20)}
	if err := r.begin(); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return r, nil
}

// Meta returns what the file says of itself.
func (r *Reader) Meta() Meta { return r.meta }

// Info returns what is known after Entries has come to the end, and false
// before.
func (r *Reader) Info() (Info, bool) { return r.info, r.whole }

// Close closes the file.
func (r *Reader) Close() error { return r.file.Close() }

func (r *Reader) begin() error {
	head := make([]byte, len(magic)+8)
	if _, err := io.ReadFull(r.in, head); err != nil || string(head[:len(magic)]) != magic {
		return damaged("this is no file of Raja's")
	}
	length := binary.LittleEndian.Uint32(head[12:])
	if length > maxJSON {
		return damaged("its head has a wrong length")
	}
	text, err := r.read(int(length))
	if err != nil {
		return err
	}
	if err := r.verify(append(head, text...)); err != nil {
		return err
	}
	r.begins = int64(len(head) + len(text) + len(r.link))
	if r.form = binary.LittleEndian.Uint32(head[8:]); r.form > version {
		return ErrNewer
	}
	if r.form < unsealed {
		return damaged("its head cannot be read")
	}
	if err := json.Unmarshal(text, &r.meta); err != nil {
		return damaged("its head cannot be read")
	}
	return nil
}

// read takes the next n bytes. A file that ends before them is cut short.
func (r *Reader) read(n int) ([]byte, error) {
	data := make([]byte, n)
	_, err := io.ReadFull(r.in, data)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, damaged("the file is cut short")
	}
	return data, err
}

// verify reads the link of data.
func (r *Reader) verify(data []byte) error {
	kept, err := r.read(len(r.link))
	if err != nil {
		return err
	}
	r.link = r.link.next(data)
	if link(kept) != r.link {
		return damaged("the file was altered")
	}
	return nil
}

func (r *Reader) length() (int, error) {
	data, err := r.read(4)
	if err != nil {
		return 0, err
	}
	n := binary.LittleEndian.Uint32(data)
	if n > maxStored {
		return 0, damaged("a chunk has a wrong length")
	}
	return int(n), nil
}

// Entries yields the entries in the order in which they were written, each
// good until the next. It may be called once. An error ends it; without one
// the whole file was read and is as it was written. Entries before an error
// are right as well.
func (r *Reader) Entries(b *box.Box) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		decoder, err := newDecoder()
		if err != nil {
			yield(store.KV{}, err)
			return
		}
		defer decoder.Close()
		r.zstd = decoder
		var count uint64
		for {
			data, err := r.chunk(b)
			if err == nil && data == nil {
				err = r.ended(b, count)
				if err == nil {
					return
				}
			}
			for full := len(data); err == nil && len(data) > 0; {
				if full-len(data) >= chunkSize {
					err = damaged("a chunk holds more than any that Raja writes")
					break
				}
				var kv store.KV
				if kv.Key, kv.Value, data, err = cutEntry(data); err == nil {
					count++
					if !yield(kv, nil) {
						return
					}
				}
			}
			if err != nil {
				yield(store.KV{}, err)
				return
			}
		}
	}
}

// ended reads the end behind so many entries.
func (r *Reader) ended(b *box.Box, entries uint64) error {
	err := r.end(func(stored []byte) ([]byte, error) {
		if r.form == unsealed {
			return stored, nil
		}
		return b.Open(stored, endPlace(r.link))
	})
	if err == nil && r.info.Entries != entries {
		err = damaged("its end disagrees with its entries")
	}
	return err
}

// Skim reads the file to its end without looking into its chunks, for which no
// key is needed. It returns what is known of the file when by its links every
// byte of it is as it was written, which finds accidents; how many entries an
// encrypted file holds is not among it.
func (r *Reader) Skim(ctx context.Context) (Info, error) {
	for {
		if err := ctx.Err(); err != nil {
			return Info{}, err
		}
		length, err := r.length()
		if err != nil {
			return Info{}, err
		}
		if length == 0 {
			break
		}
		stored, err := r.read(length)
		if err == nil {
			err = r.verify(stored)
		}
		if err != nil {
			return Info{}, err
		}
	}
	closed := r.form > unsealed && len(r.meta.Keys) > 0
	err := r.end(func(stored []byte) ([]byte, error) {
		if closed {
			return []byte("{}"), nil
		}
		return stored, nil
	})
	return r.info, err
}

// chunk returns the entries of the next chunk, nil after the last.
func (r *Reader) chunk(b *box.Box) ([]byte, error) {
	length, err := r.length()
	if err != nil || length == 0 {
		return nil, err
	}
	stored, err := r.read(length)
	if err != nil {
		return nil, err
	}
	place := r.link
	if err := r.verify(stored); err != nil {
		return nil, err
	}
	packed, err := b.Open(stored, place[:])
	if err != nil {
		return nil, err
	}
	data, err := r.zstd.DecodeAll(packed, []byte{})
	if err != nil {
		return nil, damaged("a chunk cannot be unpacked")
	}
	return data, nil
}

// end reads the end; open takes the summary out of the box.
func (r *Reader) end(open func(stored []byte) ([]byte, error)) error {
	length, err := r.length()
	if err != nil {
		return err
	}
	stored, err := r.read(min(length, maxJSON))
	if err != nil {
		return err
	}
	text, err := open(stored)
	if err == nil {
		err = r.verify(stored)
	}
	if err != nil {
		return err
	}
	var summary Summary
	if err := json.Unmarshal(text, &summary); err != nil {
		return damaged("its end cannot be read")
	}
	if _, err := r.in.ReadByte(); !errors.Is(err, io.EOF) {
		return damaged("there is more behind its end")
	}
	r.info, r.whole = Info{
		Meta: r.meta, Summary: summary, Root: hex.EncodeToString(r.link[:]),
		Unproven: r.form == unsealed && len(r.meta.Keys) > 0,
	}, true
	return nil
}
