package checkpoint_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/box"
	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/disk"
	"github.com/raja-crm/raja/core/store/disk/simulated"
)

const name = "x/kept"

var meta = checkpoint.Meta{Kind: "checkpoint", Seq: 7, At: time.Date(2026, 3, 14, 3, 0, 0, 0, time.UTC), Shop: "Laundry Melati"}

func of(entries []store.KV) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		for _, kv := range entries {
			if !yield(kv, nil) {
				return
			}
		}
	}
}

func key(t testing.TB) *box.Box {
	t.Helper()
	b, err := box.New(bytes.Repeat([]byte{7}, box.KeySize))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func read(d disk.Disk, b *box.Box) (entries []store.KV, info checkpoint.Info, err error) {
	r, err := checkpoint.Open(d, name)
	if err != nil {
		return nil, info, err
	}
	defer r.Close()
	for kv, err := range r.Entries(b) {
		if err != nil {
			return entries, info, err
		}
		entries = append(entries, store.KV{Key: slices.Clone(kv.Key), Value: slices.Clone(kv.Value)})
	}
	info, _ = r.Info()
	return entries, info, nil
}

func some(n int) []store.KV {
	var entries []store.KV
	for i := range n {
		entries = append(entries, store.KV{Key: fmt.Appendf(nil, "key %06d", i), Value: bytes.Repeat([]byte{byte(i)}, i%300)})
	}
	return entries
}

func TestWhatWasWrittenIsRead(t *testing.T) {
	boxes := []*box.Box{nil, key(t)}
	rapid.Check(t, func(rt *rapid.T) {
		d, b := &simulated.Disk{}, rapid.SampledFrom(boxes).Draw(rt, "box")
		want := some(rapid.IntRange(0, 3_000).Draw(rt, "entries"))
		written, err := checkpoint.Write(d, name, meta, b, of(want))
		if err != nil {
			rt.Fatal(err)
		}
		got, info, err := read(d.Cut(), b)
		if err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(written, info); diff != "" {
			rt.Fatalf("written and read (-want +got):\n%s", diff)
		}
		if len(got) != len(want) || int(info.Entries) != len(want) {
			rt.Fatalf("%d entries came back, the end says %d, want %d", len(got), info.Entries, len(want))
		}
		for i := range got {
			if !bytes.Equal(got[i].Key, want[i].Key) || !bytes.Equal(got[i].Value, want[i].Value) {
				rt.Fatalf("entry %d came back as %q", i, got[i].Key)
			}
		}
	})
}

func TestAnyBitAndAnyEndIsNoticed(t *testing.T) {
	for _, b := range []*box.Box{nil, key(t)} {
		d := &simulated.Disk{}
		if _, err := checkpoint.Write(d, name, meta, b, of(some(300))); err != nil {
			t.Fatal(err)
		}
		files, _ := d.List("x")
		size := files[0].Size
		for bit := range size * 8 {
			if bit > 2_500 && bit < size*8-1_000 && bit%101 != 0 {
				continue
			}
			hurt := d.Cut()
			hurt.Flip(name, int(bit))
			if _, _, err := read(hurt, b); !errors.Is(err, store.ErrCorrupt) {
				t.Fatalf("bit %d of %d: %v, want ErrCorrupt", bit, size*8, err)
			}
		}
		for end := range size {
			if end%41 != 0 {
				continue
			}
			short := d.Cut()
			f, _ := short.Open(name, disk.Write)
			f.Truncate(end)
			if _, _, err := read(short, b); !errors.Is(err, store.ErrCorrupt) {
				t.Fatalf("cut to %d of %d bytes: %v, want ErrCorrupt", end, size, err)
			}
		}
	}
}

func TestWithoutItsKeyAFileIsNotRead(t *testing.T) {
	d := &simulated.Disk{}
	if _, err := checkpoint.Write(d, name, meta, key(t), of(some(10))); err != nil {
		t.Fatal(err)
	}
	other, _ := box.New(make([]byte, box.KeySize))
	for _, b := range []*box.Box{nil, other} {
		if got, _, err := read(d, b); !errors.Is(err, store.ErrCorrupt) || len(got) > 0 {
			t.Errorf("with another key: %d entries, %v, want none and ErrCorrupt", len(got), err)
		}
	}
}

// Whichever step fails or is the last before a power cut, the file is the old
// one or the new one.
func TestAFileIsReplacedInOneStep(t *testing.T) {
	old, fresh := some(3), some(2_000)
	for k := 1; ; k++ {
		d := &simulated.Disk{}
		if _, err := checkpoint.Write(d, name, meta, nil, of(old)); err != nil {
			t.Fatal(err)
		}
		steps := 0
		d.Fail = func(simulated.Step) error {
			if steps++; steps >= k {
				return errors.New("the disk is unwell")
			}
			return nil
		}
		_, err := checkpoint.Write(d, name, meta, nil, of(fresh))
		if steps < k {
			return
		}
		for _, kept := range [][]simulated.Pending{nil, d.Pending()} {
			got, _, readErr := read(d.Cut(kept...), nil)
			if readErr != nil || (len(got) != len(old) && len(got) != len(fresh)) || (err == nil && len(got) == len(old)) {
				t.Fatalf("step %d fails (%v): %d entries, %v", k, err, len(got), readErr)
			}
		}
	}
}

func TestAnAbsentFileIsNotMade(t *testing.T) {
	d := &simulated.Disk{}
	if _, err := checkpoint.Open(d, name); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open = %v, want fs.ErrNotExist", err)
	}
	if files, _ := d.List("x"); len(files) > 0 {
		t.Errorf("Open made %v", files)
	}
}

func FuzzAFileOfAnyBytes(f *testing.F) {
	d := &simulated.Disk{}
	if _, err := checkpoint.Write(d, name, meta, nil, of(some(5))); err != nil {
		f.Fatal(err)
	}
	file, _ := d.Open(name, disk.Read)
	files, _ := d.List("x")
	whole := make([]byte, files[0].Size)
	file.ReadAt(whole, 0)
	f.Add(whole)
	f.Add(whole[:50])
	f.Fuzz(func(t *testing.T, data []byte) {
		d := &simulated.Disk{}
		file, _ := d.Open(name, disk.Write)
		file.WriteAt(data, 0)
		if _, _, err := read(d, nil); err == nil && !bytes.Equal(data, whole) && len(data) <= len(whole) {
			t.Logf("another file that holds: %d bytes", len(data))
		}
	})
}
