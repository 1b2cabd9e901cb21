package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"sync"

	"github.com/raja-crm/raja/core/store"
)

// rounds is how often a race is tried. A store that lets one through does so
// in most rounds, because the functions yield between reading and writing.
const rounds = 30

func racingInserts(s *Subject) error {
	for round := range rounds {
		prefix := fmt.Sprintf("phantom/%d/", round)
		err := together(4, func(i int) error {
			return s.update(func(t store.Txn) error {
				if taken, err := keys(t, prefix); err != nil || len(taken) > 0 {
					return err
				}
				runtime.Gosched()
				return t.Set(fmt.Append(nil, prefix, i), nil)
			})
		})
		if err != nil {
			return err
		}
		if got, err := s.keys(prefix); err != nil || len(got) != 1 {
			return fmt.Errorf("round %d left %q, %v, want one key", round, got, err)
		}
	}
	return nil
}

// writeSkew is the tale of two doctors: each goes home if the other stays.
func writeSkew(s *Subject) error {
	doctors := []string{"ani", "budi"}
	for round := range rounds {
		if err := errors.Join(s.set(doctors[0], "on"), s.set(doctors[1], "on")); err != nil {
			return err
		}
		err := together(2, func(i int) error {
			return s.update(func(t store.Txn) error {
				other, _, err := lookup(t, doctors[1-i])
				if err != nil || other != "on" {
					return err
				}
				runtime.Gosched()
				return t.Set([]byte(doctors[i]), []byte("home"))
			})
		})
		a, _, errA := s.get(doctors[0])
		b, _, errB := s.get(doctors[1])
		if err = errors.Join(err, errA, errB); err != nil {
			return err
		}
		if a == "home" && b == "home" {
			return fmt.Errorf("round %d: both doctors went home", round)
		}
	}
	return nil
}

// add changes a number by delta; it yields between reading and writing.
func add(t store.Txn, key string, delta int) error {
	text, _, err := lookup(t, key)
	if err != nil {
		return err
	}
	n, _ := strconv.Atoi(text) // a number that is not there is 0
	runtime.Gosched()
	return t.Set([]byte(key), []byte(strconv.Itoa(n+delta)))
}

func counter(s *Subject) error {
	const writers, steps = 8, 25
	err := together(writers, func(int) error {
		for range steps {
			if err := s.update(func(t store.Txn) error { return add(t, "n", 1) }); err != nil {
				return err
			}
		}
		return nil
	})
	return errors.Join(err, s.mustHold("n", strconv.Itoa(writers*steps)))
}

// wholeTransactions moves money about while readers count it.
func wholeTransactions(s *Subject) error {
	move := func(i int) error {
		for n := range rounds {
			err := s.update(func(t store.Txn) error {
				return errors.Join(add(t, strconv.Itoa(i), n), add(t, strconv.Itoa(i+1), -n))
			})
			if err != nil {
				return err
			}
		}
		return nil
	}
	count := func() error {
		return s.View(background, func(r store.Reader) error {
			sum := 0
			for kv, err := range r.Range(store.Range{}) {
				if err != nil {
					return err
				}
				n, _ := strconv.Atoi(string(kv.Value))
				sum += n
				runtime.Gosched()
			}
			if sum != 0 {
				return fmt.Errorf("a view counts %d, want 0", sum)
			}
			return nil
		})
	}
	return together(6, func(i int) error {
		if i < 3 {
			return move(i)
		}
		for range 4 * rounds {
			if err := count(); err != nil {
				return err
			}
		}
		return nil
	})
}

func failingNeighbours(s *Subject) error {
	const writers, steps = 8, 12
	failure := errors.New("this one fails")
	err := together(writers, func(i int) error {
		for n := range steps {
			err := s.update(func(t store.Txn) error {
				err := errors.Join(add(t, "n", 1), t.Set(fmt.Appendf(nil, "w/%d/%d", i, n), nil))
				if i%2 == 1 {
					return errors.Join(err, failure)
				}
				return err
			})
			if errors.Is(err, failure) != (i%2 == 1) {
				return fmt.Errorf("writer %d: Update = %v", i, err)
			}
		}
		return nil
	})
	kept, keysErr := s.keys("w/")
	if want := writers / 2 * steps; len(kept) != want {
		err = errors.Join(err, fmt.Errorf("%d writes are left, want %d", len(kept), want))
	}
	return errors.Join(err, keysErr, s.mustHold("n", strconv.Itoa(writers/2*steps)))
}

// panicking leaves transactions in the two ways that return nothing.
func panicking(s *Subject) error {
	var got any
	func() {
		defer func() { got = recover() }()
		_ = s.update(func(t store.Txn) error { panic(t.Set([]byte("p"), nil)) })
	}()
	var left sync.WaitGroup
	left.Go(func() {
		_ = s.update(func(t store.Txn) error {
			_ = t.Set([]byte("p"), nil)
			runtime.Goexit()
			return nil
		})
	})
	left.Wait()
	if got == nil {
		return errors.New("the panic did not reach the caller")
	}
	return errors.Join(s.mustLack("p"), s.set("q", "1"), s.mustHold("q", "1"))
}

// largeTransactions offers more at once than any engine takes in one commit.
func largeTransactions(s *Subject) error {
	const writers, values = 6, 9
	big := bytes.Repeat([]byte("x"), store.MaxValue)
	err := together(writers, func(i int) error {
		once := bytes.Repeat([]byte{byte(i)}, store.MaxKey)
		return s.Update(background, once, func(t store.Txn) error {
			for n := range values {
				if err := t.Set(fmt.Appendf(nil, "%d/%d", i, n), big); err != nil {
					return err
				}
			}
			return nil
		})
	})
	all, keysErr := s.keys("")
	if len(all) != writers*values {
		err = errors.Join(err, fmt.Errorf("%d values are there, want %d", len(all), writers*values))
	}
	return errors.Join(err, keysErr)
}
