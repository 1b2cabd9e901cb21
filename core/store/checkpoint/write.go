package checkpoint

import (
	"bufio"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"iter"

	"github.com/klauspost/compress/zstd"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/box"
	"github.com/raja-crm/raja/core/store/disk"
)

// Write makes the file name in one step: a power cut, or an error of entries,
// leaves what was there before.
func Write(d disk.Disk, name string, meta Meta, b *box.Box, entries iter.Seq2[store.KV, error]) (info Info, err error) {
	err = disk.Replace(d, name, func(out io.Writer) error {
		w := &writer{out: bufio.NewWriterSize(out, 1<<20), box: b}
		info, err = w.all(meta, entries)
		return err
	})
	return info, err
}

type writer struct {
	out  *bufio.Writer // keeps its first error for Flush
	box  *box.Box
	zstd *zstd.Encoder
	link link
	data []byte // entries of the chunk at hand
	pack []byte // its compressed bytes
}

func (w *writer) all(meta Meta, entries iter.Seq2[store.KV, error]) (Info, error) {
	encoder, err := newEncoder()
	if err != nil {
		return Info{}, err
	}
	defer encoder.Close() //nolint:errcheck // it writes nowhere by itself
	w.zstd = encoder
	if err := w.begin(meta); err != nil {
		return Info{}, err
	}
	summary := Summary{}
	for kv, err := range entries {
		if err != nil {
			return Info{}, err
		}
		if len(kv.Key)+len(kv.Value) > MaxEntry {
			return Info{}, fmt.Errorf("checkpoint: an entry of %d bytes: %w", len(kv.Key)+len(kv.Value), store.ErrTooLarge)
		}
		summary.Entries++
		w.data = appendEntry(w.data, kv.Key, kv.Value)
		if len(w.data) >= chunkSize {
			w.chunk()
		}
	}
	if len(w.data) > 0 {
		w.chunk()
	}
	err = w.end(summary)
	return Info{Meta: meta, Summary: summary, Root: hex.EncodeToString(w.link[:])}, err
}

func (w *writer) begin(meta Meta) error {
	text, err := json.Marshal(meta)
	if err != nil {
		return err
	}
	head := binary.LittleEndian.AppendUint32([]byte(magic), version)
	head = binary.LittleEndian.AppendUint32(head, uint32(len(text)))
	w.put(append(head, text...))
	return nil
}

// put writes data and its link.
func (w *writer) put(data []byte) {
	w.link = w.link.next(data)
	w.write(data)
	w.write(w.link[:])
}

func (w *writer) write(data []byte) { _, _ = w.out.Write(data) }

func (w *writer) length(n int) { w.write(binary.LittleEndian.AppendUint32(nil, uint32(n))) }

func (w *writer) chunk() {
	w.pack = w.zstd.EncodeAll(w.data, w.pack[:0])
	stored := w.box.Seal(w.pack, w.link[:])
	w.length(len(stored))
	w.put(stored)
	w.data = w.data[:0]
}

func (w *writer) end(summary Summary) error {
	text, err := json.Marshal(summary)
	if err != nil {
		return err
	}
	stored := w.box.Seal(text, endPlace(w.link))
	w.length(0)
	w.length(len(stored))
	w.put(stored)
	return w.out.Flush()
}
