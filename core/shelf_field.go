package core

import (
	"reflect"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
)

// kept are the fields that say which record it is, as whom it counts and where
// it stands; they are never given an older value alone, but by undoing the
// change or going the next step.
func kept(field string) bool {
	return slices.Contains([]string{
		"id", "ordinal", "number", "created_at", "updated_at", "batch", "into", "edition", "version",
		"status", "state", "answer", "over", "clock", "timer", "closed_at", "missed_at", "done_at", "ended_at", "ended", "resolution",
	}, field)
}

// restoreField gives one field of the record at key the value that it has in
// then, the sealed bytes of an older edition.
func (s *shelf[T]) restoreField(t *tx, key record.Key, then []byte, field string) error {
	_, now, err := s.standing(t, key)
	if err != nil {
		return err
	}
	if now == nil || s.check == nil {
		return fault.Forbidden("field", "of a %s cannot be restored alone; undo the change", s.word)
	}
	var old T
	if err := t.codec.Unmarshal(key, then, &old); err != nil {
		return err
	}
	if changed, is := any(now).(*people.Customer); is && people.MarkOf(field) != 0 {
		changed.Flags ^= (changed.Flags ^ any(&old).(*people.Customer).Flags) & people.MarkOf(field)
		return s.put(t, now)
	}
	at := slices.IndexFunc(reflect.VisibleFields(reflect.TypeFor[T]()), func(f reflect.StructField) bool { return snake(f.Name) == field })
	if at < 0 || kept(field) {
		return fault.Invalid("field", "%q is not a field of a %s that can be restored", field, s.word)
	}
	reflect.ValueOf(now).Elem().Field(at).Set(reflect.ValueOf(old).Field(at))
	if err := s.place(t, now); err != nil {
		return err
	}
	return s.put(t, now)
}
