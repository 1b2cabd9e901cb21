package storetest

import (
	"errors"
	"fmt"
	"iter"

	"github.com/raja-crm/raja/core/store"
)

// entries yields n keys in order and then, if it is not nil, err.
func entries(n int, err error) iter.Seq2[store.KV, error] {
	return func(yield func(store.KV, error) bool) {
		for i := range n {
			kv := store.KV{Key: fmt.Appendf(nil, "%06d", i), Value: fmt.Append(nil, i)}
			if i%7 == 0 {
				kv.Value = nil
			}
			if !yield(kv, nil) {
				return
			}
		}
		if err != nil {
			yield(store.KV{}, err)
		}
	}
}

// loading fills the store, changes it, and finds the same after reopening.
func loading(s *Subject) error {
	l, ok := s.Store.(store.Loader)
	if !ok {
		return nil // the ability is optional
	}
	const n = 20_000
	if err := l.Load(background, entries(n, nil)); err != nil {
		return err
	}
	m := model{}
	for kv, err := range entries(n, nil) {
		if err != nil {
			return err
		}
		m[string(kv.Key)] = string(kv.Value)
	}
	if err := errors.Join(s.set("000001", "new"), s.set("zzz", "")); err != nil {
		return err
	}
	err := s.update(func(t store.Txn) error { return t.Delete([]byte("000002")) })
	m["000001"], m["zzz"] = "new", ""
	delete(m, "000002")
	if s.Reopen != nil {
		err = errors.Join(err, s.reopen())
	}
	return errors.Join(err, s.View(background, func(r store.Reader) error {
		return errors.Join(m.compare(r, store.Range{}), m.compare(r, store.Range{Reverse: true, From: []byte("0000"), Limit: 9}))
	}))
}

func loadNotEmpty(s *Subject) error {
	l, ok := s.Store.(store.Loader)
	if !ok {
		return nil
	}
	if err := s.addOnce("k"); err != nil {
		return err
	}
	if err := l.Load(background, entries(1, nil)); !errors.Is(err, store.ErrNotEmpty) {
		return fmt.Errorf("Load into a store with a key = %v, want ErrNotEmpty", err)
	}
	if err := s.wipe(); err != nil {
		return err
	}
	if err := l.Load(background, entries(1, nil)); !errors.Is(err, store.ErrNotEmpty) {
		return fmt.Errorf("Load into a store with an idempotency key = %v, want ErrNotEmpty", err)
	}
	return errors.Join(s.mustLack("000000"), s.addOnce("k"), s.mustLack("n"))
}

func loadUnsorted(s *Subject) error {
	l, ok := s.Store.(store.Loader)
	if !ok {
		return nil
	}
	err := l.Load(background, func(yield func(store.KV, error) bool) {
		if yield(store.KV{Key: []byte("b")}, nil) {
			yield(store.KV{Key: []byte("b")}, nil)
		}
	})
	if err == nil {
		return errors.New("Load took the same key twice")
	}
	return nil
}

func loadBroken(s *Subject) error {
	l, ok := s.Store.(store.Loader)
	if !ok {
		return nil
	}
	broken := errors.New("the file ends here")
	if err := l.Load(background, entries(10, broken)); !errors.Is(err, broken) {
		return fmt.Errorf("Load = %v, want the error of its source", err)
	}
	return nil
}
