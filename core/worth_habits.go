package core

import (
	"context"
	"sync"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/worth"
)

// habits are how the shop's customers come again: what stands in for a rhythm of
// her own where a customer has none yet.
type habits struct {
	rhythm    worth.Rhythm
	retention worth.Retention
}

// habitsKept keeps them while hardly anything has changed: a card would read
// the past of thousands otherwise, each time that one is opened.
type habitsKept struct {
	mu    sync.Mutex
	found habits
	day   clock.Day
	moved uint64 // orders and entries of the journal by then, 0 for nothing kept
}

// hardly is which part of the orders may have moved since: a hundredth. In a
// shop of fewer than a hundred every change counts at once.
const hardly = 100

func (k *habitsKept) still(day clock.Day, known *counters) bool {
	moved := uint64(known.Orders) + known.Journal.Seq
	return k.moved != 0 && k.day == day && moved >= k.moved && (moved-k.moved)*hardly <= uint64(known.Orders)
}

// habits returns the median rhythm of the shop's customers and how many of them
// stay.
func (w *Worth) habits(ctx context.Context, reader store.Reader) (habits, error) {
	var known counters
	if err := w.codec.Get(reader, countersKey(), &known); err != nil {
		return habits{retention: worth.Assumed()}, unlessAbsent(err)
	}
	kept := w.shop.habits
	kept.mu.Lock()
	defer kept.mu.Unlock()
	if kept.still(w.Today(), &known) {
		return kept.found, nil
	}
	found, err := w.sampleHabits(ctx, reader, known.Customers)
	if err == nil {
		kept.found, kept.day, kept.moved = found, w.Today(), uint64(known.Orders)+known.Journal.Seq
	}
	return found, err
}

// sampled is how many customers at most say how the shop's customers are.
const sampled = 20_000

// leastRhythms is how many customers with a rhythm of their own make one of the
// shop.
const leastRhythms = 3

// sampleHabits asks at most sampled of the customers, evenly over all.
func (w *Worth) sampleHabits(ctx context.Context, reader store.Reader, customers people.Ordinal) (habits, error) {
	var rhythms []worth.Rhythm
	var retained worth.Retained
	found := habits{retention: worth.Assumed()}
	step := customers/sampled + 1
	for ordinal := people.Ordinal(1); ordinal <= customers; ordinal += step {
		if err := ctx.Err(); err != nil {
			return found, err
		}
		row, there, err := readFacts(reader, ordinal)
		if err != nil {
			return found, err
		}
		if !there || row.Kind != abi.KindExternal || row.VisitsTotal == 0 {
			continue
		}
		from, err := readPast(reader, ordinal)
		if err != nil {
			return found, err
		}
		days := daysOf(from.visits.Window(w.Today(), 0))
		if own := worth.Own(days); own > 0 {
			rhythms = append(rhythms, own)
		}
		retained.Add(days, w.Today())
	}
	found.retention = retained.Retention()
	if len(rhythms) >= leastRhythms {
		found.rhythm = worth.Middle(rhythms)
	}
	return found, nil
}
