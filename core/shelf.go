package core

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// shelf keeps the records of one sort by number: where they lie, which index
// keys follow from each, and what else does. Every write goes through it, an
// undo as well, so that nothing that follows from a record is forgotten.
type shelf[T any] struct {
	space  record.Space
	word   string // what one is called, and the field of its faults: "ticket"
	mark   string // what its code begins with: "T-"
	digits int    // how many digits its code has at least
	number func(*T) uint64
	give   func(*T, uint64) // the number, of sorts that addNext adds; nil for the others

	check  func(*T) error                      // tidies a record and refuses what breaks a rule, nil for none
	keys   func(*T) []record.Key               // the index keys that follow, nil for none
	follow func(t *tx, before, after *T) error // what else follows; a nil before is new, a nil after gone
	ties   func(t *tx, one *T) error           // refuses a record whose place among the others is not there, such as an owner, nil for never
	revive func(t *tx, now, then *T) error     // what an undo does after its write, nil for nothing
	free   func(t *tx, one *T) error           // refuses to let go of a record that others need, nil for never
}

// key is where the record with a number lies.
func (s *shelf[T]) key(number uint64) record.Key {
	if s.space == record.Customers || s.space == record.Profiles {
		return record.In(s.space).Uint32(uint32(number))
	}
	return record.In(s.space).Uint64(number)
}

// code is how people name the record with a number: "T-00012".
func (s *shelf[T]) code(number uint64) string {
	return fmt.Sprintf("%s%0*d", s.mark, s.digits, number)
}

// read returns the record with a number, or a fault that there is none.
func (s *shelf[T]) read(shop *shop, reader store.Reader, number uint64) (T, error) {
	var found T
	err := shop.codec.Get(reader, s.key(number), &found)
	if errors.Is(err, store.ErrNotFound) {
		return found, fault.NotFound(s.word, "there is no %s %s", s.word, s.code(number))
	}
	return found, err
}

// next gives out the next number.
func (s *shelf[T]) next(t *tx) (uint64, error) { return t.next(s.space) }

// next gives out the next number of a keyspace.
func (t *tx) next(space record.Space) (uint64, error) {
	key := record.In(record.Meta).Text("last").Byte(byte(space))
	var last uint64
	if err := t.codec.Get(t, key, &last); err != nil && !errors.Is(err, store.ErrNotFound) {
		return 0, err
	}
	return last + 1, t.codec.Put(t, key, last+1)
}

// add writes a new record, notes it in the journal and does what follows.
func (s *shelf[T]) add(t *tx, made *T) error {
	key := s.key(s.number(made))
	after, err := t.codec.Marshal(key, made)
	if err != nil {
		return err
	}
	t.note(key, nil, after)
	return s.write(t, key, after, nil, made)
}

// addNext is add for a record that gets the next number; the journal entry is
// then about it.
func (s *shelf[T]) addNext(t *tx, made *T) error {
	number, err := s.next(t)
	if err != nil {
		return err
	}
	s.give(made, number)
	t.entry.Subject = s.code(number)
	return s.add(t, made)
}

// addUnnoted is add for what an import brings: its batch names the record.
func (s *shelf[T]) addUnnoted(t *tx, made *T) error {
	key := s.key(s.number(made))
	after, err := t.codec.Marshal(key, made)
	if err != nil {
		return err
	}
	return s.write(t, key, after, nil, made)
}

// putUnnoted is put for what follows from other records and is bookkeeping.
func (s *shelf[T]) putUnnoted(t *tx, changed *T) error {
	key := s.key(s.number(changed))
	after, err := t.codec.Marshal(key, changed)
	if err != nil {
		return err
	}
	sealed, before, err := s.standing(t, key)
	if err != nil || bytes.Equal(sealed, after) {
		return err
	}
	return s.write(t, key, after, before, changed)
}

// put writes a changed record over the one that is there, or a new one, notes
// it in the journal and does what follows. A record that stays as it was is
// not written.
func (s *shelf[T]) put(t *tx, changed *T) error {
	key := s.key(s.number(changed))
	after, err := t.codec.Marshal(key, changed)
	if err != nil {
		return err
	}
	sealed, before, err := s.standing(t, key)
	if err != nil || bytes.Equal(sealed, after) {
		return err
	}
	t.note(key, sealed, after)
	return s.write(t, key, after, before, changed)
}

// remove lets go of a record whose caller has looked who needs it, notes it in
// the journal and does what follows.
func (s *shelf[T]) remove(t *tx, gone *T) error {
	key := s.key(s.number(gone))
	sealed, before, err := s.standing(t, key)
	if err != nil || before == nil {
		return err
	}
	t.note(key, sealed, nil)
	if err := t.Delete(key); err != nil {
		return err
	}
	if err := s.moveKeys(t, before, nil); err != nil || s.follow == nil {
		return err
	}
	return s.follow(t, before, nil)
}

// standing returns the record at key as it lies there, nil when none does.
func (s *shelf[T]) standing(t *tx, key record.Key) (sealed []byte, found *T, err error) {
	sealed, err = t.Get(key)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	found = new(T)
	return sealed, found, t.codec.Unmarshal(key, sealed, found)
}

// write sets the sealed bytes, moves the index keys and does what follows.
func (s *shelf[T]) write(t *tx, key record.Key, sealed []byte, before, after *T) error {
	if after == nil {
		if err := s.letGo(t, key, before); err != nil {
			return err
		}
	} else if err := t.Set(key, sealed); err != nil {
		return err
	}
	if err := s.moveKeys(t, before, after); err != nil || s.follow == nil {
		return err
	}
	return s.follow(t, before, after)
}

func (s *shelf[T]) letGo(t *tx, key record.Key, gone *T) error {
	if s.free != nil && gone != nil {
		if err := s.free(t, gone); err != nil {
			return err
		}
	}
	return t.Delete(key)
}

// moveKeys deletes the index keys that follow no more and sets the new ones.
func (s *shelf[T]) moveKeys(t *tx, before, after *T) error {
	if before == nil {
		for _, key := range s.keysIn(after) {
			if err := t.setIndex(key, s.number(after)); err != nil {
				return err
			}
		}
		return nil
	}
	had, has := s.keysOf(before), s.keysOf(after)
	for key := range had {
		if _, stays := has[key]; !stays {
			if err := t.Delete(record.Key(key)); err != nil {
				return err
			}
		}
	}
	if after == nil {
		return nil
	}
	for _, key := range s.keysIn(after) {
		if _, stood := had[string(key)]; stood {
			continue
		}
		if err := t.setIndex(key, s.number(after)); err != nil {
			return err
		}
	}
	return nil
}

// keysIn are the index keys that follow from a record, each once: a customer
// may have the same number twice.
func (s *shelf[T]) keysIn(one *T) []record.Key {
	if one == nil || s.keys == nil {
		return nil
	}
	return distinct(s.keys(one))
}

// distinct drops keys that stand twice.
func distinct(keys []record.Key) []record.Key {
	slices.SortFunc(keys, func(a, b record.Key) int { return bytes.Compare(a, b) })
	return slices.CompactFunc(keys, func(a, b record.Key) bool { return bytes.Equal(a, b) })
}

// place checks a record and what it names.
func (s *shelf[T]) place(t *tx, one *T) error {
	if s.check != nil {
		if err := s.check(one); err != nil {
			return err
		}
	}
	if s.ties == nil {
		return nil
	}
	return s.ties(t, one)
}

// refuseNeeded refuses to let go of a record while a list under one of the
// prefixes names others that need it.
func (s *shelf[T]) refuseNeeded(t *tx, number uint64, why string, prefixes ...record.Key) error {
	for _, prefix := range prefixes {
		for _, err := range t.Range(store.Range{Prefix: prefix, KeyOnly: true, Limit: 1}) {
			if err != nil {
				return err
			}
			return fault.Conflict(s.word, "%s has %s by now, and stays", s.code(number), why)
		}
	}
	return nil
}

func (s *shelf[T]) keysOf(one *T) map[string]struct{} {
	set := map[string]struct{}{}
	for _, key := range s.keysIn(one) {
		set[string(key)] = struct{}{}
	}
	return set
}
