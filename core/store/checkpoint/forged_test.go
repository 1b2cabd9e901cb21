package checkpoint_test

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/box"
	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/disk"
	"github.com/raja-crm/raja/core/store/disk/simulated"
)

// parts is a file taken apart by somebody who has no key.
type parts struct {
	version uint32
	meta    []byte
	chunks  [][]byte // as they are stored
	end     []byte
}

func takeApart(t *testing.T, d *simulated.Disk) (p parts) {
	t.Helper()
	files, _ := d.List("x")
	data := make([]byte, files[0].Size)
	f, err := d.Open(name, disk.Read)
	if err == nil {
		_, err = f.ReadAt(data, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	u32 := func() int { n := binary.LittleEndian.Uint32(data); data = data[4:]; return int(n) }
	cut := func(n int) []byte { piece := data[:n]; data = data[n+32:]; return piece }
	data = data[8:]
	p.version = uint32(u32())
	p.meta = cut(u32())
	for n := u32(); n > 0; n = u32() {
		p.chunks = append(p.chunks, cut(n))
	}
	p.end = cut(u32())
	return p
}

// putTogether makes a file of parts whose links hold.
func putTogether(t *testing.T, p parts) *simulated.Disk {
	t.Helper()
	var data []byte
	var last [32]byte
	u32 := func(n int) { data = binary.LittleEndian.AppendUint32(data, uint32(n)) }
	put := func(covered []byte) {
		last = sha256.Sum256(append(append([]byte{}, last[:]...), covered...))
		data = append(data, last[:]...)
	}
	data = append(data, "RAJACKPT"...)
	u32(int(p.version))
	u32(len(p.meta))
	data = append(data, p.meta...)
	put(data)
	for _, chunk := range p.chunks {
		u32(len(chunk))
		data = append(data, chunk...)
		put(chunk)
	}
	u32(0)
	u32(len(p.end))
	data = append(data, p.end...)
	put(p.end)
	d := &simulated.Disk{}
	f, err := d.Open(name, disk.Write)
	if err == nil {
		_, err = f.WriteAt(data, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// closed is a file that is encrypted, and its box.
func closed(t *testing.T) (parts, *box.Box) {
	t.Helper()
	d, b := &simulated.Disk{}, key(t)
	locked := meta
	locked.Keys = []byte("wrapped")
	if _, err := checkpoint.Write(d, name, locked, b, of(some(3_000))); err != nil {
		t.Fatal(err)
	}
	return takeApart(t, d), b
}

func TestNobodyWithoutTheKeyMakesAWholeFileOfAPart(t *testing.T) {
	whole, b := closed(t)
	if _, info, err := read(putTogether(t, whole), b); err != nil || info.Unproven {
		t.Fatalf("the file itself: %+v, %v", info, err)
	}
	counted, _ := json.Marshal(checkpoint.Summary{Entries: 3_000})
	less := whole.chunks[:len(whole.chunks)-1]
	for _, f := range []struct {
		name string
		file parts
	}{
		{"nothing", parts{2, whole.meta, nil, whole.end}},
		{"nothing, with an end of one's own", parts{2, whole.meta, nil, []byte(`{"entries":0}`)}},
		{"without the last chunk", parts{2, whole.meta, less, whole.end}},
		{"the last chunk as the end", parts{2, whole.meta, less, whole.chunks[len(less)]}},
		{"the end as a chunk", parts{2, whole.meta, append(append([][]byte{}, whole.chunks...), whole.end), whole.end}},
		{"an end in the clear", parts{2, whole.meta, whole.chunks, counted}},
		{"another head", parts{2, append([]byte(" "), whole.meta...), whole.chunks, whole.end}},
		{"as an earlier version", parts{1, whole.meta, whole.chunks, counted}},
	} {
		if _, _, err := read(putTogether(t, f.file), b); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("%s: %v, want ErrCorrupt", f.name, err)
		}
	}
}

// A file of version 1 was written with its end outside the box.
func TestAnEarlierFileIsReadAndItsEndSaidToBeUnproven(t *testing.T) {
	b := key(t)
	pack, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	old := parts{version: 1, meta: []byte(`{"kind":"backup","keys":"eA=="}`), end: []byte(`{"entries":1}`)}
	head := binary.LittleEndian.AppendUint32([]byte("RAJACKPT"), 1)
	head = append(binary.LittleEndian.AppendUint32(head, uint32(len(old.meta))), old.meta...)
	place := sha256.Sum256(append(make([]byte, 32), head...))
	old.chunks = [][]byte{b.Seal(pack.EncodeAll([]byte{1, 'k', 1, 'v'}, nil), place[:])}
	got, info, err := read(putTogether(t, old), b)
	if err != nil || len(got) != 1 || !info.Unproven {
		t.Errorf("%d entries, %+v, %v, want one, unproven", len(got), info, err)
	}
	old.version = 3
	if _, _, err := read(putTogether(t, old), b); !errors.Is(err, checkpoint.ErrNewer) {
		t.Errorf("a later version: %v, want ErrNewer", err)
	}
}

func TestAChunkThatUnpacksToMoreThanAnyIsRefused(t *testing.T) {
	pack, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	var data []byte
	for i := range 100 {
		data = append(append(data, 2, byte('a'+i/26), byte('a'+i%26)), binary.AppendUvarint(nil, 100_000)...)
		data = append(data, make([]byte, 100_000)...)
	}
	bomb := parts{version: 2, meta: []byte(`{}`), chunks: [][]byte{pack.EncodeAll(data, nil)}, end: []byte(`{"entries":100}`)}
	if got, _, err := read(putTogether(t, bomb), nil); !errors.Is(err, store.ErrCorrupt) || len(got) > 1 {
		t.Errorf("%d entries, %v, want ErrCorrupt after the first", len(got), err)
	}
}
