package main

import (
	"context"

	"github.com/raja-crm/raja/core/store/badger"
)

// look opens a folder after a cycle and holds it against what the writer was
// answered: all of it is there, both copies agree, and new changes are taken.
// It returns how many repairs Raja tells of.
func (r *result) look(folder string, acknowledged [hands]uint64) (repairs int) {
	db, err := badger.Open(folder, storeOptions(""))
	if err != nil {
		r.blame(&r.stuck, "cycle %d does not open: %v", r.cycles, err)
		return 0
	}
	said := db.Repairs()
	if len(said) > 0 {
		r.healed++
	}
	if r.holds(db, acknowledged) && r.agrees(db) {
		r.goesOn(db)
	}
	if err := db.Close(); err != nil {
		r.blame(&r.stuck, "cycle %d does not close: %v", r.cycles, err)
	}
	return len(said)
}

// holds holds a store against what was answered.
func (r *result) holds(db *badger.DB, acknowledged [hands]uint64) bool {
	last, err := standing(db)
	if err != nil {
		r.miss(&r.wrong, "cycle %d: %v", r.cycles, err)
		return false
	}
	for hand := range hands {
		r.acknowledged += int(acknowledged[hand] - min(acknowledged[hand], r.stood[hand]))
		if want := max(acknowledged[hand], r.stood[hand]); last[hand] < want {
			r.miss(&r.lost, "cycle %d: hand %d was answered step %d, the store is at %d", r.cycles, hand, want, last[hand])
		}
	}
	r.stood = last
	return !r.bad()
}

// agrees holds the two copies against each other, byte by byte.
func (r *result) agrees(db *badger.DB) bool {
	repairs, err := db.Heal(context.Background(), nil)
	if err != nil || len(repairs) > 0 {
		r.miss(&r.wrong, "cycle %d: the copies differ: %v %v", r.cycles, repairs, err)
	}
	return err == nil && len(repairs) == 0
}

// goesOn takes a step with each hand, and looks that they were taken.
func (r *result) goesOn(db *badger.DB) {
	for hand := range hands {
		if err := db.Update(context.Background(), nil, take(hand, r.stood[hand]+1)); err != nil {
			r.blame(&r.stuck, "cycle %d: a new change is refused: %v", r.cycles, err)
			return
		}
		r.stood[hand]++
		r.acknowledged++
	}
	last, err := standing(db)
	if err != nil || last != r.stood {
		r.miss(&r.wrong, "cycle %d: after new changes the hands stand at %v, not %v: %v", r.cycles, last, r.stood, err)
	}
}
