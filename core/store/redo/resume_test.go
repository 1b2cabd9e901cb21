package redo_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/disk"
	"github.com/raja-crm/raja/core/store/disk/simulated"
	"github.com/raja-crm/raja/core/store/redo"
)

// A program may end between the write of a record and its sync, or between
// the making of a segment and the sync of its name. Who opens the log next
// reads what the system still holds, and acknowledges what follows upon it.
func TestWhatIsAcknowledgedAfterAKillSurvivesAPowerCut(t *testing.T) {
	for _, killed := range []string{"sync", "syncdir"} {
		t.Run("killed before a "+killed, func(t *testing.T) {
			for full := 5; full <= 12; full++ { // on either side of a segment's end
				d := &simulated.Disk{}
				first := open(t, d)
				for i := range full {
					if _, err := first.Append(noise(i, 2_000)); err != nil {
						t.Fatal(err)
					}
				}
				d.Fail = func(s simulated.Step) error {
					if s.Kind == killed {
						return errDisk
					}
					return nil
				}
				_, _ = first.Append(noise(full, 2_500)) // nobody is told of it
				d.Fail = nil
				again := open(t, d)
				head, err := again.Append(noise(full+1, 500))
				if err != nil {
					t.Fatal(err)
				}
				after := open(t, d.Cut())
				if got := bodies(t, after, 0); after.Head() != head || uint64(len(got)) != head {
					t.Errorf("after %d records: %d are left up to %d, want %d", full, len(got), after.Head(), head)
				}
			}
		})
	}
}

// After a sync that failed the system may take what it holds for written: a
// second sync says nothing about it, only another write does.
func TestTheLastRecordIsWrittenAgainBeforeOthersFollow(t *testing.T) {
	d := &simulated.Disk{}
	if _, err := open(t, d).Append(noise(1, 700)); err != nil {
		t.Fatal(err)
	}
	var steps []string
	d.Fail = func(s simulated.Step) error {
		steps = append(steps, s.Kind)
		return nil
	}
	open(t, d)
	if got := fmt.Sprint(steps); got != "[open write sync syncdir]" {
		t.Errorf("opening took the steps %s, want a write and then a sync", got)
	}
}

// Two shops' logs look alike, down to the numbers of their records.
func TestASegmentOfAnotherStoreIsRefusedAndAnOlderOneIsNot(t *testing.T) {
	mine, others := redo.Options{Segment: 16 << 10, Store: redo.ID{1}}, redo.Options{Segment: 16 << 10, Store: redo.ID{2}}
	fill := func(d disk.Disk, options redo.Options, from int) {
		t.Helper()
		l, err := redo.Open(d, dir, options)
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		for i := range 20 { // three segments
			if _, err := l.Append(noise(from+i, 2_000)); err != nil {
				t.Fatal(err)
			}
		}
	}
	old, foreign := &simulated.Disk{}, &simulated.Disk{}
	fill(old, small, 0) // as a Raja wrote it that named no store
	fill(old, mine, 20)
	l, err := redo.Open(old, dir, mine)
	if err != nil {
		t.Fatal(err)
	}
	if got := bodies(t, l, 0); len(got) != 40 {
		t.Errorf("%d records are replayed, want 40", len(got))
	}
	l.Close()
	if _, err := redo.Open(old, dir, others); !errors.Is(err, store.ErrCorrupt) || !strings.Contains(err.Error(), "another store") {
		t.Errorf("Open of another's log = %v, want it refused as another's", err)
	}
	fill(foreign, others, 0)
	if reach, err := redo.Reach(foreign, dir, redo.ID{1}); err != nil || reach != 0 {
		t.Errorf("Reach = %d, %v, want 0: none of it is mine", reach, err)
	}
	if reach, err := redo.Reach(foreign, dir, redo.ID{2}); err != nil || reach != 20 {
		t.Errorf("Reach = %d, %v, want 20", reach, err)
	}
}

// A file may be given any length without taking any room.
func TestASegmentOfAnyLengthIsReadAsFarAsRajaWrites(t *testing.T) {
	at := t.TempDir()
	for turn := range 2 {
		l, err := redo.Open(disk.OS{}, at, small)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := l.Append(noise(turn, 700)); err != nil {
			t.Fatal(err)
		}
		if got := bodies(t, l, 0); len(got) != turn+1 {
			t.Errorf("%d records are left, want %d", len(got), turn+1)
		}
		if err := errors.Join(l.Close(), os.Truncate(filepath.Join(at, "0000000000000001.redo"), 1<<42)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestSinceCountsWhatFollows(t *testing.T) {
	d := &simulated.Disk{}
	l := open(t, d)
	for i := range 20 {
		if _, err := l.Append(noise(i, 2_000)); err != nil {
			t.Fatal(err)
		}
	}
	for seq, want := range map[uint64][2]int64{0: {40_000, 45_000}, 16: {8_000, 24_000}, 20: {0, 0}} {
		if got, err := l.Since(seq); err != nil || got < want[0] || got > want[1] {
			t.Errorf("Since(%d) = %d, %v, want %v", seq, got, err, want)
		}
	}
}
