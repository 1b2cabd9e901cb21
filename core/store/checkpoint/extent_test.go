package checkpoint_test

import (
	"errors"
	"testing"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/checkpoint"
	"github.com/raja-crm/raja/core/store/disk"
	"github.com/raja-crm/raja/core/store/disk/simulated"
)

// extent looks at the length of the file alone.
func extent(d disk.Disk) error {
	r, err := checkpoint.Open(d, name)
	if err != nil {
		return err
	}
	defer r.Close()
	return r.Extent()
}

func TestAFileOfAnotherLengthIsNoticedWithoutReadingIt(t *testing.T) {
	d := &simulated.Disk{}
	if _, err := checkpoint.Write(d, name, meta, key(t), of(some(3_000))); err != nil {
		t.Fatal(err)
	}
	if err := extent(d); err != nil {
		t.Errorf("a whole file: %v", err)
	}
	files, _ := d.List("x")
	for _, by := range []int64{-100_000, -40_000, -1_000, -100, -33, -32, -2, -1, 1, 2, 5_000} {
		size := files[0].Size + by
		if size < 0 {
			continue
		}
		other := d.Cut()
		f, _ := other.Open(name, disk.Write)
		f.Truncate(size)
		if err := extent(other); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("%+d bytes: %v, want ErrCorrupt", by, err)
		}
	}
}
