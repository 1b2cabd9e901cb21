package plugin

// SegmentAt returns the segment at position pos, or an empty one for 0.
func (m *Manifest) SegmentAt(pos uint32) Segment { return at(m.Segments, pos) }

// SegmentPosition returns the position of code, or 0.
func (m *Manifest) SegmentPosition(code string) uint32 {
	for i, s := range m.Segments {
		if s.Code == code {
			return uint32(i + 1)
		}
	}
	return 0
}

// TierAt returns the tier at position pos, or an empty one for 0.
func (m *Manifest) TierAt(pos uint32) Named { return at(m.Tiers, pos) }

// TierPosition returns the position of code, or 0.
func (m *Manifest) TierPosition(code string) uint32 {
	for i, t := range m.Tiers {
		if t.Code == code {
			return uint32(i + 1)
		}
	}
	return 0
}

// ModeAt returns the mode at position pos, or an empty one for 0.
func (m *Manifest) ModeAt(pos uint32) Named { return at(m.Modes, pos) }

// OptionAt returns the option at position pos, or an empty one for 0.
func (m *Manifest) OptionAt(pos uint32) Option { return at(m.Options, pos) }

func at[T any](list []T, pos uint32) T {
	var none T
	if pos == 0 || int(pos) > len(list) {
		return none
	}
	return list[pos-1]
}
