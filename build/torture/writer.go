package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"sync"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// The writer is this program once more, in a process that can be killed. Each
// of its hands goes step by step: step n writes entry n, with a copy under a
// second key, and deletes entry n-window. So what a folder must hold follows
// from the last step of each hand that was answered.

const (
	writerWord = "writer"
	hands      = 4
	window     = 12
)

// storeOptions make everything happen often in a small store. Without a boot
// the system says which start of the machine this is.
func storeOptions(boot string) badger.Options {
	return badger.Options{
		Boot: boot, CheckpointAfter: 96 << 10, Segment: 64 << 10, Reserve: 6 << 20, Ballast: 2 << 20,
	}
}

// failedCode is how a writer ends that was refused something; one that is
// killed has none.
const failedCode = 3

// write opens the folder and tells each step that was answered: two bytes of
// the hand, eight of the step. It closes the store when its input ends.
func write(args []string) int {
	if err := writeIn(args[0]); err != nil {
		fmt.Fprintln(os.Stderr, "writer:", err)
		return failedCode
	}
	return 0
}

func writeIn(dir string) error {
	db, err := badger.Open(dir, storeOptions(""))
	if err != nil {
		return err
	}
	stands, err := standing(db)
	if err != nil {
		return errors.Join(err, db.Close())
	}
	ctx, enough := context.WithCancelCause(context.Background())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin) // until it ends
		enough(errToldToClose)
	}()
	var told sync.Mutex
	var work sync.WaitGroup
	for hand, last := range stands {
		work.Go(func() { enough(goOn(ctx, db, hand, last, &told)) })
	}
	work.Wait()
	if err = context.Cause(ctx); errors.Is(err, errToldToClose) {
		err = nil
	}
	return errors.Join(err, db.Close())
}

var errToldToClose = errors.New("told to close")

// goOn takes one step after the other with a hand, until something is refused.
func goOn(ctx context.Context, db *badger.DB, hand int, last uint64, told *sync.Mutex) error {
	for step := last + 1; ctx.Err() == nil; step++ {
		if err := db.Update(context.Background(), nil, take(hand, step)); err != nil {
			return fmt.Errorf("step %d of hand %d: %w", step, hand, err)
		}
		told.Lock()
		os.Stdout.Write(acknowledgement(hand, step)) //nolint:errcheck // a reader that has gone is about to kill us
		told.Unlock()
	}
	return context.Cause(ctx)
}

func acknowledgement(hand int, step uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{0, byte(hand)}, step)
}

func entryKey(space byte, hand int, step uint64) []byte {
	return binary.BigEndian.AppendUint64([]byte{space, byte(hand)}, step)
}

// take is one step of a hand.
func take(hand int, step uint64) func(store.Txn) error {
	return func(x store.Txn) error {
		err := errors.Join(x.Set(entryKey('a', hand, step), value(hand, step)), x.Set(entryKey('b', hand, step), nil))
		if step > window {
			err = errors.Join(err, x.Delete(entryKey('a', hand, step-window)), x.Delete(entryKey('b', hand, step-window)))
		}
		return err
	}
}

// value is what a step writes: up to 6,000 bytes, half of them compressible.
func value(hand int, step uint64) []byte {
	random := rand.New(rand.NewPCG(uint64(hand), step))
	body := make([]byte, 1+random.IntN(1+random.IntN(6_000)))
	for i := range len(body) / 2 {
		body[i] = byte(random.Uint32())
	}
	return body
}

// standing returns the last step of each hand that the store holds, and an
// error where what it holds is not what the steps up to there leave.
func standing(db *badger.DB) ([hands]uint64, error) {
	var last [hands]uint64
	err := db.View(context.Background(), func(r store.Reader) error {
		for hand := range hands {
			var err error
			if last[hand], err = standingOf(r, hand); err != nil {
				return err
			}
		}
		return nil
	})
	return last, err
}

func standingOf(r store.Reader, hand int) (last uint64, err error) {
	first, count := uint64(0), 0
	for kv, err := range r.Range(store.Range{Prefix: []byte{'a', byte(hand)}}) {
		if err != nil {
			return 0, err
		}
		step := binary.BigEndian.Uint64(kv.Key[2:])
		if first == 0 {
			first = step
		}
		if count++; step != first+uint64(count)-1 {
			return 0, fmt.Errorf("hand %d: step %d is missing", hand, first+uint64(count)-1)
		}
		if string(kv.Value) != string(value(hand, step)) {
			return 0, fmt.Errorf("hand %d: step %d is not as it was written", hand, step)
		}
		if _, err := r.Get(entryKey('b', hand, step)); err != nil {
			return 0, fmt.Errorf("hand %d: step %d lacks its second key: %w", hand, step, err)
		}
		last = step
	}
	if want := min(last, window); uint64(count) != want {
		return 0, fmt.Errorf("hand %d: %d entries after step %d, want %d", hand, count, last, want)
	}
	return last, nil
}
