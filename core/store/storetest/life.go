package storetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"sync/atomic"

	"github.com/raja-crm/raja/core/store"
)

func cancelledBefore(s *Subject) error {
	ctx, cancel := context.WithCancel(background)
	cancel()
	ran := errors.New("the function ran")
	update := s.Update(ctx, nil, func(store.Txn) error { return ran })
	view := s.View(ctx, func(store.Reader) error { return ran })
	if !errors.Is(update, context.Canceled) || !errors.Is(view, context.Canceled) {
		return fmt.Errorf("Update = %v, View = %v, want context.Canceled", update, view)
	}
	return nil
}

func cancelledWithin(s *Subject) error {
	ctx, cancel := context.WithCancel(background)
	defer cancel()
	err := s.Update(ctx, nil, func(t store.Txn) error {
		cancel()
		return t.Set([]byte("a"), []byte("1"))
	})
	return errors.Join(err, s.mustHold("a", "1"))
}

func cancelledWaiting(s *Subject) error {
	ctx, cancel := context.WithCancel(background)
	waiting := make(chan error, 1)
	err := s.update(func(store.Txn) error {
		go func() {
			waiting <- s.Update(ctx, nil, func(t store.Txn) error { return t.Set([]byte("a"), nil) })
		}()
		runtime.Gosched()
		cancel()
		if err := <-waiting; !errors.Is(err, context.Canceled) {
			return fmt.Errorf("the waiting Update = %v, want context.Canceled", err)
		}
		return nil
	})
	return errors.Join(err, s.mustLack("a"))
}

func closed(s *Subject) error {
	if err := s.Close(); err != nil {
		return err
	}
	ran := errors.New("the function ran")
	for name, err := range map[string]error{
		"View":   s.View(background, func(store.Reader) error { return ran }),
		"Update": s.update(func(store.Txn) error { return ran }),
		"Close":  s.Close(),
	} {
		if !errors.Is(err, store.ErrClosed) {
			return fmt.Errorf("%s after Close = %v, want ErrClosed", name, err)
		}
	}
	return nil
}

// closeWaits lets go of a transaction only once Close has begun.
func closeWaits(s *Subject) error {
	started, release := make(chan struct{}), make(chan struct{})
	updated, closed := make(chan error, 1), make(chan error, 1)
	var finished atomic.Bool
	go func() {
		updated <- s.update(func(store.Txn) error {
			close(started)
			<-release
			finished.Store(true)
			return nil
		})
	}()
	<-started
	go func() {
		err := s.Close()
		if !finished.Load() {
			err = errors.Join(err, errors.New("Close did not wait for a running transaction"))
		}
		closed <- err
	}()
	for len(closed) == 0 && s.View(background, func(store.Reader) error { return nil }) == nil {
		runtime.Gosched()
	}
	close(release)
	return errors.Join(<-updated, <-closed)
}

// reopen closes the store and opens it again.
func (s *Subject) reopen() error {
	if err := s.Close(); err != nil {
		return err
	}
	s.Store = s.Reopen()
	return nil
}

// reopening writes, overwrites and deletes over three lives of the store.
func reopening(s *Subject) error {
	if s.Reopen == nil {
		return nil
	}
	random := rand.New(rand.NewPCG(1, 2))
	m := model{}
	for range 3 {
		for range 10 {
			ops := m.scatter(random, 200)
			if err := s.update(func(t store.Txn) error { return write(t, ops) }); err != nil {
				return err
			}
		}
		if err := s.reopen(); err != nil {
			return err
		}
		err := s.View(background, func(r store.Reader) error {
			return errors.Join(m.compare(r, store.Range{}), m.compare(r, store.Range{Reverse: true}))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// scatter sets and deletes n random keys in the model and returns how.
func (m model) scatter(random *rand.Rand, n int) []op {
	ops := make([]op, n)
	for i := range ops {
		key := fmt.Sprintf("%03d", random.IntN(1000))
		if random.IntN(3) == 0 {
			ops[i] = op{kind: opDelete, key: key}
			delete(m, key)
			continue
		}
		m[key] = fmt.Sprint(random.Uint64())
		ops[i] = op{kind: opSet, key: key, value: m[key]}
	}
	return ops
}

// write plays the sets and deletes of ops.
func write(t store.Txn, ops []op) error {
	for _, o := range ops {
		var err error
		if o.kind == opSet {
			err = t.Set([]byte(o.key), []byte(o.value))
		} else {
			err = t.Delete([]byte(o.key))
		}
		if err != nil {
			return err
		}
	}
	return nil
}
