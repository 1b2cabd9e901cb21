package main

// The texts, at their positions in manifest.json. Each standing has four, in
// the order of the variants below, and so has who is loyal by priority alone.
const (
	textBlocked uint32 = 1
	textUnsafe  uint32 = 2
	textPickUp  uint32 = 3
	textLoyal   uint32 = 4
	textNoHours uint32 = 16
	textFirst   uint32 = 17
	textsOfOne  uint32 = 4
	plain       uint32 = 0 // visits, minutes since closing, next opening
	withPlaces  uint32 = 1 // the same and the places left
	neverOpens  uint32 = 2 // no next opening
	neverClosed uint32 = 3 // no closing yet
)

// reason is the text that says why.
func (s Situation) reason() uint32 {
	switch {
	case s.Blocked:
		return textBlocked
	case s.Unsafe:
		return textUnsafe
	case s.handsOver():
		return textPickUp
	case !s.Closed && !s.Opens:
		return textNoHours
	}
	if s.First {
		return textFirst + s.variant()
	}
	return textLoyal + textsOfOne*uint32(s.Standing) + s.variant()
}

func (s Situation) variant() uint32 {
	switch {
	case !s.Closed:
		return neverClosed
	case !s.Opens:
		return neverOpens
	case s.capacity >= 0:
		return withPlaces
	}
	return plain
}

// figures are what the wording and the reason may name: visits in six months,
// minutes since closing, the next opening, places left.
func (s Situation) figures() [4]int64 {
	since := s.Since
	if !s.Closed {
		since = 0
	}
	return [4]int64{s.visits, since, s.nextOpen, s.capacity}
}
