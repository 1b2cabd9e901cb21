package storetest

import (
	"errors"
	"fmt"
	"slices"

	"github.com/raja-crm/raja/core/store"
)

// addOnce adds 1 to the number n under an idempotency key.
func (s *Subject) addOnce(key string) error {
	return s.Update(background, []byte(key), func(t store.Txn) error { return add(t, "n", 1) })
}

func once(s *Subject) error {
	err := errors.Join(s.addOnce("k"), s.addOnce("k"), s.addOnce("k2"), s.addOnce(""), s.addOnce(""), s.mustHold("n", "4"))
	if err != nil {
		return err
	}
	err = s.Update(background, []byte("k"), func(store.Txn) error { return errors.New("ran again") })
	if err != nil {
		return fmt.Errorf("Update with a used key = %w, want nil", err)
	}
	if s.Reopen == nil {
		return nil
	}
	if err := s.reopen(); err != nil {
		return err
	}
	return errors.Join(s.addOnce("k"), s.mustHold("n", "4"))
}

func onceAfterFailure(s *Subject) error {
	failure := errors.New("not yet")
	err := s.Update(background, []byte("k"), func(t store.Txn) error { return errors.Join(add(t, "n", 5), failure) })
	if !errors.Is(err, failure) {
		return fmt.Errorf("Update = %v, want %v", err, failure)
	}
	return errors.Join(s.addOnce("k"), s.mustHold("n", "1"))
}

func onceRace(s *Subject) error {
	err := together(8, func(int) error {
		for k := range rounds {
			if err := s.addOnce(fmt.Sprint("k", k)); err != nil {
				return err
			}
		}
		return nil
	})
	return errors.Join(err, s.mustHold("n", fmt.Sprint(rounds)))
}

func onceIsHidden(s *Subject) error {
	if err := errors.Join(s.addOnce("k"), s.addOnce("n"), s.set("k", "mine"), s.addOnce("k"), s.mustHold("k", "mine")); err != nil {
		return err
	}
	got, err := s.keys("")
	if want := []string{"k", "n"}; err == nil && !slices.Equal(got, want) {
		return fmt.Errorf("the store shows %q, want %q", got, want)
	}
	return errors.Join(err, s.mustHold("n", "2"))
}
