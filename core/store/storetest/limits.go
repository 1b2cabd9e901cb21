package storetest

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/raja-crm/raja/core/store"
)

func limits(s *Subject) error {
	return errors.Join(
		s.within("key", func(t store.Txn, extra int) error { return t.Set(make([]byte, store.MaxKey+extra), nil) }),
		s.within("value", func(t store.Txn, extra int) error { return t.Set([]byte("v"), make([]byte, store.MaxValue+extra)) }),
		s.within("sets", func(t store.Txn, extra int) error { return setMany(t, store.MaxTxnOps+extra) }),
		s.within("deletes", func(t store.Txn, extra int) error { return deleteMany(t, store.MaxTxnOps+extra) }),
		s.within("bytes", func(t store.Txn, extra int) error { return fill(t, store.MaxTxnBytes+extra) }),
		s.onceLimit(), s.emptyKey(), s.refusalIsNotFatal(),
	)
}

// within checks that what try does is allowed at the limit and refused one
// over it.
func (s *Subject) within(name string, try func(t store.Txn, extra int) error) error {
	if err := s.update(func(t store.Txn) error { return try(t, 0) }); err != nil {
		return fmt.Errorf("at the limit of %s: %w", name, err)
	}
	if err := s.update(func(t store.Txn) error { return try(t, 1) }); !errors.Is(err, store.ErrTooLarge) {
		return fmt.Errorf("one over the limit of %s: %v, want ErrTooLarge", name, err)
	}
	return nil
}

func setMany(t store.Txn, n int) error {
	for i := range n {
		if err := t.Set(fmt.Append(nil, i), nil); err != nil {
			return err
		}
	}
	return nil
}

func deleteMany(t store.Txn, n int) error {
	for i := range n {
		if err := t.Delete(fmt.Append(nil, i)); err != nil {
			return err
		}
	}
	return nil
}

// fill sets exactly size bytes of keys and values.
func fill(t store.Txn, size int) error {
	const key = 4
	for i := 0; size > 0; i++ {
		value := min(size-key, store.MaxValue-2*key) // never leaves less than a key
		if err := t.Set(fmt.Appendf(nil, "%04d", i), make([]byte, value)); err != nil {
			return err
		}
		size -= key + value
	}
	return nil
}

func (s *Subject) onceLimit() error {
	nothing := func(store.Txn) error { return nil }
	key := bytes.Repeat([]byte("k"), store.MaxKey+1)
	if err := s.Update(background, key[1:], nothing); err != nil {
		return fmt.Errorf("the longest idempotency key: %w", err)
	}
	if err := s.Update(background, key, nothing); !errors.Is(err, store.ErrTooLarge) {
		return fmt.Errorf("an idempotency key that is too long: %v, want ErrTooLarge", err)
	}
	return nil
}

func (s *Subject) emptyKey() error {
	if s.set("", "x") == nil {
		return errors.New("Set took an empty key")
	}
	if s.update(func(t store.Txn) error { return t.Delete(nil) }) == nil {
		return errors.New("Delete took an empty key")
	}
	return errors.Join(s.mustLack(""), s.mustLack(string(make([]byte, 70_000))))
}

// refusalIsNotFatal: a caller who fills a transaction until it is full may
// keep what fitted.
func (s *Subject) refusalIsNotFatal() error {
	err := s.update(func(t store.Txn) error {
		err := t.Set([]byte("big"), make([]byte, store.MaxValue+1))
		if !errors.Is(err, store.ErrTooLarge) {
			return fmt.Errorf("Set = %v, want ErrTooLarge", err)
		}
		return t.Set([]byte("small"), []byte("x"))
	})
	return errors.Join(err, s.mustLack("big"), s.mustHold("small", "x"))
}
