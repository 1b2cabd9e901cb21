package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/raja-crm/raja/core/store"
)

func ownWrites(s *Subject) error {
	if err := s.set("old", "1"); err != nil {
		return err
	}
	return s.update(func(t store.Txn) error {
		if v, found, err := lookup(t, "old"); err != nil || v != "1" { // to have got it once
			return fmt.Errorf("Get(old) = %q, %v, %v", v, found, err)
		}
		err := errors.Join(t.Set([]byte("new"), []byte("2")), t.Delete([]byte("old")), t.Delete([]byte("never was")))
		if err != nil {
			return err
		}
		if v, found, err := lookup(t, "new"); err != nil || v != "2" {
			return fmt.Errorf("Get(new) after Set = %q, %v, %v", v, found, err)
		}
		if v, found, err := lookup(t, "old"); err != nil || found {
			return fmt.Errorf("Get(old) after Delete = %q, %v, %v", v, found, err)
		}
		got, err := keys(t, "")
		if err == nil && !slices.Equal(got, []string{"new"}) {
			err = fmt.Errorf("Range after writes = %q, want [new]", got)
		}
		return err
	})
}

func failureLeavesNothing(s *Subject) error {
	if err := s.set("kept", "1"); err != nil {
		return err
	}
	failure := errors.New("changed my mind")
	err := s.update(func(t store.Txn) error {
		return errors.Join(t.Set([]byte("new"), nil), t.Delete([]byte("kept")), failure)
	})
	if !errors.Is(err, failure) {
		return fmt.Errorf("Update = %v, want the error of its function", err)
	}
	return errors.Join(s.mustLack("new"), s.mustHold("kept", "1"))
}

func slicesAreTheCallers(s *Subject) error {
	key, value := []byte("key"), []byte("value")
	err := s.update(func(t store.Txn) error {
		err := t.Set(key, value)
		key[0], value[0] = 'X', 'X'
		return err
	})
	if err != nil {
		return err
	}
	spoilt := func(r store.Reader) error {
		got, err := r.Get([]byte("key"))
		if err == nil && len(got) > 0 {
			got[0] = 'Y'
		}
		if again, found, later := lookup(r, "key"); later != nil || again != "value" {
			return fmt.Errorf("Get(key) = %q, %v, %v after a caller changed what it had got", again, found, later)
		}
		return err
	}
	err = errors.Join(s.View(background, spoilt), s.update(func(t store.Txn) error { return spoilt(t) }))
	return errors.Join(err, s.mustHold("key", "value"), s.mustLack("Xey"))
}

func oddKeys(s *Subject) error {
	want := []string{
		"\x00", "\x00\x00", "\x00\x01", "\x00\xff", "\x01", "!badger!x", "a", "a\x00", "a\x00b", "aa",
		"a\xff", "a\xff\xff", "b", "d", "o", "\xfe\xff", "\xff", "\xff\x00", "\xff\xff", "\xff\xff\xff",
	}
	err := s.update(func(t store.Txn) error {
		for i := len(want) - 1; i >= 0; i-- {
			if err := t.Set([]byte(want[i]), []byte(want[i])); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	m := model{}
	for _, k := range want {
		m[k] = k
	}
	return s.View(background, func(r store.Reader) error {
		for _, prefix := range append(want, "", "c", "a\xff\x00") {
			for _, reverse := range []bool{false, true} {
				if err := m.compare(r, store.Range{Prefix: []byte(prefix), Reverse: reverse}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func valueSizes(s *Subject) error {
	for _, size := range []int{0, 1, 255, 256, 4 << 10, 1<<16 - 1, 1 << 16, store.MaxValue} {
		key, value := fmt.Sprint(size), string(bytes.Repeat([]byte{byte(size)}, size))
		if err := errors.Join(s.set(key, value), s.mustHold(key, value)); err != nil {
			return err
		}
	}
	return s.View(background, func(r store.Reader) error {
		for kv, err := range r.Range(store.Range{}) {
			if err != nil {
				return err
			}
			if fmt.Sprint(len(kv.Value)) != string(kv.Key) || kv.Value == nil {
				return fmt.Errorf("Range gives %s a value of %d bytes, nil %v", kv.Key, len(kv.Value), kv.Value == nil)
			}
		}
		return nil
	})
}

func rangeWhileWriting(s *Subject) error {
	if err := errors.Join(s.set("a", "1"), s.set("b", "1"), s.set("c", "1")); err != nil {
		return err
	}
	var seen []string
	err := s.update(func(t store.Txn) error {
		seen = nil
		for kv, err := range t.Range(store.Range{}) {
			key := bytes.Clone(kv.Key)
			if err = errors.Join(err, t.Delete(key), t.Set(append(key, 'z'), nil)); err != nil {
				return err
			}
			seen = append(seen, string(kv.Key))
		}
		return nil
	})
	if want := []string{"a", "b", "c"}; err == nil && !slices.Equal(seen, want) {
		err = fmt.Errorf("the loop saw %q, want %q", seen, want)
	}
	after, keysErr := s.keys("")
	if want := []string{"az", "bz", "cz"}; err == nil && !slices.Equal(after, want) {
		err = fmt.Errorf("after the loop there is %q, want %q", after, want)
	}
	return errors.Join(err, keysErr)
}
