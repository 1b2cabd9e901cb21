package core

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Several segmentations stand side by side, each in a slot of its own. Slot 0
// is that of the rule whose segments show on customers, and in their facts;
// any other rule or expression has the slot that it got when it first ran.

// mainSlot is the slot of the rule whose segments show on a customer.
const mainSlot byte = 0

// maxSlots is how many rules may stand beside the main one.
const maxSlots = 255

// segmentations are the slots of the rules that stand beside the main one.
type segmentations struct {
	Slots map[string]uint8 `cbor:"1,keyasint"` // id of the rule to its slot; none is given twice
}

func slotsKey() record.Key { return record.In(record.Meta).Text("segmentations") }

// beside returns the slots of the rules beside the main one.
func (s *shop) beside(reader store.Reader) (map[string]uint8, error) {
	var known segmentations
	err := s.codec.Get(reader, slotsKey(), &known)
	if errors.Is(err, store.ErrNotFound) {
		err = nil
	}
	return known.Slots, err
}

// askedFor returns the rule to ask and the slot its segments lie in.
func (s *Segments) askedFor(ctx context.Context, id string) (*asked, byte, error) {
	main := s.rules.find("segment")
	if id == "" || (main != nil && main.manifest.ID == id) {
		rule, err := s.rules.answering(ctx, "segment")
		return rule, mainSlot, err
	}
	e, err := s.rules.named(id)
	if err != nil {
		return nil, 0, err
	}
	if !e.answers("segment") {
		return nil, 0, fault.Invalid("plugin", "rule %s decides no segments, or is switched off; see raja plugin list", id)
	}
	rule, err := s.rules.load(ctx, e)
	if err != nil {
		return nil, 0, err
	}
	slot, err := s.slotFor(ctx, id)
	return rule, slot, err
}

// slotFor returns the slot of a rule beside the main one, a new one the first
// time.
func (s *Segments) slotFor(ctx context.Context, id string) (byte, error) {
	var slot byte
	err := s.update(ctx, "segment.slot", func(t *tx) error {
		t.entry.Subject = id
		known, err := t.beside(t)
		if err != nil {
			return err
		}
		if has, ok := known[id]; ok {
			slot = has
			return errNothingNew
		}
		if len(known) >= maxSlots {
			return fault.Conflict("plugin", "%d rules stand beside the main one already; no other fits", len(known))
		}
		slot = byte(len(known) + 1)
		known = maps.Clone(known)
		if known == nil {
			known = map[string]uint8{}
		}
		known[id] = slot
		return t.codec.Put(t, slotsKey(), &segmentations{known})
	})
	if errors.Is(err, errNothingNew) {
		return slot, nil
	}
	if err == nil {
		err = s.tellBeside(ctx)
	}
	return slot, err
}

// tellBeside lets the rules know which of them have a slot: their words are
// kept for as long as segments are read with them.
func (s *Segments) tellBeside(ctx context.Context) error {
	return readable(s.store.View(ctx, func(reader store.Reader) error {
		known, err := s.beside(reader)
		if err == nil {
			s.rules.standBeside(slices.Sorted(maps.Keys(known)))
		}
		return err
	}))
}

// segmentation is one of them as it is read: its slot and the words of the
// rule that decided it.
type segmentation struct {
	slot     byte
	manifest *plugin.Manifest
}

// of returns a rule's segmentation; "" is the one that shows on customers.
func (s *Segments) of(ctx context.Context, id string) (segmentation, error) {
	deciding := s.rules.deciding()
	if id == "" || (deciding != nil && deciding.ID == id) {
		if err := s.rules.wordless(); err != nil {
			return segmentation{}, err
		}
		return segmentation{mainSlot, deciding}, nil
	}
	var known map[string]uint8
	err := s.store.View(ctx, func(reader store.Reader) (err error) {
		known, err = s.beside(reader)
		return err
	})
	if err != nil {
		return segmentation{}, readable(err)
	}
	slot, ran := known[id]
	manifest := s.rules.wordsOf(id)
	if !ran || manifest == nil {
		if _, err := s.rules.named(id); err != nil {
			return segmentation{}, err
		}
		return segmentation{}, fault.NotFound("plugin", "rule %s has decided nothing yet; run raja segment run --plugin %s", id, id)
	}
	return segmentation{slot, manifest}, nil
}

// Segmentation is one way in which customers are parted.
type Segmentation struct {
	Plugin, NameID, NameEN string
	Main                   bool // its segments show on customers
	Run                    Run  // the last; zero before the first
}

// Segmentations returns all that have been worked out, the main one first.
func (s *Segments) Segmentations(ctx context.Context) ([]Segmentation, error) {
	var all []Segmentation
	slots := map[string]uint8{}
	err := s.store.View(ctx, func(reader store.Reader) (err error) {
		slots, err = s.beside(reader)
		return err
	})
	if err != nil {
		return nil, readable(err)
	}
	add := func(manifest *plugin.Manifest, slot byte) error {
		run, err := s.lastIn(ctx, slot)
		if fault.KindOf(err) == fault.KindNotFound {
			return nil
		}
		if err == nil && manifest != nil {
			all = append(all, Segmentation{manifest.ID, manifest.Name.ID, manifest.Name.EN, slot == mainSlot, run})
		}
		return err
	}
	if err := add(s.rules.deciding(), mainSlot); err != nil {
		return nil, err
	}
	for _, id := range slices.Sorted(maps.Keys(slots)) {
		if err := add(s.rules.wordsOf(id), slots[id]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// edition tells one edition of a rule with its settings from any other: what
// the owner changes holds at once, only what customers do waits.
func (r *rules) edition(id string) string {
	e, err := r.named(id)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%s\x00%s", e.manifest.Version, e.decided.Sum, e.decided.Config))
	return fmt.Sprintf("%s %x", e.manifest.Version, sum[:6])
}
