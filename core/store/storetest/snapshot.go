package storetest

import (
	"errors"
	"fmt"

	"github.com/raja-crm/raja/core/store"
)

func snapshot(s *Subject) error {
	if err := errors.Join(s.set("a", "1"), s.set("b", "1")); err != nil {
		return err
	}
	return s.View(background, func(r store.Reader) error {
		err := s.update(func(t store.Txn) error {
			return errors.Join(t.Set([]byte("a"), []byte("2")), t.Delete([]byte("b")), t.Set([]byte("c"), nil))
		})
		if err != nil {
			return err
		}
		if v, _, err := lookup(r, "a"); err != nil || v != "1" {
			return fmt.Errorf("Get(a) in an old view = %q, %v, want 1", v, err)
		}
		old := model{"a": "1", "b": "1"}
		err = together(4, func(int) error { return old.compare(r, store.Range{}) })
		return errors.Join(err, s.mustHold("a", "2"), s.mustLack("b"))
	})
}

// readersDoNotWait hangs, until the test's own deadline, in a store whose
// readers do wait.
func readersDoNotWait(s *Subject) error {
	if err := s.set("a", "1"); err != nil {
		return err
	}
	err := s.update(func(t store.Txn) error {
		return errors.Join(t.Set([]byte("a"), []byte("2")), s.mustHold("a", "1"))
	})
	return errors.Join(err, s.mustHold("a", "2"))
}
