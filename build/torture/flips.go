package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
	"github.com/raja-crm/raja/core/store/keyring"
)

// flips turns one bit of one file of a small store, works on with it, reads
// everything and compares the copies. Every other store is encrypted. The store
// must give back what was written, mended if need be, or say that it is
// damaged. Which bit is up to chance; of the zeros behind what is used of a
// file a few are tried too.
func flips(ctx context.Context, t *trial) *result {
	if t.every {
		return everyBit(ctx, t)
	}
	r := &result{}
	dir, err := os.MkdirTemp("", "raja-flips-")
	if err == nil {
		defer os.RemoveAll(dir) //nolint:errcheck // a folder of /tmp
		err = r.flipIn(ctx, t, dir)
	}
	if err != nil {
		r.blame(&r.stuck, "%v", err)
	}
	return r
}

func (r *result) flipIn(ctx context.Context, t *trial, dir string) error {
	stores, err := flipStores(dir)
	if err != nil {
		return err
	}
	for r.cycles < mostFlips && t.more(ctx, r.cycles) && !r.bad() {
		var together sync.WaitGroup
		parts := make([]result, min(atOnce, mostFlips-r.cycles))
		if t.cycles > 0 {
			parts = parts[:min(len(parts), t.cycles-r.cycles)]
		}
		for n := range parts {
			turn := r.cycles + n
			whole := stores[turn%len(stores)]
			target, hurt := pick(whole.targets, turn/len(stores), t.random), filepath.Join(dir, fmt.Sprint("hurt", n))
			together.Go(func() { parts[n].flipOne(whole, target, hurt) })
		}
		together.Wait()
		for n := range parts {
			r.add(&parts[n])
		}
	}
	return nil
}

// atOnce is how many stores are worked with at a time: Badger waits for up to a
// second before it merges, and each of them for that.
const atOnce = 16

func (r *result) flipOne(whole flipStore, bit target, hurt string) {
	r.cycles++
	err := errors.Join(os.RemoveAll(hurt), os.CopyFS(hurt, os.DirFS(whole.dir)), bit.flip(hurt))
	if err != nil {
		r.blame(&r.stuck, "%v", err)
		return
	}
	r.judgeFlip(hurt, bit, flipStood(), whole.opts)
}

// flipStore is a whole store that copies are made of.
type flipStore struct {
	dir     string
	opts    badger.Options
	targets map[string][]int
}

// flipStores makes one in the clear and an encrypted one.
func flipStores(dir string) ([]flipStore, error) {
	ring, _, err := keyring.New("any passphrase will do")
	if err != nil {
		return nil, err
	}
	sealed := flipOptions()
	sealed.NewKeys = ring // which opens the store that was made with it as well
	stores := []flipStore{{dir: filepath.Join(dir, "plain"), opts: flipOptions()}, {dir: filepath.Join(dir, "sealed"), opts: sealed}}
	for i, one := range stores {
		err := errors.Join(smallStore(one.dir, one.opts, flipStood()), addSmall(one.dir, one.opts))
		if err != nil {
			return nil, err
		}
		if stores[i].targets, err = targetsIn(one.dir); err != nil {
			return nil, err
		}
	}
	return stores, nil
}

// mostFlips bounds a run: Badger leaves some megabytes in the process for every
// folder that it fails to open. Another seed flips other bits.
const mostFlips = 8000

// pick takes the files in turn, and any bit of each, so that a small file is
// seen as often as a large one. Every other turn is a table's: there a bit may
// end the program.
func pick(targets map[string][]int, turn int, random *rand.Rand) target {
	files := slices.Sorted(maps.Keys(targets))
	if turn%2 == 0 {
		files = slices.DeleteFunc(files, func(name string) bool { return filepath.Ext(name) != ".sst" })
	}
	turn /= 2
	name := files[turn%len(files)]
	return target{name, targets[name][random.IntN(len(targets[name]))]}
}

// flipSteps is how far the last hand goes in the small store.
const flipSteps = 60

// smallStore is one with a checkpoint, a log of several segments and tables,
// closed.
func smallStore(dir string, opts badger.Options, stood [hands]uint64) error {
	db, err := badger.Open(dir, opts)
	if err != nil {
		return err
	}
	for hand, steps := range stood {
		for step := uint64(1); step <= steps; step++ {
			if err := db.Update(context.Background(), nil, take(hand, step)); err != nil {
				return errors.Join(err, db.Close())
			}
		}
	}
	return db.Close()
}

// addSmall adds many small entries to a store.
func addSmall(dir string, opts badger.Options) error {
	db, err := badger.Open(dir, opts)
	if err != nil {
		return err
	}
	return errors.Join(db.Update(context.Background(), nil, small), db.Close())
}

// small writes many entries of a few bytes: then much of a table is what says
// where its entries lie.
func small(x store.Txn) error {
	for i := range uint64(600) {
		if err := x.Set(entryKey('c', 0, i), value(0, i)[:1]); err != nil {
			return err
		}
	}
	return nil
}

// flipStood is where each hand stands in the small store: the first ones wrote
// what lies in the checkpoint and stays, the last one goes on in the log.
func flipStood() [hands]uint64 {
	stood := [hands]uint64{}
	for hand := range hands - 1 {
		stood[hand] = window
	}
	stood[hands-1] = flipSteps
	return stood
}

func flipOptions() badger.Options {
	o := storeOptions("one")
	o.CheckpointAfter, o.Segment, o.Ballast = 24<<10, 16<<10, 4<<10
	return o
}

// target is one bit of one file.
type target struct {
	name string
	bit  int
}

// targetsIn lists every bit of what is used of each file, and one in 4,099 of
// the bits of the zeros behind.
func targetsIn(dir string) (map[string][]int, error) {
	found := map[string][]int{}
	err := filepath.WalkDir(dir, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		used := len(strings.TrimRight(string(body), "\x00"))
		relative, err := filepath.Rel(dir, name)
		for bit := 0; bit < len(body)*8; bit++ {
			if bit < used*8 || bit%4_099 == 0 {
				found[relative] = append(found[relative], bit)
			}
		}
		return err
	})
	return found, err
}

func (t target) flip(dir string) error {
	f, err := os.OpenFile(filepath.Join(dir, t.name), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	one := make([]byte, 1)
	_, err = f.ReadAt(one, int64(t.bit/8))
	one[0] ^= 1 << (t.bit % 8)
	if err == nil {
		_, err = f.WriteAt(one, int64(t.bit/8))
	}
	return errors.Join(err, f.Close())
}

// judgeFlip works with a store with one wrong bit, whose hands stood somewhere,
// and then holds it to what was answered.
func (r *result) judgeFlip(dir string, hurt target, stood [hands]uint64, opts badger.Options) {
	began := stood[hands-1]
	stood, unsure, err := workOn(dir, opts, stood, filepath.Ext(hurt.name) == ".sst")
	r.acknowledged += int(stood[hands-1] - began)
	if err != nil && !errors.Is(err, store.ErrCorrupt) {
		r.say(hurt, err)
		return
	}
	mended := errors.Is(err, errMended)
	db, err := badger.Open(dir, opts)
	if err != nil {
		r.say(hurt, err)
		return
	}
	_, err = db.Heal(context.Background(), nil)
	if err != nil {
		r.say(hurt, errors.Join(err, db.Close()))
		return
	}
	last, err := standing(db)
	mended = mended || len(db.Repairs()) > 0
	if err == nil {
		err = rebuilt(db, dir, opts, last)
	} else {
		_ = db.Close() // the folder is thrown away
	}
	if unsure && last[hands-1] == stood[hands-1]+1 {
		stood = last // nobody was told, and it is there
	}
	switch {
	case err != nil:
		r.miss(&r.wrong, "bit %d of %s: %v", hurt.bit, hurt.name, err)
	case last != stood:
		r.miss(&r.lost, "bit %d of %s: the hands stand at %v, not %v", hurt.bit, hurt.name, last, stood)
	case mended:
		r.healed++
	default:
		r.harmless++
	}
}

// rebuilt closes a store whose copies were found to be the same, takes its
// tables away and asks what the other copy says.
func rebuilt(db *badger.DB, dir string, opts badger.Options, stood [hands]uint64) error {
	err := db.Close()
	tables, _ := filepath.Glob(filepath.Join(dir, "tables*")) // the pattern is a good one
	for _, name := range tables {
		err = errors.Join(err, os.RemoveAll(name))
	}
	if err != nil {
		return err
	}
	if db, err = badger.Open(dir, opts); err != nil {
		return err
	}
	last, err := standing(db)
	if err == nil && last != stood {
		err = fmt.Errorf("the tables had the hands at %v, the second copy at %v", stood, last)
	}
	return errors.Join(err, db.Close())
}

// errMended says that a store was mended when it was opened.
var errMended = fmt.Errorf("mended: %w", store.ErrCorrupt)

// workOn opens the store, lets the last hand go on and closes it, some times in
// a row: each leaves a table more, which Badger merges into the others in
// goroutines of its own. It returns where the hands stand then, and whether a
// step was begun whose answer was an error.
func workOn(dir string, opts badger.Options, stood [hands]uint64, patient bool) (last [hands]uint64, unsure bool, err error) {
	const rounds, steps = 3, 4
	for round := range rounds {
		db, openErr := badger.Open(dir, opts)
		if openErr != nil {
			return stood, false, openErr
		}
		if len(db.Repairs()) > 0 {
			err = errMended
		}
		for range steps {
			if stepErr := db.Update(context.Background(), nil, take(hands-1, stood[hands-1]+1)); stepErr != nil {
				return stood, true, errors.Join(stepErr, db.Close())
			}
			stood[hands-1]++
		}
		if patient && round == rounds-1 {
			awaitMerge(dir)
		}
		if closeErr := db.Close(); closeErr != nil {
			return stood, false, closeErr
		}
	}
	return stood, false, err
}

// awaitMerge waits until Badger has merged the tables, or has had the time to.
func awaitMerge(dir string) {
	for end := time.Now().Add(1_300 * time.Millisecond); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if tables, _ := filepath.Glob(filepath.Join(dir, "tables*", "*.sst")); len(tables) == 1 {
			return
		}
	}
}

// say counts an error that names the damage; any other leaves the owner
// without a word.
func (r *result) say(hurt target, err error) {
	if errors.Is(err, store.ErrCorrupt) {
		r.named++
		return
	}
	r.blame(&r.stuck, "bit %d of %s: %v", hurt.bit, hurt.name, fmt.Errorf("%T: %w", err, err))
}
