package core_test

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
)

// Bugs of the engine show in what it writes and reads. Planted below one of
// the two engines they must be noticed: a model that lets them pass proves
// nothing. A bug of the rules is planted by hand: break a line in core, run
// the test with more -model.lives, and see that it fails.
var plantedInTheEngine = map[string]bent{
	"what follows no more stays in its list": {lose: func(key []byte, set bool) bool { return !set && key[0] == byte(record.Lists) }},
	"a list is not kept":                     {lose: func(key []byte, set bool) bool { return set && bytes.HasPrefix(key, []byte{byte(record.Lists), 24}) }},
	"a change stands in no history":          {lose: func(key []byte, set bool) bool { return set && key[0] == byte(record.Trail) && len(key)%2 == 0 }},
	"a phone is not found":                   {lose: func(key []byte, set bool) bool { return set && bytes.HasPrefix(key, []byte{byte(record.Lookup), 1}) }},
	"facts stay as they were":                {lose: func(key []byte, set bool) bool { return set && key[0] == byte(record.Histories) }},
	"what was refused is written":            {keeps: true},
	"a page begins behind its cursor":        {skips: true},
}

// bent is a store as an engine with a bug would use it.
type bent struct {
	store.Store
	lose  func(key []byte, set bool) bool // writes that do not happen
	keeps bool                            // a unit of work that is refused is written all the same
	skips bool                            // a range begins behind where it should
}

func (b bent) View(ctx context.Context, fn func(store.Reader) error) error {
	return b.Store.View(ctx, func(r store.Reader) error { return fn(bentReader{r, b}) })
}

func (b bent) Update(ctx context.Context, once []byte, fn func(store.Txn) error) error {
	var refused error
	err := b.Store.Update(ctx, once, func(t store.Txn) error {
		if refused = fn(bentTxn{bentReader{t, b}, t}); b.keeps {
			return nil
		}
		return refused
	})
	if refused != nil {
		return refused
	}
	return err
}

type bentReader struct {
	store.Reader
	bent bent
}

func (r bentReader) Range(picked store.Range) iter.Seq2[store.KV, error] {
	if r.bent.skips && len(picked.From) > 0 && !picked.Reverse {
		picked.From = append(bytes.Clone(picked.From), 0)
	}
	return r.Reader.Range(picked)
}

type bentTxn struct {
	bentReader
	txn store.Txn
}

func (t bentTxn) Set(key, value []byte) error {
	if lose := t.bent.lose; lose != nil && lose(key, true) {
		return nil
	}
	return t.txn.Set(key, value)
}

func (t bentTxn) Delete(key []byte) error {
	if lose := t.bent.lose; lose != nil && lose(key, false) {
		return nil
	}
	return t.txn.Delete(key)
}

func TestTheModelNoticesEachPlantedBug(t *testing.T) {
	defer setFlag(t, "rapid.shrinktime", "1ms")() // that it fails is enough
	for name, bug := range plantedInTheEngine {
		t.Run(name, func(t *testing.T) {
			dir, lives, seen := t.TempDir(), 0, &witness{TB: t}
			seen.watch(func() {
				leadLives(seen, 5, func(t *rapid.T) {
					lives++
					bug.Store = memory.New()
					life := newMachine(t, filepath.Join(dir, strconv.Itoa(lives)), bug)
					defer life.close()
					life.live()
				})
			})
			if seen.failed == "" {
				t.Error("the model let the bug pass")
			}
		})
	}
}

// witness is a test that notes a failure instead of failing.
type witness struct {
	testing.TB
	failed string
}

// watch runs what may fail.
func (w *witness) watch(run func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		run()
	}()
	<-done
}

func (w *witness) Errorf(format string, args ...any) { w.failed = fmt.Sprintf(format, args...) }

func (w *witness) Error(args ...any) { w.failed = fmt.Sprint(args...) }

func (w *witness) Fatalf(format string, args ...any) {
	w.Errorf(format, args...)
	runtime.Goexit()
}

func (w *witness) FailNow()            { runtime.Goexit() }
func (w *witness) Fail()               { w.failed = "failed" }
func (w *witness) Failed() bool        { return w.failed != "" }
func (w *witness) Logf(string, ...any) {}
func (w *witness) Log(...any)          {}
