package core

import (
	"iter"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/segment"
	"github.com/raja-crm/raja/core/store"
)

// decisionWalk reads where customers stand, asked for in the order of their
// ordinals: it goes along the pages once, beside the walk over the facts.
type decisionWalk struct {
	next   func() (store.KV, error, bool)
	stop   func()
	number uint32 // of page
	page   []byte // nil before the first and behind the last
	ended  bool
}

func walkDecisions(reader store.Reader, slot byte) *decisionWalk {
	walk := &decisionWalk{}
	walk.next, walk.stop = iter.Pull2(reader.Range(store.Range{Prefix: decisionsPrefix(slot)}))
	return walk
}

// standing returns where a customer stands, nowhere before she was decided. A
// nil walk knows of nobody.
func (w *decisionWalk) standing(ordinal people.Ordinal) (segment.Standing, error) {
	if w == nil {
		return segment.Standing{}, nil
	}
	number, _ := rowOf(ordinal)
	for !w.ended && (w.page == nil || w.number < number) {
		if err := w.turn(); err != nil {
			return segment.Standing{}, err
		}
	}
	offset := decisionOffset(ordinal)
	if w.number != number || offset+decisionSize > len(w.page) {
		return segment.Standing{}, nil
	}
	stood, _ := readStanding(w.page[offset:])
	return stood, nil
}

// turn goes to the next page.
func (w *decisionWalk) turn() error {
	kv, err, more := w.next()
	if w.page, w.ended = nil, !more; !more || err != nil {
		return err
	}
	w.number = record.Tail32(kv.Key)
	w.page, err = record.Open(kv.Key, kv.Value)
	return err
}

// decisionIn returns what a slot holds about a customer, nil before she was
// decided.
func decisionIn(reader store.Reader, slot byte, ordinal people.Ordinal) ([]byte, error) {
	number, _ := rowOf(ordinal)
	page, err := record.GetBytes(reader, decisionsKey(slot, number))
	offset := decisionOffset(ordinal)
	if err != nil || offset+decisionSize > len(page) {
		return nil, unlessAbsent(err)
	}
	return page[offset:][:decisionSize], nil
}
