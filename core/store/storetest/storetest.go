// Package storetest is what a store must pass to stand behind the port: one
// suite for every implementation. Its checks return errors rather than fail a
// test, so that planted bugs can show that each of them is able to notice. It
// leaves what only a disk can do (power cuts, full disks) to the stores.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/store"
)

// Subject is a store on trial.
type Subject struct {
	store.Store

	// Reopen opens again what Close has just closed. It is nil when the store
	// keeps nothing.
	Reopen func() store.Store
}

// Check is one promise of the port.
type Check struct {
	Name string
	Run  func(*Subject) error // gets an empty store, and may close it
}

// Checks returns every check but the random scripts.
func Checks() []Check {
	return []Check{
		{"a transaction reads its own writes", ownWrites},
		{"a transaction that fails leaves nothing", failureLeavesNothing},
		{"slices belong to the caller", slicesAreTheCallers},
		{"keys of every byte keep their order", oddKeys},
		{"values of every size come back", valueSizes},
		{"a range sees what was there when it began", rangeWhileWriting},
		{"racing inserts into an empty range: one wins", racingInserts},
		{"write skew does not happen", writeSkew},
		{"a counter loses no step", counter},
		{"a view sees whole transactions", wholeTransactions},
		{"a failing transaction harms no neighbour", failingNeighbours},
		{"a panic stays with its caller", panicking},
		{"large transactions may race", largeTransactions},
		{"a view is one snapshot", snapshot},
		{"readers do not wait for a writer", readersDoNotWait},
		{"an idempotency key works once", once},
		{"an idempotency key that failed may be tried again", onceAfterFailure},
		{"racing idempotency keys: one works", onceRace},
		{"idempotency keys are out of sight", onceIsHidden},
		{"every limit holds and no less is allowed", limits},
		{"a cancelled context starts nothing", cancelledBefore},
		{"a started transaction is seen through", cancelledWithin},
		{"a waiting transaction can be withdrawn", cancelledWaiting},
		{"a closed store says so", closed},
		{"close waits for what runs", closeWaits},
		{"everything is there after reopening", reopening},
		{"a bulk load fills an empty store", loading},
		{"a bulk load needs an empty store", loadNotEmpty},
		{"a bulk load needs keys that rise", loadUnsorted},
		{"a bulk load passes on the error of its source", loadBroken},
	}
}

// Run puts the stores that open makes through the whole suite. open returns a
// new, empty one each time; Run closes it.
func Run(t *testing.T, open func(t *testing.T) *Subject) {
	for _, c := range Checks() {
		t.Run(c.Name, func(t *testing.T) {
			s := opened(t, open)
			if err := c.Run(s); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("random scripts agree with a sorted map", func(t *testing.T) {
		s := opened(t, open)
		rapid.Check(t, func(t *rapid.T) {
			if err := Scripts().Draw(t, "script").Run(s); err != nil {
				t.Fatal(err)
			}
		})
	})
}

func opened(t *testing.T, open func(t *testing.T) *Subject) *Subject {
	s := open(t)
	t.Cleanup(func() {
		if err := s.Close(); err != nil && !errors.Is(err, store.ErrClosed) {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

var background = context.Background()

// update runs fn in a transaction without an idempotency key.
func (s *Subject) update(fn func(store.Txn) error) error { return s.Update(background, nil, fn) }

// set writes one key.
func (s *Subject) set(key, value string) error {
	return s.update(func(t store.Txn) error { return t.Set([]byte(key), []byte(value)) })
}

// get reads one key; "" and false when there is none.
func (s *Subject) get(key string) (value string, found bool, err error) {
	err = s.View(background, func(r store.Reader) error {
		value, found, err = lookup(r, key)
		return err
	})
	return value, found, err
}

func lookup(r store.Reader, key string) (string, bool, error) {
	value, err := r.Get([]byte(key))
	if errors.Is(err, store.ErrNotFound) {
		return "", false, nil
	}
	return string(value), err == nil, err
}

// mustHold returns an error unless key has exactly the value want.
func (s *Subject) mustHold(key, want string) error {
	got, found, err := s.get(key)
	if err != nil {
		return err
	}
	if !found || got != want {
		return fmt.Errorf("Get(%.40q) = %.40q, found %v, want %.40q", key, got, found, want)
	}
	return nil
}

// mustLack returns an error when key is there.
func (s *Subject) mustLack(key string) error {
	got, found, err := s.get(key)
	if err == nil && found {
		return fmt.Errorf("Get(%.40q) = %.40q, want nothing", key, got)
	}
	return err
}

// keys lists the keys under a prefix.
func keys(r store.Reader, prefix string) (out []string, err error) {
	for kv, err := range r.Range(store.Range{Prefix: []byte(prefix), KeyOnly: true}) {
		if err != nil {
			return nil, err
		}
		out = append(out, string(kv.Key))
	}
	return out, nil
}

func (s *Subject) keys(prefix string) (out []string, err error) {
	err = s.View(background, func(r store.Reader) error {
		out, err = keys(r, prefix)
		return err
	})
	return out, err
}

// together runs fn n times at once and joins the errors.
func together(n int, fn func(i int) error) error {
	errs := make([]error, n)
	start := make(chan struct{})
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() {
			<-start
			errs[i] = fn(i)
		})
	}
	close(start)
	all.Wait()
	return errors.Join(errs...)
}
