package core

import (
	"cmp"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
)

// A customer whose answer is refused stays in the segment that she is in, also
// when another rule put her there. Segments are kept as positions in the list
// of the rule that decides: where a new rule has no segment of that code she
// could not stay, so that it decides about nobody.

// strange stands for a segment that the rule does not have.
const strange = ^uint32(0)

// staying is who stays where she is while a rule decides about the others.
type staying struct {
	*shop
	rule    *plugin.Manifest
	another bool // rule decided, not this one
	first   *Refusal
	lost    *abi.Facts // somebody who cannot stay, nil when all can
	kept    []decision // what leaves them where they are once the new rule's list holds
}

// staying is who stays where she is in the segments of a slot.
func (s *shop) staying(rule *plugin.Manifest, slot byte) *staying {
	s.rules.mu.Lock()
	decider := s.rules.decider
	s.rules.mu.Unlock()
	return &staying{shop: s, rule: rule, another: slot == mainSlot && decider != "" && decider != rule.ID}
}

// now returns the segment that a customer is in as a position in the rule's
// list, strange for one that the rule does not have.
func (s *staying) now(row *abi.Facts) uint32 {
	if !s.another || row.Segment == 0 {
		return row.Segment
	}
	return cmp.Or(s.rule.SegmentPosition(s.segmentCode(row.Segment)), strange)
}

// decided is what the rule says of a customer beside where she was.
func (s *staying) decided(row *abi.Facts, said abi.SegmentRow) decision {
	return decision{people.Ordinal(row.Ordinal), said, s.now(row), clock.Day(row.SegmentSinceDay)}
}

// keep notes that the answer about a customer is refused.
func (s *staying) keep(row *abi.Facts, reason string) {
	if s.first == nil {
		s.first = &Refusal{people.Ordinal(row.Ordinal), reason}
	}
	stays := s.decided(row, abi.SegmentRow{})
	if stays.row.Segment = stays.was; stays.was == strange && s.lost == nil {
		lost := *row
		s.lost = &lost
	}
	if s.another && stays.was != 0 {
		s.kept = append(s.kept, stays)
	}
}

// verdict returns why nobody may move, nil when those may about whom an answer
// stands; decided is how many that are.
func (s *staying) verdict(decided int) error {
	switch {
	case s.first == nil:
		return nil
	case decided == 0:
		return fault.Unavailable("plugin", "every answer of rule %s was refused, such as the one about %s: %s; repair the rule",
			s.rule.ID, Code(s.first.Ordinal), s.first.Reason)
	case s.lost != nil:
		return fault.Unavailable("plugin", "the answer about %s was refused, and rule %s has no segment %s for her to stay in; repair the rule or give it that segment",
			Code(people.Ordinal(s.lost.Ordinal)), s.rule.ID, cmp.Or(s.segmentCode(s.lost.Segment), "like hers"))
	}
	return nil
}
