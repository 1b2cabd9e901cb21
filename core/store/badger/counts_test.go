package badger_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	badgerdb "github.com/dgraph-io/badger/v4"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// counted is a closed store of 30 entries that begin with c and 20 that begin
// with o, some of them in the log alone.
func counted(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	db := open(t, dir)
	for i := range 30 {
		set(t, db, fmt.Sprint("c", i), "x")
	}
	if err := db.Rotate(background, nil); err != nil { // which writes a checkpoint
		t.Fatal(err)
	}
	for i := range 20 {
		set(t, db, fmt.Sprint("o", i), "x")
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// meddle changes the tables of a closed store as only a fault of Badger's, or of
// a disk, would: nothing but the entries themselves tells of it.
func meddle(t *testing.T, dir string, change func(*badgerdb.Txn) error) {
	t.Helper()
	bdb, err := badgerdb.Open(badgerdb.DefaultOptions(files(t, dir, "tables*")[0]).WithLogger(nil).WithValueLogFileSize(8 << 20))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(bdb.Update(change), bdb.Close()); err != nil {
		t.Fatal(err)
	}
}

func expectCount(t *testing.T, db *badger.DB, want ...store.Amiss) {
	t.Helper()
	if got, err := db.Count(background); err != nil || !slices.Equal(got, want) {
		t.Errorf("Count = %v, %v, want %v", got, err, want)
	}
}

func TestEntriesThatVanishedOrCameBackAreCountedBySpace(t *testing.T) {
	for name, d := range map[string]struct {
		do           func(*badgerdb.Txn) error
		seen, healed []store.Amiss
	}{
		"two are gone": {func(x *badgerdb.Txn) error {
			return errors.Join(x.Delete([]byte("dc3")), x.Delete([]byte("dc4")))
		}, []store.Amiss{{Space: 'c', Missing: 2}}, []store.Amiss{{Space: 'c', Missing: 2}}},
		"a whole space is gone": {func(x *badgerdb.Txn) (err error) {
			for i := range 20 {
				err = errors.Join(err, x.Delete(fmt.Appendf(nil, "do%d", i)))
			}
			return err
		}, []store.Amiss{{Space: 'o', Missing: 20}}, []store.Amiss{{Space: 'o', Missing: 20}}},
		"one is back": {func(x *badgerdb.Txn) error {
			return x.Set([]byte("dc99"), []byte("deleted long ago"))
		}, []store.Amiss{{Space: 'c', Strange: 1}}, []store.Amiss{{Space: 'c', Strange: 1}}},
		"one is as it was before": {func(x *badgerdb.Txn) error {
			return x.Set([]byte("do3"), []byte("older"))
		}, []store.Amiss{{Space: 'o', Altered: -1}}, []store.Amiss{{Space: 'o', Altered: 1}}},
		"one lies where another did": {func(x *badgerdb.Txn) error {
			return errors.Join(x.Delete([]byte("do3")), x.Set([]byte("do33"), []byte("x")))
		}, []store.Amiss{{Space: 'o', Altered: -1}}, []store.Amiss{{Space: 'o', Missing: 1, Strange: 1}}},
		"in two spaces": {func(x *badgerdb.Txn) error {
			return errors.Join(x.Delete([]byte("do3")), x.Delete([]byte("dc3")))
		}, []store.Amiss{{Space: 'c', Missing: 1}, {Space: 'o', Missing: 1}}, []store.Amiss{{Space: 'c', Missing: 1}, {Space: 'o', Missing: 1}}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := counted(t)
			meddle(t, dir, d.do)
			db := open(t, dir)
			defer db.Close()
			expectCount(t, db, d.seen...)
			repairs, err := db.Heal(background, nil)
			if err != nil || len(repairs) != 1 || !slices.Equal(repairs[0].Of, d.healed) {
				t.Errorf("Heal = %+v, %v, want one of the tables that says %v", repairs, err, d.healed)
			}
			expectCount(t, db)
			if n := count(t, db); n != 50 {
				t.Errorf("%d entries are left, want 50", n)
			}
		})
	}
}

// Whatever is written, read before or not, with and without a value, in one
// transaction or in a group, over a kill, a rebuild or a rotation: what is noted
// is what is there.
func TestCountsFollowEveryChange(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir)
	defer func() { db.Close() }()
	random := rand.New(rand.NewPCG(7, 7))
	for round := range 60 {
		script := random.Uint64()
		errs := make(chan error, 3)
		for writer := range cap(errs) {
			go func() {
				errs <- db.Update(background, fmt.Appendf(nil, "once%d.%d", round%40, writer), func(x store.Txn) error {
					return scribble(x, rand.New(rand.NewPCG(script, uint64(writer))))
				})
			}()
		}
		for range cap(errs) {
			if err := <-errs; err != nil && !errors.Is(err, errUnwanted) {
				t.Fatal(err)
			}
		}
		expectCount(t, db)
		var err error
		switch round % 15 {
		case 3:
			err = db.Close()
			db = open(t, dir)
		case 7:
			err = errors.Join(db.Close(), os.Remove(filepath.Join(dir, "state")))
			db = open(t, dir) // of which the tables are made anew
		case 11:
			err = db.Rotate(background, nil)
		case 13:
			copied := copied(t, dir) // as a kill leaves it: the tables may or may not be believed
			killed := open(t, copied)
			expectCount(t, killed)
			err = killed.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		expectCount(t, db)
	}
	if repairs, err := db.Heal(background, nil); err != nil || len(repairs) > 0 {
		t.Errorf("Heal = %v, %v, want nothing to mend", repairs, err)
	}
}

var errUnwanted = errors.New("unwanted")

// scribble changes a few of 80 keys in four spaces.
func scribble(x store.Txn, random *rand.Rand) error {
	for range 1 + random.IntN(12) {
		key := fmt.Appendf(nil, "%c%d", "coix"[random.IntN(4)], random.IntN(20))
		if random.IntN(2) == 0 {
			if _, err := x.Get(key); err != nil && !errors.Is(err, store.ErrNotFound) {
				return err
			}
		}
		var err error
		switch random.IntN(4) {
		case 0:
			err = x.Delete(key)
		case 1:
			err = x.Set(key, nil)
		default:
			err = x.Set(key, noise(random.IntN(60)))
		}
		if err != nil {
			return err
		}
	}
	if random.IntN(6) == 0 {
		return errUnwanted
	}
	return nil
}

// A store of a Raja that did not count is no damaged one: the first comparison
// of the copies counts it. So it is when such a Raja wrote to it meanwhile.
func TestAStoreThatNobodyCountedIsNotTakenForADamagedOne(t *testing.T) {
	dir := counted(t)
	meddle(t, dir, func(x *badgerdb.Txn) error { // as it would write: without a word in the counts
		return errors.Join(x.Delete([]byte("nd\x63")), x.Set([]byte("nd\x6f"), make([]byte, 16)))
	})
	uncounted(t, dir)
	db := open(t, dir)
	if _, err := db.Count(background); !errors.Is(err, store.ErrUncounted) {
		t.Errorf("Count = %v, want ErrUncounted", err)
	}
	set(t, db, "c100", "written before anybody counted")
	if repairs, err := db.Heal(background, nil); err != nil || len(repairs) > 0 {
		t.Errorf("Heal = %v, %v, want nothing to mend", repairs, err)
	}
	expectCount(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir)
	defer db.Close()
	expectCount(t, db)
	if len(db.Repairs()) > 0 {
		t.Errorf("Repairs = %v, want none", db.Repairs())
	}
}

// With a damaged log the tables are all there is. Those that lack something are
// no source of a new log: nothing is touched.
func TestTablesThatLackEntriesDoNotTakeThePlaceOfADamagedLog(t *testing.T) {
	dir := counted(t)
	meddle(t, dir, func(x *badgerdb.Txn) error { return x.Delete([]byte("dc3")) })
	damage(t, files(t, dir, "log/*")[0], flipped(200))
	before := bytesIn(t, dir)
	if db, err := badger.Open(dir, badger.Options{}); !errors.Is(err, store.ErrCorrupt) {
		t.Fatalf("Open = %v, %v, want ErrCorrupt", db, err)
	}
	if after := bytesIn(t, dir); !maps.Equal(before, after) {
		t.Error("a failed Open changed the folder")
	}
}

// uncounted takes out of the state that the tables are counted.
func uncounted(t *testing.T, dir string) {
	t.Helper()
	damage(t, filepath.Join(dir, "state"), func(b []byte) []byte {
		said := bytes.Replace(b[:508], []byte(`,"counted":true`), bytes.Repeat([]byte(" "), 15), 1)
		return binary.LittleEndian.AppendUint32(said, crc32.Checksum(said, crc32.MakeTable(crc32.Castagnoli)))
	})
}
