package redo_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/disk"
	"github.com/raja-crm/raja/core/store/disk/simulated"
	"github.com/raja-crm/raja/core/store/redo"
)

const dir = "log"

// small makes many segments of few bytes.
var small = redo.Options{Segment: 16 << 10}

var errDisk = errors.New("the disk is unwell")

func open(t testing.TB, d disk.Disk) *redo.Log {
	t.Helper()
	l, err := redo.Open(d, dir, small)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// noise is a body as the store gives them: compressed, so without runs of
// zeros, and told by its number.
func noise(n, size int) []byte {
	body := make([]byte, size)
	random := rand.New(rand.NewPCG(uint64(n), 7))
	for i := range body {
		body[i] = byte(1 + random.IntN(255))
	}
	return body
}

func bodies(t testing.TB, l *redo.Log, after uint64) [][]byte {
	t.Helper()
	var found [][]byte
	err := l.Replay(after, func(seq uint64, body []byte) error {
		if want := after + 1 + uint64(len(found)); seq != want {
			return fmt.Errorf("record %d came, want %d", seq, want)
		}
		found = append(found, bytes.Clone(body))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func same(a, b [][]byte) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !bytes.Equal(a[i], b[i]) {
			return false
		}
	}
	return true
}

func TestWhatWasAppendedIsReplayedInOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := &simulated.Disk{}
		var want [][]byte
		l := open(t, d)
		for i := range rapid.IntRange(0, 30).Draw(rt, "records") {
			size := rapid.SampledFrom([]int{0, 1, 7, 488, 489, 600, 1_900, 5_000, 20_000}).Draw(rt, "size")
			if rapid.IntRange(0, 5).Draw(rt, "reopen") == 0 {
				l = open(t, d)
			}
			seq, err := l.Append(noise(i, size))
			if err != nil || seq != uint64(i+1) {
				rt.Fatalf("Append of record %d = %d, %v", i+1, seq, err)
			}
			want = append(want, noise(i, size))
		}
		after := rapid.IntRange(0, len(want)).Draw(rt, "after")
		if got := bodies(t, open(t, d), uint64(after)); !same(got, want[after:]) {
			rt.Fatalf("after %d came %d records, want %d", after, len(got), len(want)-after)
		}
	})
}

func TestDroppedRecordsAreGoneAndTheRestStays(t *testing.T) {
	d := &simulated.Disk{}
	l := open(t, d)
	for i := range 12 {
		if _, err := l.Append(noise(i, 6<<10)); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Drop(8, 0); err != nil {
		t.Fatal(err)
	}
	l = open(t, d.Cut())
	if err := l.Replay(0, func(uint64, []byte) error { return nil }); !errors.Is(err, redo.ErrGone) {
		t.Errorf("Replay of dropped records = %v, want ErrGone", err)
	}
	if got := bodies(t, l, 7); len(got) != 5 {
		t.Errorf("5 records are left after 7, Replay gave %d", len(got))
	}
}

func TestAnEmptyLogGoesOnFromWhereItsStoreIs(t *testing.T) {
	l, err := redo.Open(&simulated.Disk{}, dir, redo.Options{After: 41})
	if err != nil {
		t.Fatal(err)
	}
	if seq, err := l.Append([]byte("x")); seq != 42 || err != nil {
		t.Errorf("Append = %d, %v, want 42", seq, err)
	}
}

// Every subset of the sectors that were on their way when the power went: what
// was acknowledged is there, and the log opens and goes on.
func TestAPowerCutLosesNothingAcknowledged(t *testing.T) {
	for _, size := range []int{1, 100, 488, 500, 900, 1_800} {
		for acknowledged := range 4 {
			d := &simulated.Disk{}
			l := open(t, d)
			var want [][]byte
			for i := range acknowledged {
				want = append(want, noise(i, size))
				if _, err := l.Append(want[i]); err != nil {
					t.Fatal(err)
				}
			}
			unsynced := noise(99, size)
			d.Fail = func(s simulated.Step) error {
				if s.Kind == "sync" {
					return errDisk
				}
				return nil
			}
			if _, err := l.Append(unsynced); !errors.Is(err, errDisk) {
				t.Fatalf("Append with a failing sync = %v", err)
			}
			everySubset(d.Pending(), func(kept []simulated.Pending) {
				after := open(t, d.Cut(kept...))
				got := bodies(t, after, 0)
				if !same(got, want) && !same(got, append(want, unsynced)) {
					t.Fatalf("size %d, %d acknowledged, kept %v: %d records came back", size, acknowledged, kept, len(got))
				}
				if _, err := after.Append([]byte("on")); err != nil {
					t.Fatal(err)
				}
				if again := bodies(t, after, 0); !same(again, append(got, []byte("on"))) {
					t.Fatalf("size %d, kept %v: after the next record there are %d", size, kept, len(again))
				}
			})
		}
	}
}

// everySubset thins out the zeros written ahead, whose sectors are no change.
func everySubset(pending []simulated.Pending, try func([]simulated.Pending)) {
	if len(pending) > 12 {
		panic("too many sectors to try them all")
	}
	for mask := range 1 << len(pending) {
		var kept []simulated.Pending
		for i, one := range pending {
			if mask&(1<<i) != 0 {
				kept = append(kept, one)
			}
		}
		try(kept)
	}
}

// A torn record whose place is used again, and torn again.
func TestTwoCutsInARowAreSurvived(t *testing.T) {
	d := &simulated.Disk{}
	l := open(t, d)
	first := noise(1, 300)
	if _, err := l.Append(first); err != nil {
		t.Fatal(err)
	}
	fail := func(s simulated.Step) error {
		if s.Kind == "sync" {
			return errDisk
		}
		return nil
	}
	d.Fail = fail
	l.Append(noise(2, 1_500))
	everySubset(d.Pending(), func(kept []simulated.Pending) {
		once := d.Cut(kept...)
		l := open(t, once)
		known := bodies(t, l, 0)
		once.Fail = fail
		l.Append(noise(3, 700))
		everySubset(once.Pending(), func(keptNext []simulated.Pending) {
			got := bodies(t, open(t, once.Cut(keptNext...)), 0)
			if !same(got, known) && !same(got, append(known, noise(3, 700))) {
				t.Fatalf("kept %v, then %v: %d records came back, %d were known", kept, keptNext, len(got), len(known))
			}
		})
	})
}

// Whichever step fails, what was acknowledged before is there afterwards, and
// what failed is there whole or not at all.
func TestEveryStepMayFail(t *testing.T) {
	for k := 1; ; k++ {
		d := &simulated.Disk{}
		steps := 0
		d.Fail = func(simulated.Step) error {
			if steps++; steps == k {
				return errDisk
			}
			return nil
		}
		var acknowledged, tried [][]byte
		l, err := redo.Open(d, dir, small)
		if err == nil {
			for i := range 8 {
				body := noise(i, 700+i*2_000)
				_, err := l.Append(body)
				tried = append(tried, body)
				if err == nil {
					acknowledged = append(acknowledged, body)
				}
			}
			l.Drop(3, 0)
		}
		if steps < k {
			return
		}
		for _, kept := range [][]simulated.Pending{nil, d.Pending()} {
			after, err := redo.Open(d.Cut(kept...), dir, small)
			if err != nil {
				t.Fatalf("step %d fails: it does not open again: %v", k, err)
			}
			var got [][]byte
			err = after.Replay(0, func(_ uint64, body []byte) error {
				got = append(got, bytes.Clone(body))
				return nil
			})
			if err != nil && !errors.Is(err, redo.ErrGone) {
				t.Fatalf("step %d fails: Replay = %v", k, err)
			}
			if err == nil && !holds(got, acknowledged, tried) {
				t.Fatalf("step %d fails: %d records came back of %d acknowledged", k, len(got), len(acknowledged))
			}
		}
	}
}

// holds says whether got is acknowledged, perhaps with the one that failed.
func holds(got, acknowledged, tried [][]byte) bool {
	for len(got) > 0 && len(acknowledged) > 0 && bytes.Equal(got[0], acknowledged[0]) {
		got, acknowledged = got[1:], acknowledged[1:]
	}
	if len(acknowledged) > 0 {
		return false
	}
	for _, one := range tried {
		if len(got) == 1 && bytes.Equal(got[0], one) {
			return true
		}
	}
	return len(got) == 0
}

func TestAfterAFailedSyncNothingIsAcknowledged(t *testing.T) {
	d := &simulated.Disk{}
	l := open(t, d)
	d.Fail = func(s simulated.Step) error {
		if s.Kind == "sync" {
			return errDisk
		}
		return nil
	}
	l.Append([]byte("lost"))
	d.Fail = nil
	if _, err := l.Append([]byte("never")); !errors.Is(err, errDisk) {
		t.Errorf("Append after a failed sync = %v, want the error of that sync", err)
	}
	if l.Head() != 0 {
		t.Errorf("Head = %d, want 0", l.Head())
	}
}

// Every bit of a log of several segments, one at a time: the records come back
// as they were, or the damage is told.
func TestNoFlippedBitGoesUnnoticed(t *testing.T) {
	d := &simulated.Disk{}
	l := open(t, d)
	var want [][]byte
	for i, size := range []int{300, 1, 530, 17 << 10, 40} { // the long one fills a segment
		want = append(want, noise(i, size))
		if _, err := l.Append(want[i]); err != nil {
			t.Fatal(err)
		}
	}
	files, err := d.List(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		for bit := range file.Size * 8 {
			if bit > 2_000*8 && bit%211 != 0 {
				continue // the long body and the zeros: one in a few
			}
			hurt := d.Cut()
			hurt.Flip(dir+"/"+file.Name, int(bit))
			got, err := everything(hurt)
			if err == nil && !same(got, want) {
				t.Fatalf("bit %d of %s: %d records came back and no error", bit, file.Name, len(got))
			} else if err != nil && !errors.Is(err, store.ErrCorrupt) {
				t.Fatalf("bit %d of %s: %v, want ErrCorrupt", bit, file.Name, err)
			}
		}
	}
}

func everything(d disk.Disk) ([][]byte, error) {
	l, err := redo.Open(d, dir, small)
	if err != nil {
		return nil, err
	}
	var got [][]byte
	err = l.Replay(0, func(_ uint64, body []byte) error {
		got = append(got, bytes.Clone(body))
		return nil
	})
	return got, err
}

func TestALostSegmentIsNoticed(t *testing.T) {
	d := &simulated.Disk{}
	l := open(t, d)
	for i := range 9 {
		if _, err := l.Append(noise(i, 6<<10)); err != nil {
			t.Fatal(err)
		}
	}
	files, _ := d.List(dir)
	if len(files) < 3 {
		t.Fatalf("%d segments, want 3", len(files))
	}
	if err := d.Remove(dir + "/" + files[1].Name); err != nil {
		t.Fatal(err)
	}
	if _, err := everything(d); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("without the middle segment: %v, want ErrCorrupt", err)
	}
}

func FuzzASegmentOfAnyBytes(f *testing.F) {
	d := &simulated.Disk{}
	l, err := redo.Open(d, dir, small)
	if err != nil {
		f.Fatal(err)
	}
	l.Append(noise(1, 40))
	l.Append(noise(2, 700))
	name := dir + "/0000000000000001.redo"
	file, _ := d.Open(name, disk.Write)
	whole := make([]byte, 2_000)
	file.ReadAt(whole, 0)
	f.Add(whole)
	f.Add(whole[:100])
	f.Fuzz(func(t *testing.T, data []byte) {
		d := &simulated.Disk{}
		file, _ := d.Open(name, disk.Write)
		file.WriteAt(data, 0)
		got, err := everything(d)
		if err == nil {
			again, err := everything(d)
			if err != nil || !same(got, again) {
				t.Errorf("the second time %d records came, %v; the first time %d", len(again), err, len(got))
			}
		}
	})
}
